package org.lockkeeper.tests.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second set of rules beside the one in force: in its shadow, or for a share of people. */
class CandidateTest {

  private static final int POSTED = 201;
  private static final int REFUSED = Form.MATTERMOST.refusal();

  @TempDir private Path folder;
  private Path rules;
  private Path candidate;

  @BeforeEach
  void makeRules() throws IOException {
    rules = Files.createDirectories(folder.resolve("rules"));
    candidate = Files.createDirectories(folder.resolve("candidate"));
    write("lunch");
  }

  private void write(String word) throws IOException {
    Files.writeString(
        candidate.resolve("p.yaml"),
        """
        pack: test/candidate
        version: 2026.11.1
        owner: test@corp.example
        lists:
          words: { terms: [%1$s] }
        rules:
        - id: TST-001
          title: Not that word
          when: { list: words }
          do: { block: true, tell: "Not that word." }
          tests:
          - { say: "%1$s", expect: block }
          - { say: "nothing", expect: allow }
        """
            .formatted(word));
  }

  private WholeGateway start(String settings) throws IOException {
    Path local = Files.createDirectories(folder.resolve("local.d"));
    Files.writeString(
        local.resolve("candidate.yaml"),
        "policy: { candidate: { rules: ../candidate, %s } }\n".formatted(settings));
    // The file of settings stands in local.d, and paths are relative to it.
    return WholeGateway.start(folder, rules, true, "");
  }

  private static int post(WholeGateway gateway, String text) throws IOException {
    return gateway.post(Form.MATTERMOST, text).status();
  }

  private static void awaitHealth(WholeGateway gateway, String... says) {
    WholeGateway.await()
        .untilAsserted(() -> assertThat(gateway.console("/health").body()).contains(says));
  }

  @Test
  void aShadowChangesNothingAndShowsWhatItWouldDo() throws Exception {
    try (WholeGateway gateway = start("mode: shadow")) {
      assertThat(post(gateway, "lunch")).isEqualTo(POSTED);
      assertThat(post(gateway, "work")).isEqualTo(POSTED);
      awaitHealth(gateway, "\"status\":\"ok\"", "in the shadow: 2 compared, 1 differ, 0 skipped");
      assertThat(gateway.console("/metrics").body())
          .contains("lockkeeper_candidate_differs_total{active=\"allow\",candidate=\"block\"} 1");

      write("work");
      awaitHealth(gateway, "in the shadow: 0 compared");
      assertThat(post(gateway, "work")).isEqualTo(POSTED);
      awaitHealth(gateway, "1 compared, 1 differ");
    }
  }

  @Test
  void aCanaryIsInForceUntilItBreaksALimitAndStaysAwayOverARestart() throws Exception {
    try (WholeGateway gateway = start("mode: canary, share: 100, window: 10, hits: 20")) {
      awaitHealth(gateway, "in force for 100.0 % of people: 0 judged");
      assertThat(post(gateway, "lunch")).isEqualTo(REFUSED);
      assertThat(post(gateway, "work")).isEqualTo(POSTED);
      assertThat(post(gateway, "lunch")).isEqualTo(REFUSED);
      awaitHealth(gateway, "\"status\":\"ok\"", "3 judged, 2 not passed unchanged");
      assertThat(post(gateway, "lunch")).as("the third hit of ten").isEqualTo(POSTED);
      awaitHealth(gateway, "\"status\":\"degraded\"", "rolled back: 3 of 4 messages did not pass");
      assertThat(gateway.console("/metrics").body())
          .contains("lockkeeper_candidate_rollbacks_total 1");
      WholeGateway.await()
          .until(() -> Files.exists(gateway.data().resolve("policy").resolve("rolled-back")));

      gateway.restart(() -> {});
      awaitHealth(gateway, "rolled back: 3 of 4 messages did not pass");
      assertThat(post(gateway, "lunch")).isEqualTo(POSTED);

      write("supper");
      awaitHealth(gateway, "in force for 100.0 % of people");
      WholeGateway.await()
          .untilAsserted(() -> assertThat(post(gateway, "supper")).isEqualTo(REFUSED));
    }
  }

  @Test
  void nobodyIsInAShareOfNone() throws Exception {
    try (WholeGateway gateway = start("mode: canary, share: 0")) {
      assertThat(post(gateway, "lunch")).isEqualTo(POSTED);
      awaitHealth(gateway, "0 judged");
    }
  }

  @Test
  void aCandidateThatDoesNotLoadLeavesTheRulesInForceAlone() throws Exception {
    write("lunch\", expect: hold }, { say: \"x");
    try (WholeGateway gateway = start("mode: canary, share: 100")) {
      assertThat(post(gateway, "lunch")).isEqualTo(POSTED);
      awaitHealth(gateway, "\"status\":\"degraded\"", "not loaded, see the log");
    }
  }
}
