package org.lockkeeper.proxy.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lockkeeper.policy.Verdict;

/** What programs get: JSON, health, metrics. */
final class ConsoleForProgramsTest {
  // Prometheus text format 0.0.4: a comment, or name{labels} value.
  private static final Pattern LINE =
      Pattern.compile(
          "# (HELP|TYPE) .*|[a-z_:]+(\\{([a-z_]+=\"[^\"\\n]*\",?)*})? [-+0-9.eEInfNa]+");

  private StartedConsole console;

  @BeforeEach
  void start() {
    console = new StartedConsole();
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void aSearchAnswersWithTotalQueryAndHits() throws IOException {
    console.log.add(Fiction.post(1, "tilda", "the sluice"));
    console.log.add(Fiction.post(2, "wen", "Sluice \uD83C\uDF5E \"quoted\" <b>"));

    Map<String, Object> answer = json(ask("/api/search?q=sluice&limit=1"));

    assertThat(answer)
        .containsEntry("query", "sluice")
        .containsEntry("total", 2)
        .containsEntry("snapshot", 2)
        .containsEntry("limit", 1);
    List<?> hits = (List<?>) Objects.requireNonNull(answer.get("hits"));
    assertThat(hits).hasSize(1);
    Map<?, ?> hit = (Map<?, ?>) hits.getFirst();
    assertThat(hit.get("text")).isEqualTo("Sluice \uD83C\uDF5E \"quoted\" <b>");
    assertThat(hit.get("author")).isEqualTo("wen");
    assertThat(hit.get("position")).isEqualTo("1-100");
    assertThat(hit.get("verdict")).isEqualTo("allow");
    assertThat(hit.get("highlights"))
        .isEqualTo(List.of(Map.of("pointer", "/message", "start", 0, "end", 6)));
  }

  @Test
  void aBadQueryNamesItsCharacter() throws IOException {
    HttpResponse<String> answer = ask("/api/search?q=soup%20!");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer))
        .containsEntry("error", "expected a word here")
        .containsEntry("position", 5);
    assertThat(ask("/api/search?q=x&limit=100000").statusCode()).isEqualTo(400);
    assertThat(ask("/api/search?q=x&skip=-1").statusCode()).isEqualTo(400);
    assertThat(ask("/api/search?q=x&limit=many").statusCode()).isEqualTo(400);
  }

  @Test
  void aMessageHasItsWholeDecision() throws IOException {
    console.log.add(Fiction.redacted(1));
    console.log.add(Fiction.answered(1, "post-1"));

    Map<String, Object> message = json(ask("/api/message/0-0"));

    assertThat(message)
        .containsEntry("verdict", "redact")
        .containsEntry("released", true)
        .containsEntry("because", List.of("card-number"))
        .containsEntry("tags", List.of("payment"))
        .containsEntry("policy", Fiction.POLICY.value())
        .containsEntry("assigned", List.of("post-1"))
        .containsEntry("related", List.of("1-100"))
        .containsEntry("faults", List.of());
    assertThat(String.valueOf(message.get("sent"))).contains("[card removed]");
    assertThat(json(ask("/api/message/" + Fiction.id(1)))).isEqualTo(message);
    assertThat(ask("/api/message/9-900").statusCode()).isEqualTo(404);
    assertThat(json(ask("/api/message/nonsense"))).containsKey("error");
  }

  @Test
  void healthIs503OnlyWhileMessagesAreRefused() throws IOException {
    HttpResponse<String> well = console.get("/health");
    assertThat(well.statusCode()).isEqualTo(200);
    assertThat(json(well))
        .containsEntry("status", "ok")
        .containsEntry("recording", true)
        .containsEntry("archiveEnd", 3);

    console.health = StartedConsole.health(GatewayHealth.Status.DEGRADED);
    assertThat(console.get("/health").statusCode()).isEqualTo(200);

    console.health = StartedConsole.health(GatewayHealth.Status.FAILED);
    HttpResponse<String> failed = console.get("/health");
    assertThat(failed.statusCode()).isEqualTo(503);
    assertThat(json(failed)).containsEntry("status", "failed");
    assertThat(failed.body()).contains("disk full");
  }

  @Test
  void countersFollowTheMeters() throws IOException {
    console.meters.judged(Fiction.MASTODON, "post", new Verdict.Allow(), Duration.ofNanos(50_000));
    console.log.add(Fiction.post(1, "tilda", "one"));
    console.index.behind = 1;

    assertThat(json(ask("/api/counters")))
        .containsEntry("verdicts", Map.of("allow", 1))
        .containsEntry("services", Map.of("mastodon", Map.of("allow", 1)))
        .containsEntry("lastMinute", 1)
        .containsEntry("archiveEnd", 1)
        .containsEntry("indexLag", 1);
  }

  @Test
  void metricsAreReadableByPrometheusWithoutALogInFromThisMachine() {
    console.meters.judged(Fiction.MASTODON, "post", new Verdict.Allow(), Duration.ofNanos(50_000));
    console.meters.policyLoaded("4be1");

    HttpResponse<String> answer = console.get("/metrics");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/plain")
        .contains("version=0.0.4");
    assertThat(answer.body().lines()).isNotEmpty().allMatch(line -> LINE.matcher(line).matches());
    assertThat(answer.body())
        .contains(
            "lockkeeper_judged_total{operation=\"post\",service=\"mastodon\",verdict=\"allow\"} 1.0")
        .contains("lockkeeper_judging_seconds_bucket{")
        .contains("lockkeeper_policy{version=\"4be1\"} 1.0");
  }

  private HttpResponse<String> ask(String path) {
    return console.getWithPassword(path, StartedConsole.PASSWORD);
  }

  private static Map<String, Object> json(HttpResponse<String> answer) throws IOException {
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    return JsonMapper.createDefault()
        .readValue(answer.body(), Argument.mapOf(String.class, Object.class));
  }
}
