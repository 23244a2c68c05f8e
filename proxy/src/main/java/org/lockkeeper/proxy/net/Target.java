package org.lockkeeper.proxy.net;

import java.util.Locale;

/**
 * A request's target and host, taken apart (RFC 9112 §3.2): origin form, or absolute form whose
 * authority is the Host.
 *
 * @param path as sent, percent-encoded; begins with a slash
 * @param query without its question mark
 * @param host lower case, without port and final dot
 */
record Target(String path, String query, String host, boolean valid, boolean hostValid) {

  static Target of(String uri, String authority) {
    String host = host(authority);
    String rest = uri;
    if (!uri.startsWith("/")) {
      String lower = uri.toLowerCase(Locale.ROOT);
      int start = lower.startsWith("https://") ? 8 : lower.startsWith("http://") ? 7 : -1;
      if (start < 0) {
        return new Target("/", "", host, false, !host.isEmpty());
      }
      int end = start;
      while (end < uri.length() && uri.charAt(end) != '/' && uri.charAt(end) != '?') {
        end++;
      }
      // The two names of one request must agree (RFC 9112 §3.2.2), or route and service differ.
      if (!uri.substring(start, end).equalsIgnoreCase(authority)) {
        host = "";
      }
      rest = uri.substring(end);
      rest = rest.startsWith("/") ? rest : "/" + rest;
    }
    int question = rest.indexOf('?');
    String path = question < 0 ? rest : rest.substring(0, question);
    String query = question < 0 ? "" : rest.substring(question + 1);
    boolean valid = isVisible(rest) && isPath(path);
    return new Target(path, query, host, valid, !host.isEmpty());
  }

  /**
   * Visible ASCII without what no client sends unencoded (WHATWG URL, query percent-encode set).
   */
  private static boolean isVisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= 0x20 || c >= 0x7f || c == '#' || c == '"' || c == '<' || c == '>' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  /**
   * No broken escape, no control character or separator behind one, no dot segment: a service would
   * see another path than was judged.
   */
  private static boolean isPath(String path) {
    int start = 0;
    for (int i = 0; i <= path.length(); i++) {
      if (i == path.length() || path.charAt(i) == '/') {
        if (isDots(path, start, i)) {
          return false;
        }
        start = i + 1;
      } else if (path.charAt(i) == '%') {
        if (i + 2 >= path.length()) {
          return false;
        }
        int high = Character.digit(path.charAt(i + 1), 16);
        int low = Character.digit(path.charAt(i + 2), 16);
        int value = high * 16 + low;
        if (high < 0 || low < 0 || value < 0x20 || value == 0x7f || value == '\\') {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether a segment is one or two dots, however encoded. */
  private static boolean isDots(String path, int start, int end) {
    int length = end - start;
    if (length == 0 || length > 6) {
      return false;
    }
    char first = path.charAt(start);
    if (first != '.' && first != '%') {
      return false;
    }
    String segment = path.substring(start, end).toLowerCase(Locale.ROOT).replace("%2e", ".");
    return segment.equals(".") || segment.equals("..");
  }

  /** The name in an authority without user information; empty when it is not valid. */
  private static String host(String authority) {
    if (authority.isEmpty() || authority.length() > 261) {
      return "";
    }
    int end;
    if (authority.charAt(0) == '[') {
      end = authority.indexOf(']') + 1;
      if (end < 4 || !isAddress(authority, end - 1)) {
        return "";
      }
    } else {
      end = 0;
      while (end < authority.length() && isNameCharacter(authority.charAt(end))) {
        end++;
      }
    }
    if (end == 0 || !isPort(authority, end)) {
      return "";
    }
    String name = authority.substring(0, end).toLowerCase(Locale.ROOT);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static boolean isAddress(String text, int end) {
    for (int i = 1; i < end; i++) {
      char c = text.charAt(i);
      if (Character.digit(c, 16) < 0 && c != ':' && c != '.') {
        return false;
      }
    }
    return true;
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_';
  }

  private static boolean isPort(String authority, int from) {
    if (from == authority.length()) {
      return true;
    }
    if (authority.charAt(from) != ':') {
      return false;
    }
    long port = RequestRules.digits(authority.substring(from + 1));
    return port >= 1 && port <= 65_535;
  }
}
