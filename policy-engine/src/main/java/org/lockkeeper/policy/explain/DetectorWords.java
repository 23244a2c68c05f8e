package org.lockkeeper.policy.explain;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lockkeeper.detect.Detector;
import org.lockkeeper.detect.Detector.Means;
import org.lockkeeper.detect.Sureness;
import org.lockkeeper.detect.Worth;
import org.lockkeeper.match.SearchPattern;
import org.lockkeeper.match.View;
import org.lockkeeper.match.WordForm;

/** Detectors in words, property by property. Two that find the same have the same words. */
public final class DetectorWords {

  private DetectorWords() {}

  /** Everything about a detector but its terms: name of the property and what it is. */
  public static Map<String, String> of(Detector detector) {
    Map<String, String> words = new TreeMap<>();
    words.put("category", small(detector.category()));
    words.put("sure", sure(detector.sureness()));
    words.put(
        "ignore",
        detector.ignore().stream()
            .map(Object::toString)
            .sorted()
            .collect(Collectors.joining(", ")));
    switch (detector.means()) {
      case Means.Arithmetic arithmetic -> words.put("find", arithmetic.recognizer().id());
      case Means.NumberOf number -> words.put("find", number.format().id());
      case Means.Lexicon _ -> words.put("find", "a list");
      case Means.Patterns patterns -> {
        words.put(
            "find",
            patterns.patterns().stream()
                .map(DetectorWords::of)
                .sorted()
                .collect(Collectors.joining(" or ")));
        words.put("worth", worth(patterns.worth()));
      }
    }
    return words;
  }

  /** The terms of a detector by lists, with what they weigh where that is more than 1. */
  public static List<String> terms(Detector detector) {
    return detector.means() instanceof Means.Lexicon lexicon
        ? lexicon.entries().stream()
            .map(entry -> of(entry.pattern()) + (entry.weight() == 1 ? "" : " ^" + entry.weight()))
            .toList()
        : List.of();
  }

  /** The words among which its terms do not count. */
  public static List<String> innocent(Detector detector) {
    return detector.means() instanceof Means.Lexicon lexicon
        ? lexicon.except().stream().map(DetectorWords::of).toList()
        : List.of();
  }

  private static String of(SearchPattern pattern) {
    return switch (pattern) {
      case SearchPattern.Term term ->
          term.text()
              + (term.word() ? "" : " (anywhere)")
              + (term.exactCase() ? " (capitals matter)" : "")
              + disguised(term);
      case SearchPattern.Regex regex ->
          regex.regex()
              + (regex.group() == 0 ? "" : " group " + regex.group())
              + " near "
              + regex.keywords().stream().sorted().collect(Collectors.joining(", "));
      case SearchPattern.Phrase phrase -> words(phrase) + disguised(phrase);
      case SearchPattern.Near near ->
          words(near.first())
              + (near.ordered() ? " pre/" : " w/")
              + near.within()
              + " "
              + words(near.second())
              + disguised(near);
    };
  }

  private static String disguised(SearchPattern pattern) {
    return pattern.views().contains(View.Kind.LEET) ? " (disguised, too)" : "";
  }

  private static String words(SearchPattern.Phrase phrase) {
    return phrase.words().stream()
        .map(
            form ->
                switch (form) {
                  case WordForm.Exactly(String word) -> word;
                  case WordForm.Wild(String wild) -> wild;
                  case WordForm.Stemmed(String stem) -> stem + "~";
                })
        .collect(Collectors.joining(" "));
  }

  private static String sure(Sureness sureness) {
    return sureness.levels().stream()
        .map(
            level ->
                small(level.confidence())
                    + (level.near().isEmpty() ? "" : " near " + sorted(level.near()))
                    + (level.notNear().isEmpty() ? "" : " not near " + sorted(level.notNear()))
                    + (level.near().isEmpty() && level.notNear().isEmpty()
                        ? ""
                        : " within " + level.within())
                    + (level.invalidCheck() ? " with a wrong check digit, too" : ""))
        .collect(Collectors.joining("; "));
  }

  private static String worth(Worth worth) {
    return (worth.entropy() > 0 ? "entropy " + worth.entropy() + " " : "")
        + (worth.real() ? "no placeholder " : "")
        + worth.validator().map(each -> "valid " + small(each)).orElse("");
  }

  private static String sorted(List<String> words) {
    return words.stream().sorted().collect(Collectors.joining(", "));
  }

  private static String small(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
