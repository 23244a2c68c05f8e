package org.lockkeeper.policy.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.lockkeeper.yaml.Quoting;
import org.lockkeeper.yaml.Written;
import org.lockkeeper.yaml.Written.Item;
import org.lockkeeper.yaml.Written.Items;
import org.lockkeeper.yaml.Written.Pair;
import org.lockkeeper.yaml.Written.Pairs;
import org.lockkeeper.yaml.Written.Remarks;
import org.lockkeeper.yaml.Written.Text;

/**
 * Writes a pack in the standard form: keys in their order; what fits on a line on one, what does
 * not over several; texts quoted by what they are; comments where they belong. What it has written
 * it writes the same again.
 */
final class PackPrinter {

  /** Two editors side by side, or a review on a page. */
  private static final int WIDTH = 120;

  private static final String STEP = "  ";

  private final StringBuilder out = new StringBuilder();

  private PackPrinter() {}

  static String print(Pairs pack) {
    PackPrinter printer = new PackPrinter();
    List<Pair> pairs = ordered(pack, Shape.PACK);
    for (int at = 0; at < pairs.size(); at++) {
      Pair pair = pairs.get(at);
      boolean section =
          Shape.PACK.below(pair.key()).any().isPresent() || pair.key().equals("rules");
      printer.apart(at > 0 && (section || pair.remarks().apart()));
      printer.pair(pair, Shape.PACK.below(pair.key()), "", 0);
    }
    return printer.out.toString();
  }

  private static List<Pair> ordered(Pairs pairs, Shape shape) {
    List<String> order = shape.order();
    List<Pair> ordered = new ArrayList<>(pairs.pairs());
    // Stable: keys without an order keep theirs, behind those that have one.
    ordered.sort(
        (one, other) -> Integer.compare(place(one.key(), order), place(other.key(), order)));
    return ordered;
  }

  private static int place(String key, List<String> order) {
    int place = order.indexOf(key);
    return place < 0 ? order.size() : place;
  }

  private void apart(boolean wanted) {
    if (wanted) {
      out.append('\n');
    }
  }

  /**
   * An entry of a map.
   *
   * @param depth how many maps of names it lies in; entries of the outermost may stand apart
   */
  private void pair(Pair pair, Shape shape, String indent, int depth) {
    comments(pair.remarks().above(), indent);
    String head = indent + Quoting.plainest(pair.key(), false) + ":";
    out.append(head);
    value(pair.value(), shape, indent, columns(head), pair.remarks(), depth);
    comments(pair.remarks().below(), indent);
  }

  /** The value of a key, its line begun. */
  private void value(
      Written value, Shape shape, String indent, int column, Remarks remarks, int depth) {
    String beside = remarks.beside().isEmpty() ? "" : "  " + remarks.beside();
    switch (value) {
      case Text text -> {
        String written = scalar(text, shape, false);
        out.append(written.isEmpty() ? "" : " " + written).append(beside).append('\n');
      }
      case Items items -> {
        if (onOneLine(items, shape, column + 1)) {
          out.append(' ').append(flow(items, shape)).append(beside).append('\n');
        } else if (words(items)) {
          filled(items, shape, indent + STEP, column + 1);
          out.append(beside).append('\n');
        } else {
          out.append(beside).append('\n');
          items(items, shape, indent);
        }
      }
      case Pairs pairs -> {
        if (onOneLine(pairs, shape, column + 1)) {
          out.append(' ').append(flow(pairs, shape)).append(beside).append('\n');
        } else {
          out.append(beside).append('\n');
          pairs(pairs, shape, indent + STEP, depth);
        }
      }
    }
  }

  private void pairs(Pairs pairs, Shape shape, String indent, int depth) {
    List<Pair> ordered = ordered(pairs, shape);
    for (int at = 0; at < ordered.size(); at++) {
      Pair pair = ordered.get(at);
      apart(at > 0 && depth == 0 && shape.any().isPresent() && pair.remarks().apart());
      pair(pair, shape.below(pair.key()), indent, depth + 1);
    }
  }

  private void items(Items items, Shape shape, String indent) {
    for (int at = 0; at < items.items().size(); at++) {
      Item item = items.items().get(at);
      apart(at > 0 && shape.block());
      comments(item.remarks().above(), indent);
      item(item, shape, indent);
      comments(item.remarks().below(), indent);
    }
  }

