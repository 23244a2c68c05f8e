package org.lockkeeper.policy.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.Policy;
import org.lockkeeper.policy.Rule;
import org.lockkeeper.policy.Rule.Mode;
import org.lockkeeper.policy.Scope;

/**
 * Measures the word packs, by hand: {@code corpus RULES FILE…} counts each rule's hits as if it
 * were enforced and writes a seeded sample for people to judge, message ids first; {@code recall
 * RULES EXAMPLES} counts the hits on examples, of the half that was tuned on and of the other.
 */
final class LexiconMeasure {

  private static final long SEED = 20261125;
  private static final int SAMPLE = 300;

  private LexiconMeasure() {}

  public static void main(String[] arguments) throws IOException {
    RuleSet set = RuleSet.compile(Path.of(arguments[1]));
    if (arguments[0].equals("recall")) {
      recall(set, Files.readAllLines(Path.of(arguments[2])));
      return;
    }
    Map<String, List<String>> hits = new TreeMap<>();
    int messages = 0;
    for (int at = 2; at < arguments.length; at++) {
      Path file = Path.of(arguments[at]);
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          messages++;
          String text = field(line, "text");
          for (String rule : hit(set, text)) {
            hits.computeIfAbsent(rule, _ -> new ArrayList<>())
                .add(field(line, "id") + "\t" + text.replace('\n', ' '));
          }
        }
      }
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    hits.forEach((rule, found) -> counts.put(rule, found.size()));
    System.out.println(messages + " messages " + counts);
    hits.forEach(
        (rule, found) -> {
          Collections.shuffle(found, new Random(SEED));
          found.stream().limit(SAMPLE).forEach(each -> System.out.println(rule + "\t" + each));
        });
  }

  private static void recall(RuleSet set, List<String> examples) {
    Map<String, int[]> counts = new TreeMap<>();
    Map<String, Random> coins = new TreeMap<>();
    for (String line : examples) {
      String[] parts = line.split("\t", 2);
      if (parts.length < 2) {
        continue;
      }
      int half = coins.computeIfAbsent(parts[0], _ -> new Random(SEED)).nextBoolean() ? 0 : 2;
      int[] count = counts.computeIfAbsent(parts[0], _ -> new int[4]);
      count[half + 1]++;
      if (hit(set, parts[1]).contains(parts[0])) {
        count[half]++;
      } else if (half == 0) {
        System.out.println("missed in the tuned half: " + line);
      }
    }
    counts.forEach(
        (rule, of) ->
            System.out.printf(
                "%s tuned on %d of %d, other half %d of %d%n", rule, of[0], of[1], of[2], of[3]));
  }

  /** The lexicon rules that match, in either direction, whatever their mode. */
  private static TreeSet<String> hit(RuleSet set, String text) {
    TreeSet<String> hit = new TreeSet<>();
    for (Drafts.RuleDraft draft : set.ruleDrafts()) {
      String id = draft.rule().id().value();
      if (id.startsWith("HR-")
          || id.startsWith("MKT-")
          || id.startsWith("REC-")
          || id.startsWith("PHI-")
          || id.startsWith("LEG-")) {
        RULES.computeIfAbsent(id, _ -> set.policy().with(List.of(anyWay(draft.rule()))));
      }
    }
    if (set.policy().detect(TestReader.post(text)).found().isEmpty()) {
      return hit;
    }
    RULES.forEach(
        (id, policy) -> {
          Decision decision = policy.inspect(TestReader.post(text), Facts.NONE);
          if (!decision.because().isEmpty()) {
            hit.add(id);
          }
        });
    return hit;
  }

  private static Rule anyWay(Rule rule) {
    return new Rule(
        rule.id(),
        rule.title(),
        rule.why(),
        Mode.ENFORCE,
        Scope.EVERYWHERE,
        rule.valid(),
        rule.when(),
        Optional.empty(),
        List.of(),
        rule.remedy(),
        rule.onError());
  }

  private static final Map<String, Policy> RULES = new TreeMap<>();

  /** A field of a line of the corpus, as far as a measurement needs its escapes. */
  private static String field(String line, String name) {
    int at = line.indexOf("\"" + name + "\": \"") + name.length() + 5;
    int end = at;
    while (end < line.length() && line.charAt(end) != '"') {
      end += line.charAt(end) == '\\' ? 2 : 1;
    }
    return line.substring(at, Math.min(end, line.length()))
        .replace("\\n", "\n")
        .replace("\\\"", "\"")
        .replace("\\\\", "\\");
  }
}
