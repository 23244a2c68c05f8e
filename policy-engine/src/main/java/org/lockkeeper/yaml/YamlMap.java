package org.lockkeeper.yaml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A map in a YAML file, read key by key. Each accessor checks one value, adds a fault where it is
 * wrong and then answers something harmless, so that reading goes on and all faults are found in
 * one go. Whoever has read a map calls {@link #end}: keys nobody asked for are faults.
 */
public final class YamlMap implements YamlValue {

  private final Where where;
  private final Map<String, YamlValue> values;
  private final Map<String, Where> keys;
  private final Faults faults;
  private final Set<String> asked = new LinkedHashSet<>();

  /**
   * @param keys where each key stands
   */
  YamlMap(Where where, Map<String, YamlValue> values, Map<String, Where> keys, Faults faults) {
    this.where = where;
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    this.keys = Map.copyOf(keys);
    this.faults = faults;
  }

  @Override
  public Where where() {
    return where;
  }

  /** Where a key's value stands, or the map itself if the key is missing. */
  public Where where(String key) {
    YamlValue value = values.get(key);
    return value == null ? where : value.where();
  }

  /** The keys, in the file's order. */
  public Set<String> keys() {
    return values.keySet();
  }

  /** Whether a key is there. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** Adds a fault at a key's value. */
  public void fault(String key, String message) {
    faults.add(where(key), message);
  }

  /**
   * The value itself, for a key that may hold more than one kind. A key with nothing behind it, as
   * when all of a section is commented out, counts as missing.
   */
  public Optional<YamlValue> value(String key) {
    asked.add(key);
    return Optional.ofNullable(values.get(key)).filter(value -> !isNothing(value));
  }

  private static boolean isNothing(YamlValue value) {
    return value instanceof Scalar scalar && !scalar.quoted() && scalar.text().isEmpty();
  }

  /** A text that may be missing. */
  public Optional<String> text(String key) {
    return value(key).flatMap(value -> scalar(key, value)).map(Scalar::text);
  }

  /** A text that must be there and not be empty; empty, with a fault, if it is not. */
  public String requireText(String key) {
    Optional<YamlValue> value = value(key);
    Optional<String> text = value.flatMap(there -> scalar(key, there)).map(Scalar::text);
    boolean missing = value.isEmpty() || text.filter(String::isBlank).isPresent();
    if (missing) {
      faults.add(where(key), "key \"" + key + "\" is missing or empty");
    }
    return missing ? "" : text.orElse("");
  }

  /** A whole number between two bounds, or the default if it is missing. */
  public long number(String key, long least, long most, long missing) {
    return parsed(
        key,
        missing,
        text -> {
          long number = Long.parseLong(text.replace("_", ""));
          return number < least || number > most ? Optional.empty() : Optional.of(number);
        },
        "a whole number from " + least + " to " + most);
  }

  /**
   * A size such as {@code 512 KiB}, {@code 1 MiB} or a plain number of bytes; the default if
   * missing.
   */
  public long bytes(String key, long least, long most, long missing) {
    return parsed(
        key,
        missing,
        text -> Units.bytes(text).filter(size -> size >= least && size <= most),
        "a size such as 64 KiB, 1 MiB or 2 GiB, from " + least + " to " + most + " bytes");
  }

  /** A time such as {@code 250ms}, {@code 10s}, {@code 5m}, {@code 4h} or {@code 30d}. */
  public Duration duration(String key, Duration missing) {
    return parsed(key, missing, Units::duration, "a time such as 250ms, 10s, 5m, 4h or 30d");
  }

  /** {@code true} or {@code false}, or the default if missing. */
  public boolean flag(String key, boolean missing) {
    return parsed(
        key,
        missing,
        text ->
            switch (text) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            },
        "true or false");
  }

  /**
   * One of a closed list of words, by an enum's lower-case names with dashes; the default if
   * missing.
   */
  public <E extends Enum<E>> E choice(String key, Class<E> type, E missing) {
    Map<String, E> names = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      names.put(Units.label(constant), constant);
    }
    return parsed(
        key,
        missing,
        text -> Optional.ofNullable(names.get(text)),
        "one of " + String.join(", ", names.keySet()));
  }

  /** A list of texts; a single text counts as a list of one; empty if missing. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (YamlValue value : list(key)) {
      scalar(key, value).map(Scalar::text).ifPresent(texts::add);
    }
    return List.copyOf(texts);
  }

  /** A list of maps; a single map counts as a list of one; empty if missing. */
  public List<YamlMap> maps(String key) {
    List<YamlMap> maps = new ArrayList<>();
    for (YamlValue value : list(key)) {
      if (value instanceof YamlMap map) {
        maps.add(map);
      } else {
        faults.add(value.where(), "\"" + key + "\" takes maps here, not " + value.kind());
      }
    }
    return List.copyOf(maps);
  }

  /** A map that may be missing. */
  public Optional<YamlMap> map(String key) {
    Optional<YamlValue> value = value(key);
    if (value.isPresent() && !(value.get() instanceof YamlMap)) {
      faults.add(where(key), "\"" + key + "\" must be a map, not " + value.get().kind());
      return Optional.empty();
    }
    return value.map(YamlMap.class::cast);
  }

  /** A map; an empty one if it is missing. */
  public YamlMap section(String key) {
    return map(key).orElseGet(() -> new YamlMap(where(key), Map.of(), Map.of(), faults));
  }

  /** The values of a list; a single value counts as a list of one. */
  public List<YamlValue> list(String key) {
    return value(key)
        .map(value -> value instanceof Sequence sequence ? sequence.values() : List.of(value))
        .orElse(List.of());
  }

  /**
   * This map laid over another: keys of both that hold maps are merged, all other keys of this one
   * replace the other's; a key below which nothing stands leaves the other's map. What is taken
   * from either still knows where it stands.
   */
  public YamlMap over(YamlMap base) {
    Map<String, YamlValue> merged = new LinkedHashMap<>(base.values);
    values.forEach(
        (key, value) ->
            merged.merge(
                key,
                value,
                (below, above) ->
                    below instanceof YamlMap lower
                        ? above instanceof YamlMap upper
                            ? upper.over(lower)
                            : isNothing(above) ? lower : above
                        : above));
    Map<String, Where> places = new LinkedHashMap<>(base.keys);
    places.putAll(keys);
    return new YamlMap(where, merged, places, faults);
  }

  /** Marks every key as known: for maps whose keys are names the author chose. */
  public void anyKey() {
    asked.addAll(values.keySet());
  }

  /** Ends the reading of this map: each key nobody asked for is a fault. */
  public void end() {
    for (String key : values.keySet()) {
      if (!asked.contains(key)) {
        String nearest =
            Units.nearest(key, asked).map(name -> "did you mean \"" + name + "\"?").orElse("");
        String known = "known here: " + String.join(", ", asked);
        faults.add(
            keys.getOrDefault(key, where),
            "unknown key \"" + key + "\"; " + (nearest.isEmpty() ? known : nearest));
      }
    }
  }

  private Optional<Scalar> scalar(String key, YamlValue value) {
    if (value instanceof Scalar scalar) {
      return Optional.of(scalar);
    }
    faults.add(value.where(), "\"" + key + "\" must be a text, not " + value.kind());
    return Optional.empty();
  }

  private <T> T parsed(
      String key, T missing, Function<String, Optional<T>> parser, String expected) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return missing;
    }
    Optional<T> value;
    try {
      value = parser.apply(text.get().strip());
    } catch (NumberFormatException _) {
      value = Optional.empty();
    }
    if (value.isEmpty()) {
      faults.add(
          where(key), "\"" + key + "\" must be " + expected + ", not \"" + text.get() + "\"");
    }
    return value.orElse(missing);
  }
}
