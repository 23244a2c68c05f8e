package org.lockkeeper.policy.load;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lockkeeper.policy.Wall;
import org.lockkeeper.yaml.YamlMap;

/**
 * Reads {@code wall:}: {@code between: [a, b]}, or {@code from:} and {@code to:} for one way only;
 * a side is a group or several, or {@code "@domain"}.
 */
final class WallReader {

  private WallReader() {}

  static Wall read(YamlMap wall) {
    boolean bothWays = wall.has("between");
    List<String> between = wall.texts("between");
    if (bothWays == (wall.has("from") || wall.has("to"))) {
      wall.fault("between", "a wall has either between: [a, b], or from: and to:");
    } else if (bothWays && between.size() != 2) {
      wall.fault("between", "\"between\" takes two sides: [research, trading]");
    }
    Wall.Party from = bothWays ? party(between.stream().limit(1).toList()) : party(wall, "from");
    Wall.Party to =
        bothWays ? party(between.stream().skip(1).limit(1).toList()) : party(wall, "to");
    Set<Wall.Kind> kinds = kinds(wall);
    Set<String> chaperones = Set.copyOf(wall.texts("unless-present"));
    wall.end();
    return new Wall(from, to, bothWays, kinds, chaperones);
  }

  private static Wall.Party party(YamlMap wall, String key) {
    List<String> names = wall.texts(key);
    if (names.isEmpty()) {
      wall.fault(key, "\"" + key + "\" names a group or \"@domain\"");
    }
    return party(names);
  }

  private static Wall.Party party(List<String> names) {
    Set<String> groups = new TreeSet<>();
    Set<String> domains = new TreeSet<>();
    for (String name : names) {
      if (name.startsWith("@")) {
        domains.add(name.substring(1).toLowerCase(Locale.ROOT));
      } else {
        groups.add(name);
      }
    }
    return new Wall.Party(groups, domains);
  }

  private static Set<Wall.Kind> kinds(YamlMap wall) {
    if (!wall.has("applies")) {
      return EnumSet.allOf(Wall.Kind.class);
    }
    Set<Wall.Kind> kinds = EnumSet.noneOf(Wall.Kind.class);
    for (String name : wall.texts("applies")) {
      kind(name)
          .ifPresentOrElse(
              kinds::add,
              () ->
                  wall.fault(
                      "applies",
                      "a wall stands against message, file, reaction and invite, not \""
                          + name
                          + "\""));
    }
    if (kinds.isEmpty()) {
      wall.fault("applies", "\"applies\" names nothing; leave it out to mean every kind");
    }
    return kinds;
  }

  private static Optional<Wall.Kind> kind(String name) {
    return EnumSet.allOf(Wall.Kind.class).stream()
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
        .findAny();
  }
}
