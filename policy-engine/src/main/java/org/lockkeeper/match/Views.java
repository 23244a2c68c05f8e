package org.lockkeeper.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.lockkeeper.match.View.Kind;

/**
 * The views of one text. A message that nothing disguises has one, and is not copied for it; others
 * are made only if something in the text asks for them and only if they read differently.
 *
 * <p>Pure, and linear in the text: at most two layers are taken off, each of markup or encoding.
 */
public final class Views {

  /** Layers of markup and encoding that are read: base64 inside percent escapes is two. */
  static final int DEEPEST = 2;

  /** How many chars of earlier messages stand before the text; no number people write is longer. */
  static final int LONGEST_TAIL = 64;

  /** The tail of a whole run of earlier messages, for numbers sent digit by digit. */
  static final int LONGEST_TAILS = 128;

  /** What follows an earlier message's end is near its start; the word it ends in is read whole. */
  private static final int LONGEST_HEAD = 256;

  private static final int LONGEST_WORD = 4_096;

  private final List<View> list;

  private Views(List<View> list) {
    this.list = List.copyOf(list);
  }

  /** The views of a text that stands alone. */
  public static Views of(String original) {
    return of(original, List.of());
  }

  /**
   * The views of a text.
   *
   * @param earlier the author's last texts in the same conversation, the most recent last
   */
  public static Views of(String original, List<String> earlier) {
    return of(original, earlier, Set.of());
  }

  /** All of these, in the order in which findings count; the folded one is first. */
  public List<View> list() {
    return list;
  }

  /** What the text looked like, view by view. */
  public List<Seen> seen() {
    return list.stream().map(each -> new Seen(each.kind(), each.text().cased())).toList();
  }

  /**
   * The views of a text, with some that only certain patterns want.
   *
   * @param wanted {@link Kind#LEET}, or nothing
   */
  public static Views of(String original, List<String> earlier, Set<Kind> wanted) {
    int asks = Asking.of(original);
    List<View> views = new ArrayList<>(1);
    add(views, Kind.FOLDED, NormalText.of(original), 0);
    if ((asks & (Asking.MARKUP | Asking.ENCODED)) != 0) {
      layers(Rewritten.nothing(original), DEEPEST, views);
    }
    if (!original.isEmpty() && !earlier.isEmpty()) {
      joined(original, earlier, views);
    }
    if (wanted.contains(Kind.LEET)) {
      leet(views);
    }
    return new Views(views);
  }

  private static void layers(Rewritten source, int depth, List<View> views) {
    layer(source, depth, Kind.MARKUP, Markup::removed, views);
    layer(source, depth, Kind.DECODED, Decoding::of, views);
  }

  private static void layer(
      Rewritten source, int depth, Kind kind, UnaryOperator<Rewritten> peel, List<View> views) {
    Rewritten peeled = peel.apply(source);
    if (peeled != source) {
      add(views, kind, NormalText.of(peeled), 0);
      if (depth > 1) {
        layers(peeled, depth - 1, views);
      }
    }
  }

  /** Parted by a space, as groups of digits and words are, and by nothing, as their halves are. */
  private static void joined(String original, List<String> earlier, List<View> views) {
    for (String between : List.of(" ", "")) {
      String before = tails(earlier, between);
      if (before.isBlank() || between.isEmpty() && before.length() < 2) {
        continue;
      }
      String head = original.substring(0, head(original));
      int[] from = new int[before.length() + head.length()];
      int[] to = new int[from.length];
      for (int at = before.length(); at < from.length; at++) {
        from[at] = at - before.length();
        to[at] = from[at] + 1;
      }
      NormalText text = NormalText.of(new Rewritten(original, before + head, from, to));
      add(views, Kind.JOINED, text, seam(text));
    }
  }

  /** Of the text itself, in Latin letters if it is disguised. */
  private static void leet(List<View> views) {
    boolean disguised = views.size() > 1 && views.get(1).kind() == Kind.CONFUSABLE;
    NormalText plain = views.get(disguised ? 1 : 0).text();
    for (NormalText reading : Leet.readings(plain)) {
      views.add(new View(Kind.LEET, reading, 0));
    }
  }

  private static void add(List<View> views, Kind kind, NormalText text, int seam) {
    views.add(new View(kind, text, seam));
    NormalText latin = Confusables.wholly(text);
    if (latin != text) {
      views.add(new View(Kind.CONFUSABLE, latin, seam == 0 ? 0 : seam(latin)));
    }
  }

  private static String tails(List<String> earlier, String between) {
    StringBuilder tails = new StringBuilder();
    for (int at = earlier.size() - 1; at >= 0 && tails.length() < LONGEST_TAILS; at--) {
      String text = earlier.get(at);
      int start = Math.max(0, text.length() - LONGEST_TAIL);
      tails.insert(0, text.substring(start).strip() + between);
      if (start > 0) {
        break;
      }
    }
    return tails.toString();
  }

  private static int head(String original) {
    int end = Math.min(original.length(), LONGEST_HEAD);
    int most = Math.min(original.length(), LONGEST_WORD);
    while (end < most && !Character.isWhitespace(original.charAt(end))) {
      end++;
    }
    return end;
  }

  /** The first char that stands for one of the message itself. */
  private static int seam(NormalText text) {
    int at = 0;
    while (at < text.length() && text.to(at) == 0) {
      at++;
    }
    return at;
  }
}
