package org.lockkeeper.policy.load;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.message.Direction;
import org.lockkeeper.policy.Choice;
import org.lockkeeper.policy.Scope;
import org.lockkeeper.policy.Waiver;
import org.lockkeeper.yaml.Faults;
import org.lockkeeper.yaml.YamlMap;
import org.lockkeeper.yaml.YamlValue;

/** Reads {@code scope:} and {@code unless:}: who, where and which way. */
final class ScopeReader {

  private final Faults faults;

  ScopeReader(Faults faults) {
    this.faults = faults;
  }

  /** Reads a scope and ends its map. */
  Scope scope(YamlMap scope) {
    Scope read = parts(scope);
    scope.end();
    if (read.equals(Scope.EVERYWHERE)) {
      faults.add(scope.where(), "an empty scope says nothing; leave it out");
    }
    return read;
  }

  List<Waiver> waivers(YamlMap rule) {
    List<Waiver> waivers = new ArrayList<>();
    for (YamlMap waiver : rule.maps("unless")) {
      Scope scope = parts(waiver);
      LocalDate until = until(waiver);
      String ticket = waiver.text("ticket").orElse("");
      waiver.end();
      if (scope.equals(Scope.EVERYWHERE)) {
        faults.add(
            waiver.where(),
            "an exception for everyone switches the rule off; name services, channels, direction or"
                + " groups, or set mode: off");
      }
      waivers.add(new Waiver(scope, until, ticket));
    }
    return waivers;
  }

  private Scope parts(YamlMap scope) {
    Optional<Direction> direction =
        scope.has("direction")
            ? Optional.of(scope.choice("direction", Direction.class, Direction.OUT))
            : Optional.empty();
    return new Scope(
        choice(scope, "services"), choice(scope, "channels"), direction, choice(scope, "groups"));
  }

  /** A list of names, or a map with {@code any} and {@code not}. */
  private static Choice choice(YamlMap scope, String key) {
    Optional<YamlValue> value = scope.value(key);
    if (value.isPresent() && value.get() instanceof YamlMap map) {
      Choice choice = new Choice(names(map, "any"), names(map, "not"));
      map.end();
      if (choice.equals(Choice.ALL)) {
        scope.fault(key, "\"" + key + "\" names nothing");
      }
      return choice;
    }
    List<String> names = names(scope, key);
    if (value.isPresent() && names.isEmpty()) {
      scope.fault(key, "\"" + key + "\" names nothing");
    }
    return new Choice(names, List.of());
  }

  private static List<String> names(YamlMap map, String key) {
    return map.texts(key).stream()
        .map(name -> name.startsWith("#") ? name.substring(1) : name)
        .filter(name -> !name.isBlank())
        .toList();
  }

  private static LocalDate until(YamlMap waiver) {
    Optional<String> until = waiver.text("until");
    if (until.isEmpty()) {
      waiver.fault("until", "an exception needs an end: until: 2027-01-31");
      return LocalDate.MIN;
    }
    try {
      return LocalDate.parse(until.get());
    } catch (DateTimeParseException _) {
      waiver.fault("until", "\"until\" must be a day such as 2027-01-31");
      return LocalDate.MIN;
    }
  }
}