  private void item(Item item, Shape shape, String indent) {
    String beside = item.remarks().beside().isEmpty() ? "" : "  " + item.remarks().beside();
    boolean line =
        !(item.value() instanceof Pairs) || onOneLine(item.value(), shape, indent.length() + 2);
    if (line) {
      out.append(indent).append("- ").append(flow(item.value(), shape)).append(beside).append('\n');
      return;
    }
    // The comment at its end has no end of line to stand at any more.
    if (!beside.isEmpty()) {
      comments(List.of(item.remarks().beside()), indent);
    }
    List<Pair> ordered = ordered((Pairs) item.value(), shape);
    String inner = indent + STEP;
    for (int at = 0; at < ordered.size(); at++) {
      Pair pair = ordered.get(at);
      Remarks remarks = pair.remarks();
      if (at == 0 && !remarks.above().isEmpty()) {
        comments(remarks.above(), indent);
        remarks = new Remarks(false, List.of(), remarks.beside(), remarks.below());
      }
      int start = out.length();
      pair(
          new Pair(remarks, pair.line(), pair.key(), pair.value()),
          shape.below(pair.key()),
          inner,
          1);
      if (at == 0) {
        out.replace(start, start + inner.length(), indent + "- ");
      }
    }
  }

  /** Texts of a list, as many on a line as fit. */
  private void filled(Items items, Shape shape, String indent, int column) {
    out.append(" [");
    int at = column + 1;
    for (int n = 0; n < items.items().size(); n++) {
      String word = flow(items.items().get(n).value(), shape);
      String end = n + 1 < items.items().size() ? "," : "]";
      int length = columns(word) + end.length();
      if (n > 0 && at + 1 + length > WIDTH) {
        out.append('\n').append(indent);
        at = indent.length();
      } else if (n > 0) {
        out.append(' ');
        at++;
      }
      out.append(word).append(end);
      at += length;
    }
  }

  private void comments(List<String> comments, String indent) {
    for (String comment : comments) {
      out.append(comment.isEmpty() ? "" : indent + comment).append('\n');
    }
  }

  private static boolean words(Items items) {
    return items.items().stream()
        .allMatch(each -> each.value() instanceof Text && !each.remarks().any());
  }

  private static boolean onOneLine(Written value, Shape shape, int column) {
    boolean several =
        switch (value) {
          case Text _ -> false;
          case Items items -> shape.lines() && !items.items().isEmpty();
          case Pairs pairs -> shape.block() && !pairs.pairs().isEmpty();
        };
    return !several
        && !value.remarked()
        && !missing(value)
        && column + columns(flow(value, shape)) <= WIDTH;
  }

  /** Whether a key inside has nothing behind it, which braces cannot show. */
  private static boolean missing(Written value) {
    return switch (value) {
      case Text _ -> false;
      case Items(List<Item> items) -> items.stream().anyMatch(each -> missing(each.value()));
      case Pairs(List<Pair> pairs) ->
          pairs.stream()
              .anyMatch(
                  each ->
                      missing(each.value())
                          || each.value() instanceof Text(String text, boolean quoted)
                              && text.isEmpty()
                              && !quoted);
    };
  }

  private static String flow(Written value, Shape shape) {
    return switch (value) {
      case Text text -> scalar(text, shape, true);
      case Items(List<Item> items) -> {
        boolean maps = items.stream().anyMatch(each -> each.value() instanceof Pairs);
        yield items.stream()
            .map(each -> flow(each.value(), shape))
            .collect(Collectors.joining(", ", maps ? "[ " : "[", maps ? " ]" : "]"));
      }
      case Pairs pairs ->
          pairs.pairs().isEmpty()
              ? "{}"
              : ordered(pairs, shape).stream()
                  .map(
                      each ->
                          Quoting.plainest(each.key(), true)
                              + ": "
                              + flow(each.value(), shape.below(each.key())))
                  .collect(Collectors.joining(", ", "{ ", " }"));
    };
  }

  private static String scalar(Text text, Shape shape, boolean braces) {
    if (text.text().isEmpty() && !text.quoted()) {
      return "";
    }
    return switch (shape.writing()) {
      case WORD -> Quoting.plainest(text.text(), braces);
      case VALUE -> Quoting.bare(text.text(), braces);
      case SPOKEN -> Quoting.quoted(text.text());
      case PATTERN -> Quoting.single(text.text());
      case AS_IT_WAS ->
          text.quoted() ? Quoting.plainest(text.text(), braces) : Quoting.bare(text.text(), braces);
    };
  }

  private static int columns(String text) {
    return text.codePointCount(0, text.length());
  }
}
