package org.lockkeeper.policy;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.link.Link;
import org.lockkeeper.link.LinkViews;

/** How found text is replaced. A closed list. */
public sealed interface Masking {

  /**
   * One character stands for each; spaces and dashes stay in place.
   *
   * @param keepFirst how many characters at the start stay
   * @param keepLast how many at the end
   */
  record Characters(String mask, int keepFirst, int keepLast) implements Masking {

    /** A dot for each character. */
    public static final Characters DOTS = new Characters("•", 0, 0);

    public Characters {
      Objects.requireNonNull(mask, "mask");
    }
  }

  /** One text, or none, stands for all of it. */
  record Whole(String text) implements Masking {
    public Whole {
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * A token stands for it: the same value gives the same token on this installation, and nobody
   * without its key can go back, so people can still say which one is meant.
   */
  record Token() implements Masking {}

  /**
   * For a link: the address of a page that judges it again when somebody follows it, and then sends
   * on or explains.
   */
  record TimeOfClick() implements Masking {}

  /** What shall stand instead of a text; empty if that would be the text itself. */
  default Optional<String> of(String found, Finding finding, Facts facts) {
    String masked =
        switch (this) {
          case Characters each -> characters(each, found);
          case Whole(String text) -> text;
          case Token() ->
              "["
                  + finding.detector()
                  + " "
                  + facts.token(finding.detector() + "\n" + bare(found))
                  + "]";
          case TimeOfClick() -> atClick(found, facts);
        };
    return masked.equals(found) ? Optional.empty() : Optional.of(masked);
  }

  /** A link that can be read in no other way than with others around it is hidden. */
  private static String atClick(String found, Facts facts) {
    List<Link> links = LinkViews.of(found);
    return links.size() == 1
        ? facts.timeOfClick(links.getFirst().url()).orElse(found)
        : characters(Characters.DOTS, found);
  }

  private static String characters(Characters how, String found) {
    long visible = found.codePoints().filter(Masking::visible).count();
    long last = visible - how.keepLast();
    StringBuilder masked = new StringBuilder(found.length());
    long seen = 0;
    for (int at = 0; at < found.length(); ) {
      int codePoint = found.codePointAt(at);
      boolean hides = visible(codePoint) && seen >= how.keepFirst() && seen < last;
      seen += visible(codePoint) ? 1 : 0;
      if (hides) {
        masked.append(how.mask());
      } else {
        masked.appendCodePoint(codePoint);
      }
      at += Character.charCount(codePoint);
    }
    return masked.toString();
  }

  private static boolean visible(int codePoint) {
    return !Character.isWhitespace(codePoint)
        && codePoint != '-'
        && Character.getType(codePoint) != Character.FORMAT;
  }

  /** Letters and digits only: a number written in groups has the token of the same one unspaced. */
  private static String bare(String found) {
    StringBuilder bare = new StringBuilder(found.length());
    found
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(bare::appendCodePoint);
    return bare.toString();
  }
}
