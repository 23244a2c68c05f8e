package org.lockkeeper.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.yaml.Written.Item;
import org.lockkeeper.yaml.Written.Items;
import org.lockkeeper.yaml.Written.Pair;
import org.lockkeeper.yaml.Written.Pairs;
import org.lockkeeper.yaml.Written.Text;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads a YAML file as it was written: values, and the comments around each entry. A comment on a
 * line of its own belongs to the entry below it; where a block ends between the two, and it is
 * indented as that block is, to the block's last entry. A comment inside braces that span lines
 * goes above them.
 */
public final class WrittenReader {

  private final Comments comments;

  private WrittenReader(Comments comments) {
    this.comments = comments;
  }

  /**
   * Reads a text that {@link YamlReader} finds no fault with; empty if it is no map of plain keys.
   */
  public static Optional<Pairs> read(String text) {
    LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
    try {
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty() || !(root.get() instanceof MappingNode mapping)) {
        return Optional.empty();
      }
      Comments comments = new Comments(text);
      survey(mapping, comments);
      comments.settle();
      return new WrittenReader(comments).convert(mapping) instanceof Pairs pairs
          ? Optional.of(pairs)
          : Optional.empty();
    } catch (YamlEngineException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Tells where every text and every entry of a block stands. */
  private static void survey(Node node, Comments comments) {
    switch (node) {
      case ScalarNode scalar -> comments.text(start(scalar), end(scalar));
      case MappingNode mapping -> {
        for (NodeTuple tuple : mapping.getValue()) {
          if (block(mapping)) {
            comments.entry(
                start(tuple.getKeyNode()), start(tuple.getValueNode()), last(tuple.getValueNode()));
          }
          survey(tuple.getKeyNode(), comments);
          survey(tuple.getValueNode(), comments);
        }
      }
      case SequenceNode sequence -> {
        for (Node value : sequence.getValue()) {
          if (block(sequence)) {
            comments.item(start(value), last(value));
          }
          survey(value, comments);
        }
      }
      default -> throw new IllegalArgumentException("an alias");
    }
  }

  private Written convert(Node node) {
    return switch (node) {
      case ScalarNode scalar ->
          new Text(scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN);
      case MappingNode mapping -> {
        List<Pair> pairs = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
          if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            throw new IllegalArgumentException("a key that is no word");
          }
          pairs.add(
              new Pair(
                  block(mapping) ? comments.remarks(start(key), false) : Written.Remarks.NONE,
                  start(key).getLine() + 1,
                  key.getValue(),
                  convert(tuple.getValueNode())));
        }
        yield new Pairs(pairs);
      }
      case SequenceNode sequence -> {
        List<Item> items = new ArrayList<>();
        for (Node value : sequence.getValue()) {
          items.add(
              new Item(
                  block(sequence) ? comments.remarks(start(value), true) : Written.Remarks.NONE,
                  start(value).getLine() + 1,
                  convert(value)));
        }
        yield new Items(items);
      }
      default -> throw new IllegalArgumentException("an alias");
    };
  }

  private static boolean block(CollectionNode<?> node) {
    return node.getFlowStyle() != FlowStyle.FLOW;
  }

  private static Mark start(Node node) {
    return node.getStartMark().orElseThrow();
  }

  private static Mark end(Node node) {
    return node.getEndMark().orElseThrow();
  }

  /** The last line a value takes; of a block, the parser says where the next thing starts. */
  private static int last(Node node) {
    return switch (node) {
      case MappingNode mapping when block(mapping) && !mapping.getValue().isEmpty() ->
          last(mapping.getValue().getLast().getValueNode());
      case SequenceNode sequence when block(sequence) && !sequence.getValue().isEmpty() ->
          last(sequence.getValue().getLast());
      default -> {
        Mark end = end(node);
        boolean fresh = end.getColumn() == 0 && end.getLine() > start(node).getLine();
        yield fresh ? end.getLine() - 1 : end.getLine();
      }
    };
  }
}
