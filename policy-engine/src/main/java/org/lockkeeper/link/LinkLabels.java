package org.lockkeeper.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which address the label of a link shows: {@code [bank.example](http://evil.example)} in Markdown,
 * {@code <http://evil.example|bank.example>} in Slack's form, and the same in HTML.
 */
final class LinkLabels {

  /** Labels are words; what is farther away belongs to something else. Keeps the time linear. */
  private static final int LONGEST = 300;

  private static final String HREF = "href=";

  private final String text;
  private final List<Link> links;

  private LinkLabels(String text, List<Link> links) {
    this.text = text;
    this.links = links;
  }

  /** The same links, each with what its label shows. */
  static List<Link> shown(String text, List<Link> links) {
    if (links.size() < 2) {
      return links;
    }
    LinkLabels labels = new LinkLabels(text, links);
    List<Link> shown = new ArrayList<>(links.size());
    for (int at = 0; at < links.size(); at++) {
      Optional<CanonicalUrl> address = labels.of(at);
      Link link = links.get(at);
      shown.add(address.isPresent() ? link.showing(address.get()) : link);
    }
    return shown;
  }

  private Optional<CanonicalUrl> of(int at) {
    Link link = links.get(at);
    int open = text.startsWith("<", link.start() - 1) ? link.start() - 1 : link.start();
    if (text.startsWith("](", open - 2)) {
      OptionalInt bracket = bracket(open - 2);
      return bracket.isPresent() ? before(at, bracket.getAsInt()) : Optional.empty();
    }
    if (open < link.start() && text.startsWith("|", link.end())) {
      return after(at, text.indexOf('>', link.end(), reach(link.end())));
    }
    int quote = link.start() - 1;
    boolean html =
        quote > 0
            && "\"'".indexOf(text.charAt(quote)) >= 0
            && text.regionMatches(true, quote - HREF.length(), HREF, 0, HREF.length())
            && anchor(quote - HREF.length());
    return html ? after(at, text.indexOf("</", link.end(), reach(link.end()))) : Optional.empty();
  }

  /** Whether an attribute is of an anchor: style sheets have addresses too, and no labels. */
  private boolean anchor(int attribute) {
    int open = attribute;
    while (open > 0 && attribute - open < LONGEST && text.charAt(open) != '<') {
      open--;
    }
    return text.charAt(open) == '<'
        && text.regionMatches(true, open + 1, "a", 0, 1)
        && Character.isWhitespace(text.charAt(open + 2));
  }

  private int reach(int from) {
    return Math.min(text.length(), from + LONGEST);
  }

  /** The bracket that the one at a place closes. */
  private OptionalInt bracket(int close) {
    int depth = 0;
    for (int at = close; at >= Math.max(0, close - LONGEST); at--) {
      depth += text.charAt(at) == ']' ? 1 : text.charAt(at) == '[' ? -1 : 0;
      if (depth == 0) {
        return OptionalInt.of(at);
      }
    }
    return OptionalInt.empty();
  }

  private Optional<CanonicalUrl> before(int at, int from) {
    // An image, and the description of one, shows no address.
    boolean image = text.startsWith("!", from - 1);
    boolean within = at > 0 && links.get(at - 1).start() > from;
    return within && !image && !text.startsWith("](", links.get(at - 1).start() - 2)
        ? Optional.of(links.get(at - 1).url())
        : Optional.empty();
  }

  private Optional<CanonicalUrl> after(int at, int to) {
    boolean within = at + 1 < links.size() && links.get(at + 1).end() <= to;
    return within ? Optional.of(links.get(at + 1).url()) : Optional.empty();
  }
}
