package org.lockkeeper.tests.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.tests.Needs;
import org.lockkeeper.tests.load.ChatTexts;
import org.lockkeeper.tests.process.GatewayProcess;
import org.lockkeeper.tests.process.GatewaySettings;
import org.lockkeeper.tests.process.GatewaySettings.Served;
import org.lockkeeper.tests.service.FictionalService;
import org.lockkeeper.tests.tls.TestAuthority;

/** Real chat, as many people wrote it, through a running gateway. */
class CorpusReplayTest {

  private static final int MESSAGES = 20_000;
  private static final int CONNECTIONS = 32;

  @TempDir private Path folder;

  @Test
  void everyAcceptedMessageIsOnRecordOnceLetterByLetterAndInOrder() throws Exception {
    Needs.gateway();
    List<ChatTexts.Message> messages =
        ChatTexts.read(Needs.corpus().resolve("fcc-gitter.jsonl.gz"), MESSAGES);
    var authority = TestAuthority.in(folder.resolve("certificates"));
    Path rules = Files.createDirectories(folder.resolve("no-rules"));
    try (var service = FictionalService.plain("ann", "bob", "cleo", "dora");
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
              message -> service.accounts().get(Math.floorMod(message.author().hashCode(), 4)),
              CONNECTIONS);

      var outcome = client.send(messages, seen -> {});
      assertThat(gateway.end(Duration.ofSeconds(30))).as(gateway.log()).isZero();

      assertThat(outcome.refused()).isEmpty();
      assertThat(outcome.broken()).isZero();
      assertThat(outcome.accepted()).hasSize(MESSAGES);
      OnRecord record = GatewayLog.read(gateway.data());
      assertThat(GatewayLog.some(record.faults(outcome.accepted()))).isEmpty();
      assertThat(record.released()).isEqualTo(MESSAGES);
      assertThat(service.posts().all()).hasSize(MESSAGES);
    }
  }
}
