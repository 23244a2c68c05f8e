package org.lockkeeper.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lockkeeper.match.Ascii;

/** A run of characters that hosts are made of, and whether it is a domain people mean. */
record HostRun(int start, int end) {

  /** RFC 1035 §2.3.4 has 255 octets; letters beyond ASCII are shorter here than there. */
  private static final int LONGEST = 253;

  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_ADDRESS = 48;

  /** The dots of UTS #46 §2.3. */
  static boolean dot(char unit) {
    return unit == '.' || unit == '\u3002' || unit == '\uFF0E' || unit == '\uFF61';
  }

  /** The run that a dot stands in, without dots and dashes at its ends. */
  static HostRun around(String text, int dot, int floor) {
    int start = dot;
    while (start > floor && part(text.charAt(start - 1))) {
      start--;
    }
    int end = dot;
    while (end < text.length() && part(text.charAt(end))) {
      end++;
    }
    return new HostRun(start, end);
  }

  /**
   * Where the host that begins at a place ends: at its brackets, or with the run. For a web URL,
   * dots at the end are a sentence's, unless a port or path follows them.
   */
  static int end(String text, int start, int limit, boolean web) {
    if (start < limit && text.charAt(start) == '[') {
      int most = Math.min(limit, start + LONGEST_ADDRESS);
      int close = start;
      while (close < most && text.charAt(close) != ']') {
        close++;
      }
      return close < most ? close + 1 : start;
    }
    int end = start;
    while (end < limit && (part(text.charAt(end)) || text.charAt(end) == '%')) {
      end++;
    }
    int host = goesOn(text, end, web) ? end : withoutSentenceEnd(text, start, end);
    return web ? cut(text, start, host) : host;
  }

  private static boolean goesOn(String text, int end, boolean web) {
    if (end >= text.length()) {
      return false;
    }
    char next = text.charAt(end);
    return next == ':'
        ? end + 1 < text.length() && Ascii.digit(text.charAt(end + 1))
        : UrlReader.slash(next, web) || next == '?' || next == '#';
  }

  /** The end of a host after which nothing of its link comes. */
  static int withoutSentenceEnd(String text, int start, int end) {
    int last = end;
    while (last > start && "._-*".indexOf(text.charAt(last - 1)) >= 0) {
      last--;
    }
    return last;
  }

  /** A known domain with letters of another script run on to it ends where those begin. */
  private static int cut(String text, int start, int end) {
    int ascii = start;
    while (ascii < end && text.charAt(ascii) < 0x80) {
      ascii++;
    }
    if (ascii == end || ascii - start > LONGEST || top(text.substring(start, end))) {
      return end;
    }
    return top(text.substring(start, ascii)) ? ascii : end;
  }

  private static boolean top(String host) {
    return host.length() <= LONGEST && PublicSuffixes.top(last(host));
  }

  /**
   * The run without dots and dashes at its ends; and where it mixes scripts, as in a sentence
   * without spaces, each part of it in ASCII as well, which counts if the whole is none.
   */
  List<HostRun> parts(String text) {
    List<HostRun> parts = new ArrayList<>();
    HostRun whole = trimmed(text);
    if (whole.start < whole.end && whole.end - whole.start <= 4 * LONGEST) {
      parts.add(whole);
    }
    int at = start;
    while (at < end) {
      int stop = at;
      while (stop < end && text.charAt(stop) < 0x80) {
        stop++;
      }
      HostRun part = new HostRun(at, stop).trimmed(text);
      boolean within = stop - at < end - start && part.start < part.end;
      if (within && text.substring(part.start, part.end).indexOf('.') > 0) {
        parts.add(part);
      }
      at = stop + 1;
    }
    return parts;
  }

  private HostRun trimmed(String text) {
    int from = start;
    int to = end;
    while (from < to && edge(text.charAt(from))) {
      from++;
    }
    while (to > from && edge(text.charAt(to - 1))) {
      to--;
    }
    return new HostRun(from, to);
  }

  /**
   * Whether it is a domain, or an address, that may stand without a scheme.
   *
   * @param more whether a port, path or query follows
   * @param defanged whether its dots were in brackets: nobody does that to a file name
   */
  boolean domain(String text, boolean more, boolean defanged) {
    String host = text.substring(start, end);
    if (host.length() > LONGEST) {
      return false;
    }
    String[] labels = labels(host);
    for (String label : labels) {
      if (label.isEmpty() || label.length() > LONGEST_LABEL || label.startsWith("-")) {
        return false;
      }
    }
    String top = labels[labels.length - 1];
    if (labels.length < 2) {
      return false;
    }
    if (top.chars().allMatch(Ascii::digit)) {
      return labels.length == 4 && address(host) && (defanged || more && !network(text));
    }
    if (!PublicSuffixes.top(top)) {
      return false;
    }
    boolean sure = more || defanged || labels[0].equalsIgnoreCase("www");
    return sure || !BareWords.likelyNoDomain(labels, top);
  }

  private static String[] labels(String host) {
    List<String> labels = new ArrayList<>();
    int from = 0;
    for (int at = 0; at <= host.length(); at++) {
      if (at == host.length() || dot(host.charAt(at))) {
        labels.add(host.substring(from, at));
        from = at + 1;
      }
    }
    return labels.toArray(String[]::new);
  }

  private static boolean address(String host) {
    return host.chars().allMatch(unit -> unit == '.' || Ascii.digit(unit))
        && HostReader.ipv4(host).isPresent();
  }

  /** RFC 4632: an address and the length of its prefix is a network. */
  private boolean network(String text) {
    int at = end;
    if (text.charAt(at) != '/') {
      return false;
    }
    int digits = 0;
    while (++at < text.length() && Ascii.digit(text.charAt(at))) {
      digits++;
    }
    return digits > 0 && digits < 3 && (at == text.length() || !LinkFinder.inside(text.charAt(at)));
  }

  private static String last(String host) {
    int at = host.length();
    while (at > 0 && !dot(host.charAt(at - 1))) {
      at--;
    }
    return host.substring(at).toLowerCase(Locale.ROOT);
  }

  private static boolean edge(char unit) {
    return dot(unit) || unit == '-' || unit == '_';
  }

  /** Letters, digits and marks of any script, dots, dashes, and underscores of service names. */
  static boolean part(char unit) {
    if (unit < 0x80) {
      return Ascii.letterOrDigit(unit) || unit == '.' || unit == '-' || unit == '_';
    }
    return dot(unit)
        || Character.isLetterOrDigit(unit)
        || Character.isSurrogate(unit)
        || unit == '\u200C'
        || unit == '\u200D'
        || unit == '\u00B7'
        || Character.getType(unit) == Character.NON_SPACING_MARK
        || Character.getType(unit) == Character.COMBINING_SPACING_MARK;
  }
}
