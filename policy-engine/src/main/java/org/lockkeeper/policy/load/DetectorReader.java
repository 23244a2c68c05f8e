package org.lockkeeper.policy.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lockkeeper.detect.Detector;
import org.lockkeeper.detect.Detector.Means;
import org.lockkeeper.detect.Finding.Category;
import org.lockkeeper.detect.Finding.Confidence;
import org.lockkeeper.detect.Ignored;
import org.lockkeeper.detect.Recognizer;
import org.lockkeeper.detect.Sureness;
import org.lockkeeper.detect.Validator;
import org.lockkeeper.detect.Worth;
import org.lockkeeper.detect.number.NumberFormat;
import org.lockkeeper.match.NormalText;
import org.lockkeeper.match.RegexSyntax;
import org.lockkeeper.match.SearchPattern;
import org.lockkeeper.policy.load.Drafts.DetectorDraft;
import org.lockkeeper.policy.load.Drafts.Sample;
import org.lockkeeper.yaml.Faults;
import org.lockkeeper.yaml.Where;
import org.lockkeeper.yaml.YamlMap;

/** Reads one entry of {@code detectors:}. */
final class DetectorReader {

  /** Purview's window for supporting evidence. */
  private static final long NEAR = 300;

  /** Eight bits a char: more than any text people type has. */
  private static final int MOST_ENTROPY = 8;

  private static final Map<String, Recognizer> BUILT_IN =
      Recognizer.all().stream().collect(Collectors.toMap(Recognizer::id, Function.identity()));

  private static final List<String> WAYS = List.of("id", "regex", "list", "exact", "fingerprint");

  private final Map<String, Detector> lists;
  private final RegisteredReader registered;
  private final Faults faults;

  DetectorReader(Map<String, Detector> lists, RegisteredReader registered, Faults faults) {
    this.lists = lists;
    this.registered = registered;
    this.faults = faults;
  }

  DetectorDraft read(String name, YamlMap detector) {
    YamlMap find = detector.section("find");
    Category category = detector.choice("category", Category.class, category(find));
    Means means = means(find, category);
    find.end();
    Sureness sureness = detector.map("sure").map(this::sureness).orElse(Sureness.PLAIN);
    if (means instanceof Means.NumberOf
        && sureness.levels().stream().anyMatch(Sureness.Level::invalidCheck)) {
      detector.fault(
          "sure", "invalid-check does not go with this id: only right numbers are found");
    }
    List<Ignored> ignore = new ArrayList<>();
    for (String form : detector.texts("ignore")) {
      try {
        ignore.add(new Ignored(form));
      } catch (IllegalArgumentException empty) {
        detector.fault("ignore", String.valueOf(empty.getMessage()));
      }
    }
    List<Sample> samples = samples(detector);
    boolean pattern = find.has("regex");
    if (pattern
        && (samples.stream().allMatch(Sample::hit) || samples.stream().noneMatch(Sample::hit))) {
      faults.add(detector.where(), "a regex detector needs tests: at least one hit and one miss");
    }
    detector.end();
    return new DetectorDraft(
        new Detector(name, category, means, sureness, ignore), detector.where(), samples);
  }

  private Category category(YamlMap find) {
    return find.text("id")
        .flatMap(id -> Optional.ofNullable(BUILT_IN.get(id)))
        .map(Recognizer::category)
        .orElse(
            find.has("list")
                ? Category.LEXICON
                : find.has("fingerprint") ? Category.FILE : Category.IDENTIFIER);
  }

  private Means means(YamlMap find, Category category) {
    Means nothing = new Means.Patterns(List.of());
    Optional<String> id = find.text("id");
    Optional<String> regex = find.text("regex");
    List<String> keywords = find.texts("keyword");
    List<String> named = find.texts("list");
    Optional<String> exact = find.text("exact");
    List<String> ways = WAYS.stream().filter(find::has).toList();
    if (ways.size() != 1) {
      faults.add(find.where(), "find takes exactly one of " + String.join(", ", WAYS));
      return nothing;
    }
    for (String key : List.of("keyword", "secret", "entropy", "validate")) {
      if (find.has(key) && regex.isEmpty()) {
        find.fault(key, key + " belongs to a regex");
      }
    }
    if (exact.isEmpty() && find.text("key").isPresent()) {
      find.fault("key", "key belongs to exact");
    }
    Optional<String> fingerprint = find.text("fingerprint");
    if (fingerprint.isPresent()) {
      return registered.fingerprint(find, fingerprint.get()).orElse(nothing);
    }
    if (exact.isPresent()) {
      return registered.exact(find, exact.get()).orElse(nothing);
    }
    if (id.isPresent()) {
      return builtIn(find, id.get());
    }
    return regex.isPresent()
        ? regex(find, regex.get(), keywords, category)
        : fromLists(find, named);
  }

