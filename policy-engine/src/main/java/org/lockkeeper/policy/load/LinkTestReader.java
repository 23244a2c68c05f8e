package org.lockkeeper.policy.load;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lockkeeper.detect.Finding.Confidence;
import org.lockkeeper.policy.Choice;
import org.lockkeeper.policy.Condition;
import org.lockkeeper.policy.LinkTest;
import org.lockkeeper.policy.LinkTrait;
import org.lockkeeper.yaml.YamlMap;

/**
 * Reads {@code url: any}, and {@code url: { category: [phishing], look-alike: true, not: { host:
 * corp.example } }}: what one link must be.
 */
final class LinkTestReader {

  private static final long MOST = 10_000;

  private LinkTestReader() {}

  static Condition read(YamlMap condition) {
    Optional<YamlMap> asked =
        condition.value("url").orElse(null) instanceof YamlMap map
            ? Optional.of(map)
            : Optional.empty();
    if (asked.isPresent()) {
      int least = (int) asked.get().number("least", 1, MOST, 1);
      return new Condition.Linked(test(asked.get()), least);
    }
    if (!condition.text("url").orElse("").equals("any")) {
      condition.fault(
          "url",
          "\"url\" is any, or a map with category, list, host, scheme, sure, least, not, and "
              + String.join(", ", traitNames()));
    }
    return new Condition.Linked(LinkTest.ANY, 1);
  }

  private static LinkTest test(YamlMap map) {
    Choice categories = new Choice(map.texts("category"), List.of());
    Choice lists = new Choice(map.texts("list"), List.of());
    Choice hosts = new Choice(hosts(map), List.of());
    Set<String> schemes = new HashSet<>();
    map.texts("scheme").forEach(scheme -> schemes.add(scheme.toLowerCase(Locale.ROOT)));
    Set<LinkTrait> traits = EnumSet.noneOf(LinkTrait.class);
    for (LinkTrait trait : LinkTrait.values()) {
      if (map.flag(trait.label(), false)) {
        traits.add(trait);
      } else if (map.has(trait.label())) {
        map.fault(
            trait.label(),
            "a link that is not so is asked for with not: { " + trait.label() + ": true }");
      }
    }
    Confidence sure = map.choice("sure", Confidence.class, Confidence.LOW);
    Optional<LinkTest> not = map.map("not").map(LinkTestReader::test);
    LinkTest test = new LinkTest(categories, lists, hosts, schemes, traits, sure, not);
    if (test.equals(LinkTest.ANY) && !map.has("least")) {
      map.fault("url", "nothing is asked of the link; for every link say url: any");
    }
    map.end();
    return test;
  }

  /** A name without stars means the domain and all below it. */
  private static List<String> hosts(YamlMap map) {
    List<String> forms = new ArrayList<>();
    for (String host : map.texts("host")) {
      forms.add(host);
      if (host.indexOf('*') < 0) {
        forms.add("*." + host);
      }
    }
    return forms;
  }

  private static List<String> traitNames() {
    return EnumSet.allOf(LinkTrait.class).stream().map(LinkTrait::label).toList();
  }
}
