package org.lockkeeper.proxy.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Watches every buffer of the tests' process and tells which were never given back. */
final class Leaks {

  private static final Queue<String> REPORTS = new ConcurrentLinkedQueue<>();

  static {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(
        new ResourceLeakDetectorFactory() {
          @Override
          @SuppressWarnings("deprecation") // The one abstract method of the factory.
          public <T> ResourceLeakDetector<T> newResourceLeakDetector(
              Class<T> resource, int interval, long maxActive) {
            return new Recording<>(resource, interval);
          }
        });
  }

  /** Begins, before the first buffer is made. */
  static void watch() {}

  /** Fails if a buffer was collected that nobody released. */
  static void check() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(20); // The collector enqueues on its own thread; there is nothing to wait for.
      ByteBuf probe = PooledByteBufAllocator.DEFAULT.directBuffer(64);
      probe.release();
    }
    assertThat(REPORTS).isEmpty();
  }

  static Queue<String> reports() {
    return REPORTS;
  }

  private static final class Recording<T> extends ResourceLeakDetector<T> {
    @SuppressWarnings("deprecation") // Constructors are for the factory, which this is.
    Recording(Class<?> resource, int interval) {
      super(resource, interval);
    }

    @Override
    protected boolean needReport() {
      return true;
    }

    @Override
    protected void reportTracedLeak(String type, String records) {
      REPORTS.add(type + " " + records);
    }

    @Override
    protected void reportUntracedLeak(String type) {
      REPORTS.add(type);
    }
  }

  private Leaks() {}
}
