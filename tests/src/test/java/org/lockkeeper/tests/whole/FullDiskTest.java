package org.lockkeeper.tests.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.record.ArchiveRecord.Judged;
import org.lockkeeper.archive.verify.ArchiveVerifier;
import org.lockkeeper.tests.service.Json;
import org.lockkeeper.tests.service.Posts;

/**
 * Invariant: recorded before released. With no room for its record no message leaves; with room
 * again messages pass again, without a restart, and nothing that was accepted is missing.
 */
class FullDiskTest {

  private static final int MEBIBYTES = 12;

  @TempDir private Path folder;

  @Test
  void whileTheDiskIsFullPostsAreRefusedAndAfterwardsTheyPassAgain() throws Exception {
    List<String> accepted = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    try (SmallDisk disk = SmallDisk.on(folder.resolve("data").resolve("archive"), MEBIBYTES);
        WholeGateway gateway =
            WholeGateway.start(
                folder,
                WholeGateway.shippedRules(),
                true,
                "archive: { segment: 1 MiB, preallocated: 0 B }\n")) {
      for (Form form : Form.values()) {
        post(gateway, form, "before " + form, accepted, refused);
      }
      assertThat(refused).isEmpty();
      assertThat(gateway.console("/health").statusCode()).isEqualTo(200);
      disk.fill();

      // What the segment's last page still holds may yet be written; then it is over.
      String large = "x".repeat(6000);
      for (int i = 0; i < 4; i++) {
        for (Form form : Form.values()) {
          post(gateway, form, "while full " + form + i + large, accepted, refused);
        }
      }
      assertThat(refused).hasSizeGreaterThanOrEqualTo(6);
      assertThat(gateway.console("/health").statusCode()).isEqualTo(503);
      assertThat(Json.read(gateway.console("/health").body()).toString())
          .containsIgnoringCase("no space left");
      assertThat(gateway.console("/metrics").body()).contains("lockkeeper_");

      disk.free();
      for (Form form : Form.values()) {
        post(gateway, form, "after " + form, accepted, refused);
      }

      assertThat(accepted).contains("after MATTERMOST", "after MASTODON");
      assertThat(gateway.console("/health").statusCode()).isEqualTo(200);
      assertThat(gateway.service().posts().all())
          .extracting(Posts.Post::text)
          .containsExactlyElementsOf(accepted);
      List<String> recorded =
          gateway.records(Position.START).stream()
              .filter(each -> each instanceof Judged)
              .map(each -> WholeGateway.text((Judged) each))
              .toList();
      assertThat(recorded).containsExactlyElementsOf(accepted);
      WholeGateway.await()
          .untilAsserted(
              () -> assertThat(gateway.gateway().search("after", 10).total()).isEqualTo(2));
      assertThat(ArchiveVerifier.verify(folder.resolve("data").resolve("archive")))
          .isInstanceOf(ArchiveVerifier.Intact.class);
    }
  }

  private static void post(
      WholeGateway gateway, Form form, String text, List<String> accepted, List<String> refused)
      throws Exception {
    Said said = gateway.post(form, text);
    if (said.status() == 200 || said.status() == 201) {
      accepted.add(text);
      return;
    }
    assertThat(said.status()).as(said.body()).isEqualTo(503);
    assertThat(form.notice(said)).contains("could not be recorded, so it was not sent");
    refused.add(text);
  }
}
