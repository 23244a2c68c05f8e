package org.lockkeeper.proxy.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses of the console's own pages. */
final class Links {
  private Links() {}

  /** The results of a query, from the first. */
  static String search(String query) {
    return "/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
  }

  /** The results of a query, with some left out. */
  static String search(String query, int skip) {
    return search(query) + "&skip=" + skip;
  }

  /** The records whose field has exactly this value; one with blanks or signs in it is quoted. */
  static String search(String field, String value) {
    boolean plain = value.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-');
    return search(field + ":" + (plain ? value : "\"" + value + "\""));
  }
}
