package org.lockkeeper.tests.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.tests.Needs;
import org.lockkeeper.tests.load.ChatTexts;
import org.lockkeeper.tests.process.GatewayProcess;
import org.lockkeeper.tests.process.GatewaySettings;
import org.lockkeeper.tests.process.GatewaySettings.Served;
import org.lockkeeper.tests.service.FictionalService;
import org.lockkeeper.tests.tls.TestAuthority;

/**
 * The gateway is killed in the middle of its work, again and again. Whatever a sender saw accepted
 * before, is on record after, once.
 */
class CrashTest {

  private static final int KILLS = Integer.getInteger("lockkeeper.crash.kills", 25);
  private static final long SEED = Long.getLong("lockkeeper.crash.seed", System.nanoTime());
  private static final int CONNECTIONS = 32;
  private static final int MESSAGES = 4_000;
  private static final int MOST_BEFORE_A_KILL = 400;
  private static final int MOST_MICROS_AFTER = 3_000;

  @TempDir private Path folder;

  @Test
  void whatWasAcceptedBeforeAKillIsOnRecordAfterIt() throws Exception {
    Needs.gateway();
    var random = new Random(SEED);
    var authority = TestAuthority.in(folder.resolve("certificates"));
    Path rules = Files.createDirectories(folder.resolve("no-rules"));
    List<Accepted> accepted = new ArrayList<>();
    try (var service = FictionalService.plain("ann");
        var gateway =
            GatewayProcess.start(
                GatewaySettings.fresh(
                    rules,
                    Optional.of(authority),
                    Served.plain("mattermost", "localhost", service.address())),
                folder.resolve("gateway"))) {
      var client =
          new ReplayClient(
              gateway.address(),
              authority.clientContext(),
              message -> service.accounts().getFirst(),
              CONNECTIONS);
      for (int kill = 1; kill <= KILLS; kill++) {
        accepted.addAll(loadAndKill(client, gateway, random, kill));
        gateway.restart();

        List<String> faults = GatewayLog.read(gateway.data()).faults(inNoOrder(accepted));
        assertThat(GatewayLog.some(faults))
            .as("after kill %d with -Dlockkeeper.crash.seed=%d", kill, SEED)
            .isEmpty();
      }
      gateway.kill();
      var verified = gateway.command("verify");
      assertThat(verified.code()).as(verified.output()).isZero();
    }
  }

  /** Loads the gateway and kills it at a random moment; what was accepted until then. */
  private List<Accepted> loadAndKill(
      ReplayClient client, GatewayProcess gateway, Random random, int kill) throws Exception {
    var enough = new CountDownLatch(1 + random.nextInt(MOST_BEFORE_A_KILL));
    // Between two acceptances too, not only just after one.
    long moment = TimeUnit.MICROSECONDS.toNanos(random.nextInt(MOST_MICROS_AFTER));
    var messages =
        ChatTexts.invented(MESSAGES, kill).stream()
            .map(
                message ->
                    new ChatTexts.Message(
                        "kill-" + kill + "-" + message.id(),
                        message.channel(),
                        message.author(),
                        message.text()))
            .toList();
    var load = new FutureTask<>(() -> client.send(messages, seen -> enough.countDown()));
    Thread.ofVirtual().name("load").start(load);

    assertThat(enough.await(60, TimeUnit.SECONDS)).as(gateway.log()).isTrue();
    LockSupport.parkNanos(moment);
    gateway.kill();

    ReplayClient.Outcome outcome = load.get(60, TimeUnit.SECONDS);
    assertThat(outcome.refused()).isEmpty();
    assertThat(outcome.broken()).as("killed too late to matter").isPositive();
    return outcome.accepted();
  }

  /** Orders are per life of a connection; over lives only presence is asked. */
  private static List<Accepted> inNoOrder(List<Accepted> accepted) {
    List<Accepted> apart = new ArrayList<>();
    for (Accepted one : accepted) {
      apart.add(new Accepted(apart.size(), 0, one.id(), one.text(), one.wire()));
    }
    return apart;
  }
}
