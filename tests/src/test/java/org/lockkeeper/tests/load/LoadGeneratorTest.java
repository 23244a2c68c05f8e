package org.lockkeeper.tests.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.tests.process.ProcessTree;
import org.lockkeeper.tests.service.Fault;
import org.lockkeeper.tests.service.FictionalService;
import org.lockkeeper.tests.tls.TestAuthority;

class LoadGeneratorTest {

  private static final byte[] POST =
      """
      POST /api/v4/posts HTTP/1.1\r
      Host: localhost\r
      Authorization: Bearer token-of-ann\r
      Content-Length: 16\r
      \r
      {"message":"hi"}"""
          .getBytes(US_ASCII);
  private static final Supplier<Duration> NO_CPU = () -> Duration.ZERO;

  @TempDir private Path folder;

  @Test
  void theClosedLoopKeepsEveryConnectionBusy() throws Exception {
    var authority = TestAuthority.in(folder);
    try (var service = FictionalService.secure(authority, "ann")) {
      LoadResult result =
          LoadGenerator.run(plan(service, authority, OptionalInt.empty()), n -> POST, NO_CPU);

      assertThat(result.failed()).isZero();
      assertThat(result.answered()).isPositive();
      assertThat(service.received().size()).isGreaterThanOrEqualTo((int) result.answered());
      assertThat(service.received().stream().map(it -> it.connection()).distinct()).hasSize(4);
      assertThat(result.latencies().getTotalCount()).isEqualTo(result.answered());
    }
  }

  @Test
  void theOpenLoopSendsWhatIsDueAndNoMore() throws Exception {
    var authority = TestAuthority.in(folder);
    try (var service = FictionalService.secure(authority, "ann")) {
      LoadResult result =
          LoadGenerator.run(plan(service, authority, OptionalInt.of(100)), n -> POST, NO_CPU);

      assertThat(result.failed()).isZero();
      assertThat(result.rate()).isBetween(70.0, 130.0);
    }
  }

  @Test
  void theOpenLoopCountsTheWaitOfWhatWasDueAndCouldNotBeSent() throws Exception {
    var authority = TestAuthority.in(folder);
    try (var service = FictionalService.secure(authority, "ann")) {
      // Four connections and 20 ms an answer: 200 a second fit, 400 are due.
      service.failing(request -> true, new Fault.Slow(Duration.ofMillis(20)));

      LoadResult result =
          LoadGenerator.run(plan(service, authority, OptionalInt.of(400)), n -> POST, NO_CPU);

      assertThat(result.micros(100)).isGreaterThan(60_000);
      assertThat(result.failed()).as("those never sent are not forgotten").isPositive();
    }
  }

  @Test
  void anErrorIsNotAnAnswer() throws Exception {
    var authority = TestAuthority.in(folder);
    try (var service = FictionalService.secure(authority, "ann")) {
      service.failing(request -> true, new Fault.Status(503, "{}"));

      LoadResult result =
          LoadGenerator.run(plan(service, authority, OptionalInt.of(100)), n -> POST, NO_CPU);

      assertThat(result.answered()).isZero();
      assertThat(result.failed()).isPositive();
    }
  }

  @Test
  void noOneElseIsPutUnderLoad() throws Exception {
    var elsewhere = new InetSocketAddress(InetAddress.getByAddress(new byte[] {8, 8, 8, 8}), 443);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new LoadPlan(
                    elsewhere,
                    "a",
                    folder,
                    1,
                    OptionalInt.empty(),
                    Duration.ZERO,
                    Duration.ofSeconds(1)))
        .withMessageContaining("loopback");
  }

  @Test
  void theCpuOfAProcessTreeGrowsWithItsWork() {
    var tree = new ProcessTree(ProcessHandle.current());
    Duration before = tree.cpu();
    long spin = System.nanoTime() + 50_000_000;
    while (System.nanoTime() < spin) {
      Thread.onSpinWait();
    }

    assertThat(tree.cpu().minus(before)).isGreaterThan(Duration.ofMillis(5));
  }

  private static LoadPlan plan(
      FictionalService service, TestAuthority authority, OptionalInt rate) {
    return new LoadPlan(
        LoadPlan.loopback(service.address().getPort()),
        "localhost",
        authority.rootFile(),
        4,
        rate,
        Duration.ZERO,
        Duration.ofMillis(300));
  }
}
