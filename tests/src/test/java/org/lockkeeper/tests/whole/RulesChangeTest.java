package org.lockkeeper.tests.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules changed on disk under a running gateway: whole or not at all, and without a restart. */
class RulesChangeTest {

  private static final Pattern REFUSALS =
      Pattern.compile("(?m)^lockkeeper_policy_loads_total\\{.*result=\"refused\".*} ([0-9.]+)$");

  @TempDir private Path folder;

  @Test
  void aChangeTakesEffectAndABrokenFileLeavesTheOldOnesInForce() throws Exception {
    Path rules = Files.createDirectories(folder.resolve("rules"));
    try (WholeGateway gateway = WholeGateway.start(folder, rules, true, "")) {
      assertThat(posts(gateway)).isEqualTo(201);

      Path pack = Files.writeString(rules.resolve("lunch.yaml"), pack("block: true"));
      WholeGateway.await()
          .untilAsserted(() -> assertThat(posts(gateway)).isEqualTo(Form.MATTERMOST.refusal()));
      String inForce = gateway.console("/health").body();
      assertThat(refusals(gateway)).isZero();

      Files.writeString(pack, pack("obliterate: true"));
      WholeGateway.await().untilAsserted(() -> assertThat(refusals(gateway)).isPositive());
      assertThat(posts(gateway)).isEqualTo(Form.MATTERMOST.refusal());
      assertThat(version(gateway.console("/health").body())).isEqualTo(version(inForce));

      Files.delete(pack);
      WholeGateway.await().untilAsserted(() -> assertThat(posts(gateway)).isEqualTo(201));
    }
  }

  private static int posts(WholeGateway gateway) throws IOException {
    return gateway.post(Form.MATTERMOST, "lunch at noon").status();
  }

  private static String version(String health) {
    Matcher found = Pattern.compile("rules (\\S+) in force").matcher(health);
    assertThat(found.find()).as(health).isTrue();
    return found.group(1);
  }

  private static double refusals(WholeGateway gateway) throws Exception {
    String metrics = gateway.console("/metrics").body();
    Matcher found = REFUSALS.matcher(metrics);
    return found.find() ? Double.parseDouble(found.group(1)) : 0;
  }

  private static String pack(String act) {
    return """
        pack: test/lunch
        version: 2026.11.1
        owner: test@corp.example
        lists:
          meals: { terms: [lunch], match: word }
        rules:
        - id: TST-001
          title: No word of meals
          why: To see a change
          status: stable
          mode: enforce
          when: { list: meals }
          do: { %s, tell: "No word of meals." }
          on-error: hold
          tests:
          - { say: "lunch", expect: block }
          - { say: "work", expect: allow }
        """
        .formatted(act);
  }
}
