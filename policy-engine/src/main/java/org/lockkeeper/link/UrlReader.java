package org.lockkeeper.link;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.lockkeeper.match.Ascii;

/**
 * The basic URL parser of the WHATWG URL standard (§4.4) for absolute URLs with an authority, as
 * straight code instead of its states: the authority ends where the path, query or fragment begins,
 * and its last {@code @} ends the userinfo.
 */
final class UrlReader {

  private static final Map<String, Integer> PORTS =
      Map.of("http", 80, "https", 443, "ws", 80, "wss", 443, "ftp", 21);
  private static final int HIGHEST_PORT = 0xFFFF;

  private final String text;

  UrlReader(String written) {
    this.text = cleaned(written);
  }

  /** The port of a special scheme other than file, or -1. */
  static int defaultPort(String scheme) {
    return PORTS.getOrDefault(scheme, -1);
  }

  Optional<CanonicalUrl> read() {
    int colon = schemeEnd();
    if (colon < 0) {
      return Optional.empty();
    }
    String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
    int at = colon + 1;
    if (scheme.equals("file")) {
      return file(at);
    }
    boolean special = PORTS.containsKey(scheme);
    if (special) {
      while (at < text.length() && slash(text.charAt(at), true)) {
        at++;
      }
    } else if (text.startsWith("//", at)) {
      at += 2;
    } else {
      return Optional.empty();
    }
    return authority(scheme, special, at);
  }

  private Optional<CanonicalUrl> authority(String scheme, boolean special, int start) {
    int end = start;
    while (end < text.length() && !ends(text.charAt(end), special)) {
      end++;
    }
    String authority = text.substring(start, end);
    int sign = authority.lastIndexOf('@');
    String hostAndPort = authority.substring(sign + 1);
    int colon = portColon(hostAndPort);
    String name = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
    Optional<Integer> port = port(colon < 0 ? "" : hostAndPort.substring(colon + 1));
    Optional<Host> host = special ? HostReader.domain(name) : HostReader.opaque(name);
    boolean needsHost = special || colon >= 0 || sign >= 0;
    if (host.isEmpty() || port.isEmpty() || needsHost && name.isEmpty()) {
      return Optional.empty();
    }
    int number = port.get();
    return Optional.of(
        rest(
            scheme,
            special,
            sign < 0 ? "" : userinfo(authority.substring(0, sign)),
            host.get(),
            number < 0 || number == defaultPort(scheme)
                ? OptionalInt.empty()
                : OptionalInt.of(number),
            end));
  }

  /** §4.4, file state and its followers: an authority may be left out, drives keep their place. */
  private Optional<CanonicalUrl> file(int start) {
    int at = start;
    int slashes = 0;
    while (slashes < 2 && at < text.length() && slash(text.charAt(at), true)) {
      slashes++;
      at++;
    }
    if (slashes < 2) {
      return slashes == 0
          ? Optional.empty()
          : Optional.of(rest("file", true, "", Host.NONE, OptionalInt.empty(), start));
    }
    int end = at;
    while (end < text.length() && !ends(text.charAt(end), true)) {
      end++;
    }
    String name = text.substring(at, end);
    if (name.isEmpty() || UrlPath.drive(name)) {
      return Optional.of(rest("file", true, "", Host.NONE, OptionalInt.empty(), at));
    }
    int pathStart = end;
    return HostReader.domain(name)
        .map(host -> host.text().equals("localhost") ? Host.NONE : host)
        .map(host -> rest("file", true, "", host, OptionalInt.empty(), pathStart));
  }

  private CanonicalUrl rest(
      String scheme, boolean special, String userinfo, Host host, OptionalInt port, int start) {
    int sharp = text.indexOf('#', start);
    int end = sharp < 0 ? text.length() : sharp;
    int mark = text.indexOf('?', start);
    int pathEnd = mark < 0 || mark > end ? end : mark;
    Optional<String> query =
        pathEnd == end
            ? Optional.empty()
            : Optional.of(
                Percent.encode(
                    text.substring(pathEnd + 1, end),
                    special ? Percent.Set.SPECIAL_QUERY : Percent.Set.QUERY));
    Optional<String> fragment =
        sharp < 0
            ? Optional.empty()
            : Optional.of(Percent.encode(text.substring(sharp + 1), Percent.Set.FRAGMENT));
    String path = UrlPath.canonical(text.substring(start, pathEnd), special, scheme.equals("file"));
    return new CanonicalUrl(scheme, userinfo, host, port, path, query, fragment);
  }

  private static String userinfo(String written) {
    int colon = written.indexOf(':');
    String name = colon < 0 ? written : written.substring(0, colon);
    String password = colon < 0 ? "" : written.substring(colon + 1);
    String encoded = Percent.encode(name, Percent.Set.USERINFO);
    return password.isEmpty()
        ? encoded
        : encoded + ":" + Percent.encode(password, Percent.Set.USERINFO);
  }

  /** The port's number; -1 where it is left empty; nothing where it is no port. */
  private static Optional<Integer> port(String digits) {
    int number = digits.isEmpty() ? -1 : 0;
    for (int at = 0; at < digits.length(); at++) {
      char unit = digits.charAt(at);
      if (!Ascii.digit(unit)) {
        return Optional.empty();
      }
      number = number * 10 + unit - '0';
      if (number > HIGHEST_PORT) {
        return Optional.empty();
      }
    }
    return Optional.of(number);
  }

  /** The colon before a port; the colons of an IPv6 address stand in brackets. */
  private static int portColon(String hostAndPort) {
    return hostAndPort.indexOf(':', Math.max(0, hostAndPort.indexOf(']')));
  }

  private int schemeEnd() {
    int colon = text.indexOf(':');
    if (colon < 1 || !Ascii.letter(text.charAt(0))) {
      return -1;
    }
    for (int at = 1; at < colon; at++) {
      char unit = text.charAt(at);
      if (!Ascii.letterOrDigit(unit) && unit != '+' && unit != '-' && unit != '.') {
        return -1;
      }
    }
    return colon;
  }

  private static boolean ends(char unit, boolean special) {
    return unit == '?' || unit == '#' || slash(unit, special);
  }

  /** Browsers take a backslash for a slash in special URLs. */
  static boolean slash(char unit, boolean special) {
    return unit == '/' || special && unit == '\\';
  }

  /** §4.4, steps 1 to 3: controls and spaces off the ends, tabs and line breaks out. */
  private static String cleaned(String written) {
    int start = 0;
    int end = written.length();
    while (start < end && written.charAt(start) <= ' ') {
      start++;
    }
    while (start < end && written.charAt(end - 1) <= ' ') {
      end--;
    }
    StringBuilder kept = new StringBuilder(end - start);
    for (int at = start; at < end; at++) {
      char unit = written.charAt(at);
      if (unit != '\t' && unit != '\n' && unit != '\r') {
        kept.append(unit);
      }
    }
    return kept.toString();
  }
}
