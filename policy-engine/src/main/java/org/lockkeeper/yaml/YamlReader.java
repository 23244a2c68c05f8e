package org.lockkeeper.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads YAML 1.2 files (core schema) strictly: one document whose root is a map, keys that are
 * plain and unique, no anchors, aliases or tags. What is wrong becomes a {@link Fault}; nothing is
 * thrown for content.
 */
public final class YamlReader {

  /** A file somebody types stays far below this; a larger one is a mistake or an attack. */
  private static final int LARGEST_FILE = 64 * 1024 * 1024;

  private final Faults faults;

  /** A reader that adds what it finds to the given faults. */
  public YamlReader(Faults faults) {
    this.faults = faults;
  }

  /**
   * Reads one file; empty, with a fault, if it is no map.
   *
   * @param name how faults shall call the file
   * @throws UncheckedIOException if the file cannot be read
   */
  public Optional<YamlMap> read(Path file, String name) {
    try {
      return read(Files.readString(file), name);
    } catch (MalformedInputException _) {
      faults.add(new Where(name, 0), "the file is not UTF-8; save it as UTF-8");
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Reads one text; empty, with a fault, if it is no map. */
  public Optional<YamlMap> read(String text, String name) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(name)
            .setAllowDuplicateKeys(true)
            .setMaxAliasesForCollections(0)
            .setCodePointLimit(LARGEST_FILE)
            .build();
    try {
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        return Optional.of(new YamlMap(new Where(name, 0), Map.of(), Map.of(), faults));
      }
      return convert(root.get(), name) instanceof YamlMap map ? Optional.of(map) : notAMap(name);
    } catch (MarkedYamlEngineException broken) {
      int line = broken.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      faults.add(new Where(name, line), "not YAML: " + broken.getProblem());
      return Optional.empty();
    } catch (YamlEngineException broken) {
      faults.add(new Where(name, 0), "not YAML: " + broken.getMessage());
      return Optional.empty();
    }
  }

  private Optional<YamlMap> notAMap(String name) {
    faults.add(new Where(name, 1), "the file must be a map of keys to values");
    return Optional.empty();
  }

  private YamlValue convert(Node node, String name) {
    Where where = where(node, name);
    if (node.getAnchor().isPresent()) {
      faults.add(where, "anchors and aliases are not allowed; write the value out");
    }
    return switch (node) {
      case ScalarNode scalar ->
          new YamlValue.Scalar(
              where, scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN);
      case SequenceNode sequence -> {
        List<YamlValue> values = new ArrayList<>();
        for (Node value : sequence.getValue()) {
          values.add(convert(value, name));
        }
        yield new YamlValue.Sequence(where, values);
      }
      case MappingNode mapping -> map(mapping, where, name);
      default -> {
        faults.add(where, "anchors and aliases are not allowed; write the value out");
        yield new YamlValue.Scalar(where, "", true);
      }
    };
  }

  private YamlMap map(MappingNode mapping, Where where, String name) {
    Map<String, YamlValue> values = new LinkedHashMap<>();
    Map<String, Where> keys = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        faults.add(where(tuple.getKeyNode(), name), "a key must be a plain word");
        continue;
      }
      YamlValue value = convert(tuple.getValueNode(), name);
      keys.putIfAbsent(key.getValue(), where(key, name));
      if (values.putIfAbsent(key.getValue(), value) != null) {
        faults.add(where(key, name), "key \"" + key.getValue() + "\" stands here a second time");
      }
    }
    return new YamlMap(where, values, keys, faults);
  }

  private static Where where(Node node, String name) {
    return new Where(name, node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0));
  }
}
