package org.lockkeeper.policy.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lockkeeper.detect.Finding.Confidence;
import org.lockkeeper.policy.Choice;
import org.lockkeeper.policy.Condition;
import org.lockkeeper.policy.Range;
import org.lockkeeper.policy.load.Drafts.Reference;
import org.lockkeeper.yaml.Faults;
import org.lockkeeper.yaml.YamlMap;
import org.lockkeeper.yaml.YamlValue;

/**
 * Reads {@code when:}. One map is one condition: {@code any}, {@code all}, {@code not}, {@code
 * list}, {@code url}, {@code attachment}, {@code is}, {@code length}, {@code first-contact}, {@code
 * risk}, or a detector's name with how many and how sure.
 */
final class ConditionReader {

  /** Names a detector cannot have. */
  static final Set<String> RESERVED =
      Set.of(
          "any",
          "all",
          "not",
          "list",
          "attachment",
          "is",
          "length",
          "first-contact",
          "risk",
          "url",
          "language",
          "wall");

  /** How long a risk, or an acquaintance, is remembered where a rule does not say. */
  private static final Duration A_WHILE = Duration.ofDays(30);

  private static final Condition NOTHING = new Condition.Any(List.of());

  private final Faults faults;
  private final List<Reference> references;
  private final ScopeReader scopes;

  /** A reader that notes each detector's name it meets. */
  ConditionReader(Faults faults, List<Reference> references) {
    this.faults = faults;
    this.scopes = new ScopeReader(faults);
    this.references = references;
  }

  Condition read(YamlMap condition) {
    condition.anyKey();
    if (condition.keys().size() != 1) {
      faults.add(
          condition.where(),
          "one condition in each map; join several with all: [...] or any: [...]");
      return NOTHING;
    }
    String key = condition.keys().iterator().next();
    return switch (key) {
      case "any" -> new Condition.Any(several(condition, key));
      case "all" -> new Condition.All(several(condition, key));
      case "not" -> new Condition.Not(read(condition.section(key)));
      case "list" -> new Condition.Any(lists(condition));
      case "url" -> LinkTestReader.read(condition);
      case "attachment" -> attached(condition);
      case "is" -> new Condition.Is(scopes.scope(condition.section(key)));
      case "length" ->
          new Condition.Length(RangeReader.numbers(condition, key).orElse(new Range(0, 0)));
      case "first-contact" -> new Condition.FirstContact(condition.duration(key, A_WHILE));
      case "risk" -> risk(condition.section(key));
      default -> detected(condition, key);
    };
  }

  private List<Condition> several(YamlMap condition, String key) {
    List<Condition> conditions = condition.maps(key).stream().map(this::read).toList();
    if (conditions.isEmpty()) {
      condition.fault(key, "\"" + key + "\" needs at least one condition");
    }
    return conditions;
  }

  /** {@code list: name}, {@code list: [a, b]}, or a map with a name and how much of it. */
  private List<Condition> lists(YamlMap condition) {
    List<Condition> any = new ArrayList<>();
    if (condition.value("list").orElse(null) instanceof YamlMap list) {
      String name = list.requireText("name");
      references.add(new Reference(list.where("name"), name));
      any.add(counted(list, name));
      return any;
    }
    for (String name : condition.texts("list")) {
      references.add(new Reference(condition.where("list"), name));
      any.add(new Condition.Detected(name, 1, 1, 1, Confidence.LOW));
    }
    if (any.isEmpty()) {
      condition.fault("list", "\"list\" names nothing");
    }
    return any;
  }

  /** {@code { least: 3, distinct: 2, weight: 10, sure: medium }}. */
  private static Condition counted(YamlMap map, String name) {
    int least = (int) map.number("least", 1, 10_000, 1);
    int distinct = (int) map.number("distinct", 1, 10_000, 1);
    int weight = (int) map.number("weight", 1, 1_000_000, 1);
    Confidence sure = map.choice("sure", Confidence.class, Confidence.LOW);
    map.end();
    return new Condition.Detected(name, least, distinct, weight, sure);
  }

  private Condition attached(YamlMap condition) {
    Optional<YamlValue> value = condition.value("attachment");
    if (value.isPresent() && value.get() instanceof YamlMap file) {
      Choice type = new Choice(file.texts("type"), List.of());
      Choice name = new Choice(file.texts("name"), List.of());
      boolean encrypted = file.flag("encrypted", false);
      boolean unreadable = file.flag("unreadable", false);
      Optional<Range> size = RangeReader.sizes(file, "size");
      Optional<Range> parts = RangeReader.numbers(file, "parts");
      file.end();
      return new Condition.Attached(type, name, encrypted, unreadable, size, parts);
    }
    if (!condition.text("attachment").orElse("").equals("any")) {
      condition.fault(
          "attachment",
          "\"attachment\" is any, or a map with type, name, size, parts, encrypted, unreadable");
    }
    return Condition.Attached.ANY;
  }

  private static Condition risk(YamlMap risk) {
    Optional<Range> points = RangeReader.numbers(risk, "points");
    if (points.isEmpty()) {
      risk.fault("points", "risk needs points: \">=20\"");
    }
    Duration within = risk.duration("within", A_WHILE);
    risk.end();
    return new Condition.Risk(points.orElse(new Range(0, 0)), within);
  }

  /** {@code card: ">=2 medium"}, {@code card: high}, {@code card: ">=2"}. */
  private Condition detected(YamlMap condition, String name) {
    references.add(new Reference(condition.where(name), name));
    if (condition.value(name).orElse(null) instanceof YamlMap map) {
      return counted(map, name);
    }
    String wanted = condition.text(name).orElse("").strip();
    int least = 1;
    String sure = wanted;
    if (wanted.startsWith(">=")) {
      String[] words = wanted.substring(2).strip().split(" +", 2);
      least = count(words[0]);
      sure = words.length > 1 ? words[1] : "low";
    }
    Optional<Confidence> confidence = confidence(sure);
    if (least < 1 || confidence.isEmpty()) {
      condition.fault(
          name,
          "\""
              + name
              + "\" takes how many and how sure: \">=1 medium\", \">=3\" or high, not \""
              + wanted
              + "\"");
      return NOTHING;
    }
    return new Condition.Detected(name, least, 1, 1, confidence.get());
  }

  private static int count(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private static Optional<Confidence> confidence(String word) {
    for (Confidence each : Confidence.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
