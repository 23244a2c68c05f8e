package org.lockkeeper.archive.tlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lockkeeper.message.Digest;

/**
 * A tree at one size: what a checkpoint says before it is signed (C2SP tlog-checkpoint).
 *
 * @param origin which log; one line, by convention a URL without its scheme
 * @param size how many leaves
 * @param root over all of them
 * @param extensions further lines, which no proof vouches for
 */
public record TreeHead(String origin, long size, Digest root, List<String> extensions) {

  /**
   * @throws IllegalArgumentException if the size is negative, or a line empty or not one line
   */
  public TreeHead {
    extensions = List.copyOf(extensions);
    List<String> lines = new ArrayList<>(extensions);
    lines.add(origin);
    if (size < 0 || lines.stream().anyMatch(line -> line.isEmpty() || line.contains("\n"))) {
      throw new IllegalArgumentException("a checkpoint of empty lines, or of a negative size");
    }
  }

  /** A tree head without extensions. */
  public TreeHead(String origin, long size, Digest root) {
    this(origin, size, root, List.of());
  }

  /**
   * Reads a checkpoint's text.
   *
   * @throws ProofFault MALFORMED if it is none
   */
  public static TreeHead parse(String text) throws ProofFault {
    String[] lines = text.split("\n", -1);
    boolean ended = lines[lines.length - 1].isEmpty();
    List<String> body = Arrays.asList(lines).subList(0, lines.length - 1);
    if (!ended || body.size() < 3 || body.contains("")) {
      throw ProofFault.malformed("a checkpoint has an origin, a size, a root and no empty line");
    }
    long size = Decimal.parse(body.get(1), "the checkpoint's size");
    Digest root = Base64Text.hash(body.get(2), "the checkpoint's root");
    return new TreeHead(body.get(0), size, root, body.subList(3, body.size()));
  }

  /** The text to be signed. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(origin).append('\n').append(size).append('\n');
    text.append(Base64Text.of(root.bytes())).append('\n');
    extensions.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
