package org.lockkeeper.proxy.service;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lockkeeper.proxy.service.FieldTree.Node;

/**
 * Reads the values of interest out of names and values: a form body, a query, the parts of a
 * multipart body. A name with brackets is a path, as Rack, Rails and PHP read it: {@code
 * poll[options][]} stands at {@code /poll/options/*}.
 *
 * <p>Brackets are taken as generously as Rack takes them (a stray one at the start or end of a name
 * is ignored), because a name the service understands and the gateway does not is a way around.
 */
final class FormFields {

  private final FieldTree tree;
  private final String prefix;
  private final List<Field> found = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> repeats = new HashMap<>();

  /**
   * @param prefix stands before each pointer
   */
  FormFields(FieldTree tree, String prefix) {
    this.tree = tree;
    this.prefix = prefix;
  }

  List<Field> found() {
    return found;
  }

  /** Reads {@code application/x-www-form-urlencoded} bytes (WHATWG URL §5.1). */
  void readEncoded(byte[] bytes, Field.Writing writing) throws UnreadableException {
    int start = 0;
    for (int at = 0; at <= bytes.length; at++) {
      if (at < bytes.length && bytes[at] == ';') {
        // Some services split here and some do not; only one of them would read what we read.
        throw new UnreadableException("a form must write a semicolon as %3B");
      }
      if (at == bytes.length || bytes[at] == '&') {
        pair(bytes, start, at, writing);
        start = at + 1;
      }
    }
  }

  private void pair(byte[] bytes, int start, int end, Field.Writing writing)
      throws UnreadableException {
    if (start == end) {
      return;
    }
    int equals = start;
    while (equals < end && bytes[equals] != '=') {
      equals++;
    }
    String name = decoded(bytes, start, equals).strip();
    int valueStart = Math.min(equals + 1, end);
    Spot spot = spot(name);
    if (spot.node().roles() != 0) {
      add(spot, decoded(bytes, valueStart, end), writing, valueStart, end);
    }
  }

  /** Takes one value found at a spot. */
  void add(Spot spot, String value, Field.Writing writing, int start, int end)
      throws UnreadableException {
    String pointer = prefix + spot.pointer();
    if (!taken.add(pointer)) {
      throw new UnreadableException("a field stands twice in the form");
    }
    found.add(new Field(pointer, spot.node().roles(), value, writing, start, end));
  }

  /** Where a field of a given name stands in the tree. */
  Spot spot(String name) throws UnreadableException {
    Node node = tree.root();
    StringBuilder pointer = new StringBuilder();
    boolean counted = false;
    for (String segment : segments(name)) {
      if (Role.TEXT.in(node.roles()) && node.isLeaf()) {
        throw new UnreadableException("a list or map stands where a text belongs");
      }
      boolean unnamed = segment.isEmpty();
      node = unnamed ? node.element() : node.child(tree.name(segment));
      if (node == FieldTree.NOWHERE) {
        return Spot.NOWHERE;
      }
      counted |= unnamed;
      pointer.append('/').append(unnamed ? "[]" : node.segmentFor(segment));
    }
    if (node.roles() == 0 && node.leadsToText()) {
      throw new UnreadableException("a single value stands where a list or map belongs");
    }
    return new Spot(node, counted ? numbered(pointer.toString()) : pointer.toString());
  }

  /** The n-th field of one name is element n. */
  private String numbered(String pointer) {
    int index = repeats.merge(pointer, 1, Integer::sum) - 1;
    return pointer.replace("[]", Integer.toString(index));
  }

  /** A node and the pointer that led there. */
  record Spot(Node node, String pointer) {
    static final Spot NOWHERE = new Spot(FieldTree.NOWHERE, "");
  }

  /** {@code a[b][]} is a, b and an empty segment. */
  private static List<String> segments(String name) {
    if (name.indexOf('[') < 0 && name.indexOf(']') < 0) {
      return List.of(name);
    }
    List<String> segments = new ArrayList<>();
    StringBuilder segment = new StringBuilder();
    char previous = ' ';
    for (char letter : name.toCharArray()) {
      if (letter != '[' && letter != ']') {
        segment.append(letter);
      } else if (!segment.isEmpty()) {
        segments.add(segment.toString());
        segment.setLength(0);
      } else if (previous == '[' && letter == ']' && !segments.isEmpty()) {
        segments.add("");
      }
      previous = letter;
    }
    if (!segment.isEmpty()) {
      segments.add(segment.toString());
    }
    return segments;
  }

  private static String decoded(byte[] bytes, int start, int end) throws UnreadableException {
    boolean plain = true;
    for (int at = start; at < end; at++) {
      plain &= bytes[at] != '%' && bytes[at] != '+';
    }
    if (plain) {
      return StrictUtf8.decode(bytes, start, end);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(end - start);
    for (int at = start; at < end; at++) {
      switch (bytes[at]) {
        case '+' -> out.write(' ');
        case '%' -> {
          int high = at + 2 < end ? Character.digit(bytes[at + 1], 16) : -1;
          int low = at + 2 < end ? Character.digit(bytes[at + 2], 16) : -1;
          if (high < 0 || low < 0) {
            throw new UnreadableException("a percent sign in the form is followed by no number");
          }
          out.write(high << 4 | low);
          at += 2;
        }
        default -> out.write(bytes[at]);
      }
    }
    byte[] plainBytes = out.toByteArray();
    return StrictUtf8.decode(plainBytes, 0, plainBytes.length);
  }

  /** A text as a form writes it; only what every reader takes literally stays as it is. */
  static byte[] encoded(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 16);
    for (byte one : bytes) {
      boolean literal =
          (one >= 'a' && one <= 'z')
              || (one >= 'A' && one <= 'Z')
              || (one >= '0' && one <= '9')
              || one == '-'
              || one == '.'
              || one == '_';
      if (literal) {
        out.write(one);
      } else {
        out.write('%');
        out.write(Character.toUpperCase(Character.forDigit((one >> 4) & 0xF, 16)));
        out.write(Character.toUpperCase(Character.forDigit(one & 0xF, 16)));
      }
    }
    return out.toByteArray();
  }
}
