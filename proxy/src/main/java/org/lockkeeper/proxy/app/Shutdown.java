package org.lockkeeper.proxy.app;

import java.util.concurrent.CountDownLatch;

/**
 * Ends a process that runs until it is told to stop: SIGTERM and Ctrl-C close what runs, and the
 * exit code is 0.
 */
public final class Shutdown {

  private Shutdown() {}

  /** Closes something when the process is told to stop. */
  public static void then(AutoCloseable running) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(running), "shutdown"));
  }

  /** Waits for the end; never returns, since the process ends first. */
  public static int await() throws InterruptedException {
    new CountDownLatch(1).await();
    return ExitCode.DONE;
  }

  // Without the halt the JVM would report the signal, 143, although all ended well.
  private static void close(AutoCloseable running) {
    int code = ExitCode.DONE;
    try {
      running.close();
    } catch (Exception failed) {
      System.getLogger(Shutdown.class.getName())
          .log(System.Logger.Level.ERROR, "closing failed", failed);
      code = ExitCode.WORLD;
    }
    Runtime.getRuntime().halt(code);
  }
}
