package org.lockkeeper.proxy.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The header fields of a message, in order, names in lower case as HTTP/2 writes them (RFC 9113
 * §8.2). Names and values were checked where they were parsed. Immutable.
 */
public final class Headers {

  /** No fields. */
  public static final Headers NONE = new Headers(List.of());

  /** One field line. */
  public record Field(String name, String value) {
    public Field {
      name = name.toLowerCase(Locale.ROOT);
    }
  }

  private final List<Field> fields;

  private Headers(List<Field> fields) {
    this.fields = fields;
  }

  /** Headers of the given fields. */
  public static Headers of(List<Field> fields) {
    return new Headers(List.copyOf(fields));
  }

  /** Headers of one field. */
  public static Headers of(String name, String value) {
    return new Headers(List.of(new Field(name, value)));
  }

  /** All fields, in order. */
  public List<Field> fields() {
    return fields;
  }

  /** The first value of a field. */
  public Optional<String> first(String name) {
    for (Field field : fields) {
      if (field.name().equals(name)) {
        return Optional.of(field.value());
      }
    }
    return Optional.empty();
  }

  /** Every value of a field, in order. */
  public List<String> all(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).map(Field::value).toList();
  }

  /** These headers with one field set, replacing any of that name. */
  public Headers with(String name, String value) {
    List<Field> changed = new ArrayList<>(without(name).fields);
    changed.add(new Field(name, value));
    return new Headers(List.copyOf(changed));
  }

  /** These headers without any field of that name. */
  public Headers without(String name) {
    return new Headers(fields.stream().filter(field -> !field.name().equals(name)).toList());
  }

  /** Names only: values may be secrets. */
  @Override
  public String toString() {
    return fields.stream().map(Field::name).toList().toString();
  }
}
