package org.lockkeeper.proxy.service;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** How people are addressed by name in a text. */
enum Mentions {
  /** Not at all. */
  NONE,
  /** {@code @name}. */
  AT_NAME,
  /** {@code @name} for people of the same server, {@code @name@host} for others. */
  AT_NAME_AT_HOST;

  /** More than anyone addresses; a limit on what one text can make the gateway remember. */
  private static final int MOST = 200;

  /** Who is addressed, in lower case and without the first at-sign. */
  Set<String> in(String text) {
    Set<String> names = new LinkedHashSet<>();
    if (this == NONE) {
      return names;
    }
    int at = text.indexOf('@');
    while (at >= 0 && names.size() < MOST) {
      int end = nameEnd(text, at + 1);
      boolean begins = at == 0 || !isWordPart(text.charAt(at - 1));
      if (begins && end > at + 1) {
        if (this == AT_NAME_AT_HOST && end < text.length() && text.charAt(end) == '@') {
          int hostEnd = nameEnd(text, end + 1);
          end = hostEnd > end + 1 ? hostEnd : end;
        }
        names.add(text.substring(at + 1, end).toLowerCase(Locale.ROOT));
      }
      at = text.indexOf('@', Math.max(end, at + 1));
    }
    return names;
  }

  /** A name may hold dots and dashes but not end with one: that is the sentence's. */
  private static int nameEnd(String text, int start) {
    int end = start;
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    while (end > start && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == '-')) {
      end--;
    }
    return end;
  }

  private static boolean isNamePart(char letter) {
    return isWordPart(letter) || letter == '.' || letter == '-';
  }

  private static boolean isWordPart(char letter) {
    return Character.isLetterOrDigit(letter) || letter == '_';
  }
}