  private Means builtIn(YamlMap find, String id) {
    Recognizer recognizer = BUILT_IN.get(id);
    Optional<NumberFormat> number = NumberFormat.of(id);
    if (number.isPresent()) {
      return new Means.NumberOf(number.get());
    }
    if (recognizer == null) {
      Stream<String> numbers = NumberFormat.all().stream().map(NumberFormat::id);
      String known =
          Stream.concat(BUILT_IN.keySet().stream(), numbers)
              .sorted()
              .collect(Collectors.joining(", "));
      find.fault("id", "no built-in detector \"" + id + "\"; known are " + known);
      return new Means.Patterns(List.of());
    }
    return new Means.Arithmetic(recognizer);
  }

  private static Means regex(YamlMap find, String regex, List<String> keywords, Category category) {
    Worth worth = worth(find, category);
    int group = (int) find.number("secret", 1, 9, 0);
    Optional<String> wrong = RegexSyntax.fault(regex);
    List<String> gates =
        keywords.isEmpty() && wrong.isEmpty() ? RegexSyntax.requiredLiterals(regex) : keywords;
    if (wrong.isPresent()) {
      find.fault("regex", wrong.get());
    } else if (gates.isEmpty()) {
      find.fault(
          "regex",
          "no word of "
              + RegexSyntax.SHORTEST_LITERAL
              + " letters or more, or one of a few, stands in every match; add keyword: [...] with words that stand in"
              + " or near each match");
    }
    for (String keyword : keywords) {
      if (NormalText.of(keyword).length() < RegexSyntax.SHORTEST_LITERAL) {
        find.fault(
            "keyword",
            "\""
                + keyword
                + "\" is too short; a keyword has at least "
                + RegexSyntax.SHORTEST_LITERAL
                + " characters");
      }
    }
    if (wrong.isPresent() || gates.isEmpty()) {
      return new Means.Patterns(List.of());
    }
    if (group > RegexSyntax.groups(regex)) {
      find.fault("secret", "the pattern has no group " + group);
    }
    return new Means.Patterns(List.of(new SearchPattern.Regex(regex, gates, group)), worth);
  }

  private static Worth worth(YamlMap find, Category category) {
    Optional<Validator> validator =
        find.has("validate")
            ? Optional.of(find.choice("validate", Validator.class, Validator.MIXED))
            : Optional.empty();
    return new Worth(entropy(find), category == Category.SECRET, validator);
  }

  private static double entropy(YamlMap find) {
    String bits = find.text("entropy").orElse("0");
    try {
      double entropy = Double.parseDouble(bits);
      if (entropy >= 0 && entropy <= MOST_ENTROPY) {
        return entropy;
      }
    } catch (NumberFormatException _) {
      // Told below, with what is out of range.
    }
    find.fault("entropy", "\"entropy\" must be bits per character, from 0 to " + MOST_ENTROPY);
    return 0;
  }

  private Means fromLists(YamlMap find, List<String> named) {
    List<Detector.Means.Entry> entries = new ArrayList<>();
    List<SearchPattern> except = new ArrayList<>();
    for (String name : named) {
      Detector list = lists.get(name);
      if (list == null) {
        find.fault("list", "no list \"" + name + "\" in any pack");
      } else if (list.means() instanceof Means.Lexicon lexicon) {
        entries.addAll(lexicon.entries());
        except.addAll(lexicon.except());
      }
    }
    return new Means.Lexicon(entries, except);
  }

  private Sureness sureness(YamlMap sure) {
    List<Sureness.Level> levels = new ArrayList<>();
    level(sure, "high", Confidence.HIGH).ifPresent(levels::add);
    level(sure, "medium", Confidence.MEDIUM).ifPresent(levels::add);
    level(sure, "low", Confidence.LOW).ifPresent(levels::add);
    sure.end();
    if (levels.isEmpty()) {
      faults.add(sure.where(), "sure needs one of high, medium and low");
    }
    return new Sureness(levels);
  }

  private Optional<Sureness.Level> level(YamlMap sure, String key, Confidence confidence) {
    return sure.map(key)
        .map(
            level -> {
              List<String> near = level.texts("near");
              long within = level.number("within", 1, 10_000, NEAR);
              List<String> notNear = level.texts("not-near");
              if (level.has("within") && near.isEmpty() && notNear.isEmpty()) {
                level.fault("within", "within belongs to near and not-near");
              }
              boolean invalid = level.flag("invalid-check", false);
              level.end();
              return new Sureness.Level(
                  confidence, folded(near), folded(notNear), (int) within, invalid);
            });
  }

  private static List<String> folded(List<String> words) {
    return words.stream().map(NormalText::of).map(word -> word.key(0, word.length())).toList();
  }

  private static List<Sample> samples(YamlMap detector) {
    List<Sample> samples = new ArrayList<>();
    detector
        .map("tests")
        .ifPresent(
            tests -> {
              Where where = tests.where();
              for (String key : List.of("hit", "miss")) {
                for (String text : tests.texts(key)) {
                  try {
                    samples.add(new Sample(where, TestText.expand(text), key.equals("hit")));
                  } catch (IllegalArgumentException unknown) {
                    tests.fault(key, String.valueOf(unknown.getMessage()));
                  }
                }
              }
              tests.end();
            });
    return samples;
  }
}
