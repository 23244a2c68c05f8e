package org.lockkeeper.link;

import java.util.ArrayList;
import java.util.List;
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
    int signs = LinkSigns.of(original);
    List<Link> plain = (signs & LinkSigns.PLAIN) == 0 ? List.of() : LinkFinder.read(original);
    if ((signs & LinkSigns.DISGUISED) == 0) {
      return plain;
    }
    List<Link> links = new ArrayList<>(plain);
    for (View view : Views.of(original).list()) {
      switch (view.kind()) {
        case MARKUP, DECODED -> add(view.text(), original, links);
        // Zero-width characters and dots of other scripts are the finder's own; a look-alike letter
        // is another host, and makes no link of what is none.
        case FOLDED, CONFUSABLE, JOINED, LEET -> {}
      }
    }
    return links;
  }

  private static void add(NormalText view, String original, List<Link> links) {
    for (Link link : LinkFinder.find(view.cased())) {
      int start = view.originalStart(link.start());
      int end = view.originalEnd(link.end());
      Link there =
          new Link(
              start,
              end,
              original.substring(start, end),
              link.url(),
              link.schemed(),
              link.defanged(),
              link.shown());
      if (links.stream().noneMatch(each -> same(each, there))) {
        links.add(there);
      }
    }
  }

  /** Other marks in a path make no other link; another host does. */
  private static boolean same(Link known, Link link) {
    return known.url().equals(link.url())
        || known.overlaps(link) && known.url().host().equals(link.url().host());
  }
}
