package org.lockkeeper.tests.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on record is found, soon, and again after the index is lost. */
class SearchableTest {

  @TempDir private Path folder;

  @Test
  void aMessageIsFoundSoonAndAgainAfterItsIndexIsDeleted()
      throws IOException, InterruptedException {
    try (WholeGateway gateway =
        WholeGateway.start(folder, WholeGateway.shippedRules(), false, "")) {
      for (Form form : Form.values()) {
        gateway.post(form, "a marmalade for " + form);

        // A second is promised; the bound only says that it is no longer than a busy machine's.
        WholeGateway.await()
            .atMost(Duration.ofSeconds(10))
            .untilAsserted(
                () ->
                    assertThat(
                            gateway
                                .gateway()
                                .search("marmalade AND service:" + form.service(), 5)
                                .total())
                        .isEqualTo(1));
      }

      gateway.restart(() -> delete(gateway.data().resolve("archive").resolve("idx")));

      assertThat(gateway.gateway().awaitSearchable()).isTrue();
      WholeGateway.await()
          .untilAsserted(
              () -> assertThat(gateway.gateway().search("marmalade", 5).total()).isEqualTo(2));
      for (Form form : Form.values()) {
        Lives.on(gateway, form);
      }
    }
  }

  private static void delete(Path tree) {
    assertThat(tree).isDirectory();
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
