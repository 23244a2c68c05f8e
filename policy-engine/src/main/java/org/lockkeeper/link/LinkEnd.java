package org.lockkeeper.link;

import org.lockkeeper.match.Ascii;

/**
 * Where a link that starts at a place ends. What stands directly before it counts: after an opening
 * bracket or quote the link ends at the closing one, in Slack's angle brackets at the bar.
 */
final class LinkEnd {

  private static final String OPENING = "([{'";
  private static final String CLOSING = ")]}'";

  /** GFM §6.9, with the quotes and semicolons that other clients leave out as well. */
  private static final String TRAILING = "?!.,:*_~'\";…’´";

  private final String text;
  private final char open;
  private final char close;
  private final boolean slack;

  LinkEnd(String text, int start) {
    this.text = text;
    char before = start == 0 ? ' ' : text.charAt(start - 1);
    int kind = OPENING.indexOf(before);
    this.open = kind < 0 ? '\0' : OPENING.charAt(kind);
    this.close = kind < 0 ? '\0' : CLOSING.charAt(kind);
    this.slack = before == '<';
  }

  /** Where the authority that starts at a place ends, at the latest. */
  int authorityEnd(int start) {
    int at = start;
    while (at < text.length() && goesOn(at) && !startsPath(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean startsPath(char unit) {
    return unit == '/' || unit == '\\' || unit == '?' || unit == '#';
  }

  /**
   * Whether a path, query or fragment begins at a place, told by one character of it that no
   * sentence's end takes off again.
   */
  boolean pathAt(int at) {
    return at + 1 < text.length()
        && "/?#".indexOf(text.charAt(at)) >= 0
        && (Character.isLetterOrDigit(text.charAt(at + 1))
            || "-%$@&=+".indexOf(text.charAt(at + 1)) >= 0);
  }

  /** The end of a link whose host and port end at a place: path, query and fragment. */
  int after(int portEnd) {
    int at = portEnd;
    if (at == text.length() || "/\\?#".indexOf(text.charAt(at)) < 0) {
      return at;
    }
    int end = at;
    int depth = 0;
    while (end < text.length() && goesOn(end) && !nextLink(end)) {
      char unit = text.charAt(end);
      if (unit == close && open != '\0') {
        if (depth == 0 || open == close) {
          break;
        }
        depth--;
      } else if (unit == open && open != '\0') {
        depth++;
      }
      end++;
    }
    return trimmed(at, end);
  }

  /** Where a port that begins at a place ends; the place itself if there is none. */
  int port(int colon) {
    int at = colon;
    if (at < text.length() && text.charAt(at) == ':') {
      while (at + 1 < text.length() && Ascii.digit(text.charAt(at + 1))) {
        at++;
      }
    }
    int digits = at - colon;
    return digits > 0 && digits <= 5 ? at + 1 : colon;
  }

  private boolean goesOn(int at) {
    char unit = text.charAt(at);
    return LinkFinder.inside(unit) && !(slack && unit == '|');
  }

  /** A comma, semicolon or bar before the next scheme parts two links. */
  private boolean nextLink(int at) {
    char unit = text.charAt(at);
    return (unit == ',' || unit == ';' || unit == '|')
        && (text.startsWith("http://", at + 1) || text.startsWith("https://", at + 1));
  }

  /** Takes off punctuation, character references and unbalanced brackets; each char once. */
  private int trimmed(int hostEnd, int last) {
    int[] surplus = new int[3];
    for (int at = hostEnd; at < last; at++) {
      if (Ascii.letterOrDigit(text.charAt(at))) {
        continue;
      }
      int kind = CLOSING.indexOf(text.charAt(at));
      int opened = OPENING.indexOf(text.charAt(at));
      if (kind >= 0 && kind < surplus.length) {
        surplus[kind]++;
      } else if (opened >= 0 && opened < surplus.length) {
        surplus[opened]--;
      }
    }
    int end = last;
    while (end > hostEnd) {
      char unit = text.charAt(end - 1);
      int kind = CLOSING.indexOf(unit);
      if (unit == ';') {
        end = reference(hostEnd, end);
      } else if (TRAILING.indexOf(unit) >= 0) {
        end--;
      } else if (kind >= 0 && kind < surplus.length && surplus[kind] > 0) {
        surplus[kind]--;
        end--;
      } else {
        break;
      }
    }
    return end;
  }

  /** The place before a semicolon, and before the HTML character reference it ends. */
  private int reference(int floor, int end) {
    int at = end - 1;
    while (at > floor && Ascii.letterOrDigit(text.charAt(at - 1))) {
      at--;
    }
    return at < end - 1 && text.charAt(at - 1) == '&' ? Math.max(floor, at - 1) : end - 1;
  }
}
