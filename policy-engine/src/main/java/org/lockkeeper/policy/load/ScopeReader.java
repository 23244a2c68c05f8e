package org.lockkeeper.policy.load;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.lockkeeper.message.Direction;
import org.lockkeeper.policy.Choice;
import org.lockkeeper.policy.Hours;
import org.lockkeeper.policy.Scope;
import org.lockkeeper.policy.ScopeTest;
import org.lockkeeper.policy.Waiver;
import org.lockkeeper.yaml.Faults;
import org.lockkeeper.yaml.YamlMap;
import org.lockkeeper.yaml.YamlValue;

/** Reads {@code scope:} and {@code unless:}: who, where, when and which way. */
final class ScopeReader {

  private final Faults faults;

  ScopeReader(Faults faults) {
    this.faults = faults;
  }

  /** Reads a scope and ends its map. */
  Scope scope(YamlMap scope) {
    Scope read = parts(scope);
    scope.end();
    if (read.tests().isEmpty()) {
      faults.add(scope.where(), "an empty scope says nothing; leave it out");
    }
    return read;
  }

  List<Waiver> waivers(YamlMap rule) {
    List<Waiver> waivers = new ArrayList<>();
    for (YamlMap waiver : rule.maps("unless")) {
      Scope scope = parts(waiver);
      if (!waiver.has("until")) {
        waiver.fault("until", "an exception needs an end: until: 2027-01-31");
      }
      LocalDate until = day(waiver, "until").orElse(LocalDate.MIN);
      String ticket = waiver.text("ticket").orElse("");
      waiver.end();
      if (scope.tests().isEmpty()) {
        faults.add(
            waiver.where(),
            "an exception for everyone switches the rule off; name services, channels, direction,"
                + " people or groups, or set mode: off");
      }
      waivers.add(new Waiver(scope, until, ticket));
    }
    return waivers;
  }

  /** A day, as in {@code until: 2027-01-31}. */
  static Optional<LocalDate> day(YamlMap map, String key) {
    Optional<String> text = map.text(key);
    try {
      return text.map(LocalDate::parse);
    } catch (DateTimeParseException _) {
      map.fault(key, "\"" + key + "\" must be a day such as 2027-01-31");
      return Optional.empty();
    }
  }

  private Scope parts(YamlMap scope) {
    List<ScopeTest> tests = new ArrayList<>();
    choice(scope, "services", ScopeTest.Services::new).ifPresent(tests::add);
    choice(scope, "channels", ScopeTest.Channels::new).ifPresent(tests::add);
    choice(scope, "people", ScopeTest.People::new).ifPresent(tests::add);
    choice(scope, "groups", ScopeTest.Groups::new).ifPresent(tests::add);
    choice(scope, "roles", ScopeTest.Roles::new).ifPresent(tests::add);
    choice(scope, "clients", ScopeTest.Clients::new).ifPresent(tests::add);
    choice(scope, "acts", ScopeTest.Acts::new).ifPresent(tests::add);
    choice(scope, "places", ScopeTest.Places::new).ifPresent(tests::add);
    if (scope.has("direction")) {
      tests.add(new ScopeTest.Towards(scope.choice("direction", Direction.class, Direction.OUT)));
    }
    if (scope.has("external")) {
      tests.add(new ScopeTest.External(scope.flag("external", true)));
    }
    if (scope.has("known")) {
      tests.add(new ScopeTest.Known(scope.flag("known", true)));
    }
    RangeReader.numbers(scope, "members").map(ScopeTest.Members::new).ifPresent(tests::add);
    if (scope.has("hours")) {
      List<Hours> hours = scope.maps("hours").stream().map(HoursReader::read).toList();
      if (hours.isEmpty()) {
        scope.fault("hours", "\"hours\" names no time");
      }
      tests.add(new ScopeTest.During(hours));
    }
    return new Scope(tests);
  }

  private static Optional<ScopeTest> choice(
      YamlMap scope, String key, Function<Choice, ScopeTest> test) {
    return scope.has(key) ? Optional.of(test.apply(choice(scope, key))) : Optional.empty();
  }

  /** A list of names, or a map with {@code any} and {@code not}. */
  static Choice choice(YamlMap scope, String key) {
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
}
