package org.lockkeeper.link;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.lockkeeper.match.NormalText;
import org.lockkeeper.match.View;
import org.lockkeeper.match.Views;

/**
 * The links of a text in every way it can be read: as it is, without markup, and with escapes and
 * encodings read ({@code evil**.**example}, {@code evil&#46;example}). Never throws.
 */
public final class LinkViews {

  private LinkViews() {}

  /** The links as written, in order; then those that only another view shows. */
  public static List<Link> of(String original) {
    LinkSigns signs = LinkSigns.of(original);
    List<Link> plain = signs.plain() ? LinkFinder.read(original) : List.of();
    if (signs.disguised().isEmpty()) {
      return plain;
    }
    Merge merge = new Merge(original, plain);
    for (LinkSigns.Word word : signs.disguised()) {
      word(original, word, merge);
    }
    return merge.links;
  }

  /** A word by itself is enough, and far less than the text around it. */
  private static void word(String original, LinkSigns.Word word, Merge merge) {
    for (View view : Views.of(original.substring(word.start(), word.end())).list()) {
      switch (view.kind()) {
        case MARKUP, DECODED -> merge.add(view.text(), word.start());
        // Zero-width characters and dots of other scripts are the finder's own; a look-alike letter
        // is another host, and makes no link of what is none.
        case FOLDED, CONFUSABLE, JOINED, LEET -> {}
      }
    }
  }

  /** The links so far, each of the others looked for among them in logarithmic time. */
  private static final class Merge {
    private final String original;
    private final List<Link> links;
    private final Set<CanonicalUrl> urls = new HashSet<>();
    private final NavigableMap<Integer, Link> plain = new TreeMap<>();

    Merge(String original, List<Link> plain) {
      this.original = original;
      this.links = new ArrayList<>(plain);
      for (Link link : plain) {
        urls.add(link.url());
        this.plain.put(link.start(), link);
      }
    }

    void add(NormalText view, int offset) {
      for (Link link : LinkFinder.find(view.cased())) {
        int start = offset + view.originalStart(link.start());
        int end = offset + view.originalEnd(link.end());
        if (!shows(link, start, end) && urls.add(link.url())) {
          links.add(link.at(start, end, original));
        }
      }
    }

    /** Other marks in a path make no other link; another host does. */
    private boolean shows(Link link, int start, int end) {
      Integer first = plain.floorKey(start);
      return plain.subMap(first == null ? start : first, true, end, false).values().stream()
          .anyMatch(each -> each.end() > start && each.url().host().equals(link.url().host()));
    }
  }
}
