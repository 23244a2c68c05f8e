package org.lockkeeper.link;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lockkeeper.match.Ascii;

/** The scheme before a colon, as people write it. */
final class Schemes {

  /** Longer ones are registered, but nobody's links have them. */
  private static final int LONGEST = 24;

  /**
   * A scheme and the text that is written for it.
   *
   * @param web whether one slash after the colon is enough, as browsers have it
   */
  record Scheme(String written, String means, boolean web) {
    boolean defanged() {
      return !written.equals(means);
    }
  }

  /** The longer before the shorter that ends like it. */
  private static final List<Scheme> KNOWN =
      List.of(
          new Scheme("https", "https", true),
          new Scheme("hxxps", "https", true),
          new Scheme("h**ps", "https", true),
          new Scheme("h__ps", "https", true),
          new Scheme("htxps", "https", true),
          new Scheme("hxtps", "https", true),
          new Scheme("http", "http", true),
          new Scheme("hxxp", "http", true),
          new Scheme("h**p", "http", true),
          new Scheme("h__p", "http", true),
          new Scheme("htxp", "http", true),
          new Scheme("hxtp", "http", true),
          new Scheme("sftp", "sftp", false),
          new Scheme("ftps", "ftps", false),
          new Scheme("ftp", "ftp", true),
          new Scheme("fxp", "ftp", true),
          new Scheme("wss", "wss", true),
          new Scheme("ws", "ws", true));

  private Schemes() {}

  /** The scheme that ends at a colon and starts at or after a floor. */
  static Optional<Scheme> before(String text, int colon, int floor) {
    int start = colon;
    while (start > floor && colon - start < LONGEST && part(text.charAt(start - 1))) {
      start--;
    }
    String word = text.substring(start, colon).toLowerCase(Locale.ROOT);
    for (Scheme each : KNOWN) {
      if (word.endsWith(each.written())) {
        return Optional.of(each);
      }
    }
    int first = Math.max(word.lastIndexOf('*'), word.lastIndexOf('_')) + 1;
    while (first < word.length() && !Ascii.letter(word.charAt(first))) {
      first++;
    }
    String generic = word.substring(first);
    // One letter is a Windows drive.
    return generic.length() < 2
        ? Optional.empty()
        : Optional.of(new Scheme(generic, generic, false));
  }

  private static boolean part(char unit) {
    return Ascii.letterOrDigit(unit)
        || unit == '+'
        || unit == '-'
        || unit == '.'
        || unit == '*'
        || unit == '_';
  }
}
