package org.lockkeeper.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessTreeTest {

  @Test
  void countsWhatEndedThreadsUsed() throws InterruptedException {
    var tree = new ProcessTree(ProcessHandle.current());
    Duration before = tree.cpu();
    Thread thread = Thread.ofPlatform().start(() -> use(Duration.ofMillis(200)));
    thread.join();
    assertThat(tree.cpu().minus(before)).isGreaterThan(Duration.ofMillis(150));
  }

  private static void use(Duration cpu) {
    var threads = ManagementFactory.getThreadMXBean();
    while (threads.getCurrentThreadCpuTime() < cpu.toNanos()) {
      Thread.onSpinWait();
    }
  }
}
