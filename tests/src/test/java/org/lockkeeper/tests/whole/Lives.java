package org.lockkeeper.tests.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.record.ArchiveRecord.Judged;
import org.lockkeeper.tests.service.Posts;

/** What must hold after everything that went wrong. */
final class Lives {

  private Lives() {}

  /** A good post right after passes, is recorded and reaches the service. */
  static void on(WholeGateway gateway, Form form) throws IOException {
    Position before = gateway.now();
    String text = "all is well after record " + before.sequence();

    Said said = gateway.post(form, text);

    assertThat(said.status()).as(said.body()).isBetween(200, 201);
    Judged judged = gateway.judged(before);
    assertThat(judged.released()).isTrue();
    assertThat(WholeGateway.text(judged)).isEqualTo(text);
    assertThat(judged.message().actor().handle()).isEqualTo("ann");
    assertThat(gateway.service().posts().all()).extracting(Posts.Post::text).contains(text);
    assertThat(gateway.answered(before, judged).status()).isEqualTo(said.status());
  }
}
