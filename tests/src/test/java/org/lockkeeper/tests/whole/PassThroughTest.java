package org.lockkeeper.tests.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.tests.service.Fault;

/** What carries no message streams through, whatever its size, and is never held. */
class PassThroughTest {

  private static final int MEBIBYTE = 1 << 20;

  @TempDir private Path folder;

  @Test
  void aDownloadFarOverEveryLimitOfHeldBodiesArrivesWhole() throws IOException {
    String file = "the file ".repeat(MEBIBYTE);
    try (WholeGateway gateway =
        WholeGateway.start(
            folder,
            WholeGateway.shippedRules(),
            false,
            "wire: { held: 1 MiB, copy: 64 KiB }\ngate: { message: 16 KiB, upload: 64 KiB }\n")) {
      gateway
          .service()
          .failing(
              request ->
                  request.method().equals("GET")
                      && !request.path().endsWith("/me")
                      && !request.path().endsWith("/verify_credentials"),
              new Fault.Status(200, file));

      Said mattermost =
          gateway.say(
              Ask.to(Form.MATTERMOST, "GET", "/api/v4/files/" + "f".repeat(26))
                  .from(gateway.ann()));
      Said mastodon =
          gateway.say(Ask.to(Form.MASTODON, "GET", "/system/media/1.bin").from(gateway.ann()));

      assertThat(mattermost.status()).isEqualTo(200);
      assertThat(mattermost.body().equals(file)).as("%,d", mattermost.body().length()).isTrue();
      assertThat(mastodon.status()).isEqualTo(200);
      assertThat(mastodon.body().equals(file)).as("%,d", mastodon.body().length()).isTrue();
      gateway.service().wellAgain();
      for (Form form : Form.values()) {
        Lives.on(gateway, form);
      }
    }
  }
}
