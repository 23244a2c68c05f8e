package org.lockkeeper.yaml;

import java.util.List;
import java.util.Objects;

/** A value in a YAML file that still knows where it stands. */
public sealed interface YamlValue permits YamlValue.Scalar, YamlValue.Sequence, YamlMap {

  /** Where it starts. */
  Where where();

  /**
   * A scalar, as text. The reader asked for by the caller gives it a type, never the look of the
   * text, so {@code no} stays a word and {@code 007} keeps its zeros.
   *
   * @param quoted whether it was written in quotes; an unquoted empty scalar is a null
   */
  record Scalar(Where where, String text, boolean quoted) implements YamlValue {
    public Scalar {
      Objects.requireNonNull(where, "where");
      Objects.requireNonNull(text, "text");
    }
  }

  /** A list. */
  record Sequence(Where where, List<YamlValue> values) implements YamlValue {
    public Sequence {
      Objects.requireNonNull(where, "where");
      values = List.copyOf(values);
    }
  }

  /** What it is, in words for a fault. */
  default String kind() {
    return switch (this) {
      case Scalar _ -> "a text";
      case Sequence _ -> "a list";
      case YamlMap _ -> "a map";
    };
  }
}
