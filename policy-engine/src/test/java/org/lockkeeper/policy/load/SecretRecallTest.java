package org.lockkeeper.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.lockkeeper.detect.Finding;

/**
 * What the packs find of made-up secrets in the places people paste them. Even seeds were there to
 * tune with, odd ones were drawn anew after the first tuning. The forms began as the packs' own
 * examples: this holds patterns to what they mean, it does not prove an issuer's form.
 */
final class SecretRecallTest {

  private static final int EXAMPLES = 40;
  private static final double LEAST = 0.98;

  private static final RuleSet RULES = RuleSet.compile(ShippedRulesTest.RULES);

  @Test
  void nearlyEveryExampleIsFound() throws IOException {
    StringBuilder table = new StringBuilder();
    List<String> poor = new ArrayList<>();
    forms()
        .forEach(
            (pack, forms) -> {
              int[] found = new int[2];
              int[] made = new int[2];
              Map<String, Integer> missed = new TreeMap<>();
              for (SecretForm form : forms) {
                for (int seed = 0; seed < EXAMPLES; seed++) {
                  Random random = new Random(form.hashCode() + 1_000L * (seed % 2) + seed);
                  String text = carried(form, random, seed);
                  boolean hit = finds(form.detector(), text);
                  made[seed % 2]++;
                  found[seed % 2] += hit ? 1 : 0;
                  if (!hit && seed % 2 == 0) {
                    missed.merge(form.detector(), 1, Integer::sum);
                  }
                }
              }
              int kinds = new TreeSet<>(forms.stream().map(SecretForm::detector).toList()).size();
              double tuned = (double) found[0] / made[0];
              double held = (double) found[1] / made[1];
              table.append(
                  String.format(
                      Locale.ROOT,
                      "%-16s %4d kinds %6d examples  tuned %.4f  held out %.4f  missed while tuning %s%n",
                      pack,
                      kinds,
                      made[1],
                      tuned,
                      held,
                      missed));
              if (held < LEAST) {
                poor.add(pack);
              }
            });
    System.out.print(table);
    assertThat(poor).as(table.toString()).isEmpty();
  }

  @Test
  void everyKindHasExamples() throws IOException {
    Set<String> named = new TreeSet<>();
    forms().values().forEach(forms -> forms.forEach(form -> named.add(form.detector())));
    Set<String> shipped = new TreeSet<>();
    RULES
        .detectorDrafts()
        .forEach(
            draft -> {
              if (draft.detector().category() == Finding.Category.SECRET) {
                shipped.add(draft.detector().name());
              }
            });
    assertThat(named).isEqualTo(shipped).hasSizeGreaterThanOrEqualTo(150);
  }

  private static boolean finds(String detector, String text) {
    return RULES.detect(TestReader.post(text)).findings().stream()
        .anyMatch(finding -> finding.detector().equals(detector));
  }

  /** A secret where people put one. */
  private static String carried(SecretForm form, Random random, int seed) {
    String secret = form.make(random);
    if (form.name().equals("-")) {
      return List.of(secret, "try this: " + secret, "```\n" + secret + "\n```", secret + "\nthanks")
          .get(seed / 2 % 4);
    }
    String name = form.name().isEmpty() ? "SERVICE_KEY" : form.name();
    String small = name.toLowerCase(Locale.ROOT);
    return List.of(
            "export " + name + "=" + secret,
            "{\"" + small + "\": \"" + secret + "\", \"region\": \"eu\"}",
            "const " + small + " = '" + secret + "';",
            "the " + small.replace('_', ' ').replace('-', ' ') + " is " + secret + " for now",
            small + ": `" + secret + "`",
            "https://api.example/v1/list?" + small + "=" + secret + "&page=2")
        .get(seed / 2 % 6);
  }

  private static Map<String, List<SecretForm>> forms() throws IOException {
    Map<String, List<SecretForm>> packs = new LinkedHashMap<>();
    List<SecretForm> pack = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    SecretRecallTest.class.getResourceAsStream("secret-forms.txt")),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("pack ")) {
          pack = new ArrayList<>();
          packs.put(line.substring(5), pack);
        } else if (!line.isBlank() && !line.startsWith("#")) {
          pack.add(SecretForm.read(line));
        }
      }
    }
    return packs;
  }
}
