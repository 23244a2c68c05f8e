package org.lockkeeper.policy.load;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lockkeeper.policy.Choice;
import org.lockkeeper.yaml.Faults;
import org.lockkeeper.yaml.YamlMap;
import org.lockkeeper.yaml.YamlReader;
import org.lockkeeper.yaml.YamlValue;

/**
 * Looks for groups, roles, receivers of notices and lists of URLs that the configuration does not
 * know. Such a rule loads, since people come and go without their rules, but it waits for somebody
 * who will never come.
 */
final class NameLint {

  private final KnownNames known;
  private final Faults faults;

  NameLint(KnownNames known, Faults faults) {
    this.known = known;
    this.faults = faults;
  }

  /** Looks through every pack that can be read. */
  void read(RuleFiles files) {
    files
        .contents()
        .forEach(
            (name, content) -> {
              if (name.endsWith(".yaml")) {
                // What is wrong with the form is told by those who read it for use.
                Faults told = new Faults();
                new YamlReader(told)
                    .read(content, files.label() + name)
                    .ifPresent(pack -> pack.list("rules").forEach(rule -> walk(rule, "rule")));
              }
            });
  }

  private void walk(YamlValue value, String key) {
    switch (value) {
      case YamlValue.Scalar _ -> {}
      case YamlValue.Sequence list -> list.values().forEach(each -> walk(each, key));
      case YamlMap map -> map.keys().forEach(each -> inside(map, key, each));
    }
  }

  private void inside(YamlMap map, String parent, String key) {
    switch (key) {
      // Tests invent the people they need.
      case "tests" -> {}
      case "groups" -> names(map, key, "group", known.groups());
      case "roles" -> names(map, key, "role", known.roles());
      case "notify", "escalate" -> names(map, key, "receiver of notices", known.told());
      case "list" -> {
        if (parent.equals("url")) {
          names(map, key, "list of URLs", known.lists());
        }
      }
      // What a link must not be names lists as what it must be does.
      case "not" ->
          map.value(key).ifPresent(value -> walk(value, parent.equals("url") ? parent : key));
      case "between", "from", "to", "unless-present" -> {
        if (parent.equals("wall")) {
          names(map, key, "group", known.groups());
        }
      }
      default -> map.value(key).ifPresent(value -> walk(value, key));
    }
  }

  private void names(YamlMap map, String key, String what, Set<String> there) {
    for (YamlValue value : map.list(key)) {
      switch (value) {
        case YamlValue.Scalar scalar -> name(scalar, what, there);
        case YamlMap choice -> choice.keys().forEach(each -> names(choice, each, what, there));
        case YamlValue.Sequence _ -> {}
      }
    }
  }

  private void name(YamlValue.Scalar scalar, String what, Set<String> there) {
    String name = scalar.text().startsWith("#") ? scalar.text().substring(1) : scalar.text();
    boolean domain = name.startsWith("@");
    if (there.isEmpty() || domain || new Choice(List.of(name), List.of()).coversOneOf(there)) {
      return;
    }
    faults.add(
        scalar.where(),
        "the configuration knows no %s \"%s\", only %s; add it there or mend the name"
            .formatted(
                what, scalar.text(), there.stream().sorted().collect(Collectors.joining(", "))));
  }
}
