package org.lockkeeper.policy.lab;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lockkeeper.detect.Detector;
import org.lockkeeper.message.Digest;
import org.lockkeeper.policy.Rule;
import org.lockkeeper.policy.Tell;
import org.lockkeeper.policy.explain.DetectorWords;
import org.lockkeeper.policy.explain.RuleWords;
import org.lockkeeper.policy.load.RuleSet;

/**
 * What separates two sets of rules by meaning: where an entry stands, how it is laid out, in which
 * order it names things and what its tests are does not matter.
 */
public final class SetDiff {

  private SetDiff() {}

  /** What became of an entry. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED
  }

  /**
   * One entry that differs.
   *
   * @param sort {@code rule}, {@code detector}, {@code list} or {@code file}
   * @param details property by property; empty for an entry only one set has
   */
  public record Change(Kind kind, String sort, String name, List<Detail> details) {
    public Change {
      details = List.copyOf(details);
    }
  }

  /**
   * A property that differs.
   *
   * @param before what only the first set has; empty for nothing
   * @param after what only the second set has
   */
  public record Detail(String property, List<String> before, List<String> after) {
    public Detail {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  /** Every entry that differs, rules first, each sort by name. */
  public static List<Change> of(RuleSet before, RuleSet after) {
    List<Change> changes = new ArrayList<>();
    changes.addAll(compared("rule", rules(before), rules(after), SetDiff::describe));
    for (boolean list : new boolean[] {false, true}) {
      changes.addAll(
          compared(
              list ? "list" : "detector",
              detectors(before, list),
              detectors(after, list),
              SetDiff::describe));
    }
    changes.addAll(compared("file", before.registers(), after.registers(), SetDiff::describe));
    return changes;
  }

  private static SortedMap<String, Rule> rules(RuleSet set) {
    SortedMap<String, Rule> rules = new TreeMap<>();
    set.rules().forEach(rule -> rules.put(rule.id().value(), rule));
    return rules;
  }

  private static SortedMap<String, Detector> detectors(RuleSet set, boolean lists) {
    SortedMap<String, Detector> detectors = new TreeMap<>();
    for (Detector detector : lists ? set.lists() : set.detectors()) {
      detectors.put(detector.name(), detector);
    }
    return detectors;
  }

  private static <T> List<Change> compared(
      String sort,
      SortedMap<String, T> before,
      SortedMap<String, T> after,
      Function<T, Map<String, Collection<String>>> describe) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    List<Change> changes = new ArrayList<>();
    for (String name : names) {
      if (!before.containsKey(name)) {
        changes.add(new Change(Kind.ADDED, sort, name, List.of()));
      } else if (!after.containsKey(name)) {
        changes.add(new Change(Kind.REMOVED, sort, name, List.of()));
      } else {
        List<Detail> details =
            details(describe.apply(before.get(name)), describe.apply(after.get(name)));
        if (!details.isEmpty()) {
          changes.add(new Change(Kind.CHANGED, sort, name, details));
        }
      }
    }
    return changes;
  }

  private static List<Detail> details(
      Map<String, Collection<String>> before, Map<String, Collection<String>> after) {
    TreeSet<String> properties = new TreeSet<>(before.keySet());
    properties.addAll(after.keySet());
    List<Detail> details = new ArrayList<>();
    for (String property : properties) {
      TreeSet<String> gone = new TreeSet<>(before.getOrDefault(property, List.of()));
      TreeSet<String> come = new TreeSet<>(after.getOrDefault(property, List.of()));
      gone.removeAll(after.getOrDefault(property, List.of()));
      come.removeAll(before.getOrDefault(property, List.of()));
      if (!gone.isEmpty() || !come.isEmpty()) {
        details.add(new Detail(property, List.copyOf(gone), List.copyOf(come)));
      }
    }
    return details;
  }

  private static Map<String, Collection<String>> describe(Rule rule) {
    Map<String, Collection<String>> words = new TreeMap<>();
    words.put("title", List.of(rule.title()));
    words.put("why", List.of(rule.why()));
    words.put("mode", List.of(small(rule.mode())));
    words.put("scope", rule.scope().tests().stream().map(RuleWords::of).toList());
    words.put("valid", List.of(RuleWords.of(rule.valid())));
    words.put("when", List.of(RuleWords.of(rule.when())));
    words.put("repeated", rule.repeated().map(RuleWords::of).stream().toList());
    words.put("unless", rule.unless().stream().map(RuleWords::of).toList());
    words.put("do", List.of(RuleWords.of(rule.remedy())));
    words.put("tell", told(rule.remedy().tell()));
    words.put("on-error", List.of(small(rule.onError())));
    return words;
  }

  private static List<String> told(Tell tell) {
    List<String> told = new ArrayList<>();
    if (!tell.plain().isBlank()) {
      told.add(tell.plain());
    }
    tell.byLanguage().forEach((language, words) -> told.add(language + ": " + words));
    return told;
  }

  private static Map<String, Collection<String>> describe(Detector detector) {
    Map<String, Collection<String>> words =
        DetectorWords.of(detector).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue())));
    words.put("terms", DetectorWords.terms(detector));
    words.put("except", DetectorWords.innocent(detector));
    return words;
  }

  private static Map<String, Collection<String>> describe(Digest digest) {
    return Map.of("content", List.of(digest.toString()));
  }

  private static String small(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
