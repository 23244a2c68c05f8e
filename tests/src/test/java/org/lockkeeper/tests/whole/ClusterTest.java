package org.lockkeeper.tests.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.tests.process.GatewayProcess;
import org.lockkeeper.tests.process.GatewaySettings;
import org.lockkeeper.tests.process.GatewaySettings.Served;

/** Many gateways, one policy and one count. */
class ClusterTest {

  /** A rule that counts, and one that stops a word. */
  private static final String PACK =
      """
      pack: test/cluster
      version: 2026.11.1
      owner: test@corp.example
      lists:
        meals: { terms: [lunch] }
        stops: { terms: [%s] }
      rules:
      - id: TST-001
        title: Not three times an hour
        when: { list: meals }
        repeated: { over: 2, within: 1h, by: channel }
        do: { block: true, tell: "You said it twice." }
        on-error: hold
        tests:
        - { say: lunch, counted: 2, expect: block }
        - { say: lunch, counted: 1, expect: allow }
      - id: TST-002
        title: Not at all
        when: { list: stops }
        do: { block: true, tell: "Not at all." }
        tests:
        - { say: "%s", expect: block }
        - { say: "nothing", expect: allow }
      """;

  private static final int POSTED = 201;
  private static final int REFUSED = Form.MATTERMOST.refusal();

  @TempDir private Path folder;

  private static String pack(String word) {
    return PACK.formatted(word, word);
  }

  private static int post(WholeGateway gateway, String text) throws IOException {
    return gateway.post(Form.MATTERMOST, text).status();
  }

  private static String health(WholeGateway gateway) throws Exception {
    return gateway.console("/health").body();
  }

  private static void awaitWhole(List<WholeGateway> gateways) {
    WholeGateway.await()
        .untilAsserted(
            () -> {
              for (WholeGateway each : gateways) {
                assertThat(health(each)).contains("\"status\":\"ok\"", "3 of 3 members");
              }
            });
  }

  @Test
  void threeGatewaysCountTogetherChangeTogetherAndGoOnWithoutOne() throws Exception {
    try (ThreeGateways three = new ThreeGateways(folder, pack("alpha"))) {
      awaitWhole(three.all());
      assertThat(three.gateway(0).console("/metrics").body())
          .containsPattern(Pattern.compile("(?m)^lockkeeper_cluster_members 3"));

      // Three posts at three gateways: the third is one too many, once the others have heard.
      assertThat(post(three.gateway(0), "lunch")).isEqualTo(POSTED);
      assertThat(post(three.gateway(1), "lunch")).isEqualTo(POSTED);
      WholeGateway.await()
          .untilAsserted(() -> assertThat(post(three.gateway(2), "lunch")).isEqualTo(REFUSED));

      // A bundle put at one gateway is in force at all.
      three.pack(1, pack("gamma"));
      WholeGateway.await()
          .untilAsserted(
              () -> {
                for (WholeGateway each : three.all()) {
                  assertThat(post(each, "gamma")).isEqualTo(REFUSED);
                }
              });
      awaitWhole(three.all());
      assertThat(post(three.gateway(2), "alpha")).isEqualTo(POSTED);

      // One goes: what cannot be known for certain is held, all else goes on.
      three.end(2);
      WholeGateway.await()
          .untilAsserted(
              () ->
                  assertThat(health(three.gateway(0)))
                      .contains("\"status\":\"degraded\"", "2 of 3 members", "is missing"));
      assertThat(post(three.gateway(0), "nothing of it")).isEqualTo(POSTED);
      assertThat(post(three.gateway(0), "gamma")).isEqualTo(REFUSED);
      assertThat(post(three.gateway(0), "lunch")).isEqualTo(REFUSED);
    }
  }

  @Test
  void aGatewayOnItsOwnLoadsNothingOfACluster() throws IOException {
    Path classes = folder.resolve("classes.log");
    GatewaySettings settings =
        GatewaySettings.fresh(
            Files.createDirectories(folder.resolve("rules")),
            Optional.empty(),
            Served.plain("mattermost", "localhost", URI.create("http://127.0.0.1:1")));
    try (GatewayProcess gateway =
        GatewayProcess.start(settings, folder, "-Xlog:class+load:file=" + classes)) {
      assertThat(gateway.address().getPort()).isEqualTo(settings.port());
      assertThat(Files.readString(classes))
          .contains("org.lockkeeper.proxy.app.Gateway")
          .doesNotContain("com.hazelcast");
    }
  }
}
