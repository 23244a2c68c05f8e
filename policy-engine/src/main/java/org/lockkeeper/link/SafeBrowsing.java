package org.lockkeeper.link;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A URL as Safe Browsing lists hold it: canonical host, path and query, and the expressions under
 * which it is looked up (Safe Browsing v4, "URLs and Hashing"). Works on bytes, one a char, since
 * unescaping may leave what is no text. User, port and fragment are gone.
 *
 * @param host escaped, small letters
 * @param path with its first slash
 * @param query with its question mark; empty where there is none
 */
public record SafeBrowsing(String scheme, String host, String path, String query) {

  /** Host suffixes have at most so many labels. */
  private static final int MOST_LABELS = 5;

  /** Path prefixes that are folders: the root and three below. */
  private static final int MOST_FOLDERS = 4;

  /** The canonical form of a URL; a scheme left out is http. Linear time. */
  public static SafeBrowsing of(String url) {
    String bytes = bytes(url);
    int sharp = bytes.indexOf('#');
    String bare = strip(sharp < 0 ? bytes : bytes.substring(0, sharp));
    int colon = bare.indexOf("://");
    int mark = bare.indexOf('?');
    boolean schemed = colon > 0 && (mark < 0 || colon < mark);
    String scheme = schemed ? small(bare.substring(0, colon)) : "http";
    int start = schemed ? colon + 3 : 0;
    int slash = bare.indexOf('/', start);
    int authorityEnd = earliest(slash, mark, bare.length());
    int pathEnd = mark < 0 ? bare.length() : mark;
    String authority = bare.substring(start, authorityEnd);
    return new SafeBrowsing(
        scheme,
        escape(host(authority)),
        escape(path(unescape(bare.substring(authorityEnd, Math.max(authorityEnd, pathEnd))))),
        mark < 0 ? "" : "?" + escape(unescape(bare.substring(mark + 1))));
  }

  /** The URL as one text. */
  public String text() {
    return scheme + "://" + host + path + query;
  }

  /** Every host suffix with every path prefix, the most exact first; at most 30. */
  public List<String> expressions() {
    List<String> paths = paths();
    List<String> expressions = new ArrayList<>();
    for (String suffix : hosts()) {
      for (String prefix : paths) {
        expressions.add(suffix + prefix);
      }
    }
    return expressions;
  }

  private List<String> hosts() {
    List<String> hosts = new ArrayList<>(List.of(host));
    if (host.startsWith("[") || HostReader.ipv4(host).isPresent()) {
      return hosts;
    }
    List<String> suffixes = new ArrayList<>();
    int dot = host.lastIndexOf('.');
    for (int labels = 2; labels <= MOST_LABELS && dot > 0; labels++) {
      dot = host.lastIndexOf('.', dot - 1);
      suffixes.add(host.substring(dot + 1));
    }
    suffixes.reversed().stream().filter(suffix -> !suffix.equals(host)).forEach(hosts::add);
    return hosts;
  }

  private List<String> paths() {
    LinkedHashSet<String> paths = new LinkedHashSet<>();
    paths.add(path + query);
    paths.add(path);
    int slash = 0;
    for (int folders = 0; folders < MOST_FOLDERS && slash >= 0; folders++) {
      paths.add(path.substring(0, slash + 1));
      slash = path.indexOf('/', slash + 1);
    }
    return List.copyOf(paths);
  }

  private static String host(String authority) {
    int sign = authority.lastIndexOf('@');
    String hostAndPort = authority.substring(sign + 1);
    int port = hostAndPort.indexOf(':', Math.max(0, hostAndPort.indexOf(']')));
    String name = small(unescape(port < 0 ? hostAndPort : hostAndPort.substring(0, port)));
    StringBuilder dots = new StringBuilder(name.length());
    for (int at = 0; at < name.length(); at++) {
      char unit = name.charAt(at);
      boolean doubled = unit == '.' && (dots.isEmpty() || dots.charAt(dots.length() - 1) == '.');
      if (!doubled) {
        dots.append(unit);
      }
    }
    if (!dots.isEmpty() && dots.charAt(dots.length() - 1) == '.') {
      dots.setLength(dots.length() - 1);
    }
    String clean = dots.toString();
    if (clean.startsWith("[") && clean.endsWith("]") && clean.length() > 1) {
      Optional<String> address = Ipv6.canonical(clean.substring(1, clean.length() - 1));
      return address.map(text -> "[" + text + "]").orElse(clean);
    }
    OptionalLong address = HostReader.ipv4(clean);
    return address.isPresent() ? HostReader.dotted(address.getAsLong()) : clean;
  }

  /** Dot segments resolved, runs of slashes made one. */
  private static String path(String raw) {
    List<String> segments = new ArrayList<>();
    boolean open = false;
    int at = 0;
    while (at < raw.length()) {
      int end = raw.indexOf('/', at);
      String segment = raw.substring(at, end < 0 ? raw.length() : end);
      open = end < 0 && !segment.equals(".") && !segment.equals("..") && !segment.isEmpty();
      if (segment.equals("..")) {
        if (!segments.isEmpty()) {
          segments.removeLast();
        }
      } else if (!segment.equals(".") && !segment.isEmpty()) {
        segments.add(segment);
      }
      at = end < 0 ? raw.length() : end + 1;
    }
    String joined = "/" + String.join("/", segments);
    return segments.isEmpty() || open ? joined : joined + "/";
  }

  /**
   * Unescapes until nothing is left to unescape. Escapes never overlap, so the order does not
   * matter, and each byte that comes out can be tried at once with the two before it: one pass.
   */
  static String unescape(String bytes) {
    if (bytes.indexOf('%') < 0) {
      return bytes;
    }
    StringBuilder out = new StringBuilder(bytes.length());
    for (int at = 0; at < bytes.length(); at++) {
      out.append(bytes.charAt(at));
      int length = out.length();
      while (length >= 3 && out.charAt(length - 3) == '%') {
        int value = Percent.pair(out.charAt(length - 2), out.charAt(length - 1));
        if (value < 0) {
          break;
        }
        out.setLength(length - 3);
        out.append((char) value);
        length = out.length();
      }
    }
    return out.toString();
  }

  private static String escape(String bytes) {
    StringBuilder out = new StringBuilder(bytes.length());
    for (int at = 0; at < bytes.length(); at++) {
      char unit = bytes.charAt(at);
      if (unit <= ' ' || unit >= 0x7F || unit == '#' || unit == '%') {
        out.append('%').append(HEX.charAt(unit >> 4)).append(HEX.charAt(unit & 15));
      } else {
        out.append(unit);
      }
    }
    return out.toString();
  }

  private static String bytes(String url) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(url.length());
    for (int at = 0; at < url.length(); ) {
      int codePoint = url.codePointAt(at);
      if (codePoint < 0x80) {
        if (codePoint != '\t' && codePoint != '\r' && codePoint != '\n') {
          out.write(codePoint);
        }
      } else {
        out.writeBytes(Percent.utf8(codePoint));
      }
      at += Character.charCount(codePoint);
    }
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  private static String strip(String bytes) {
    int start = 0;
    int end = bytes.length();
    while (start < end && bytes.charAt(start) == ' ') {
      start++;
    }
    while (start < end && bytes.charAt(end - 1) == ' ') {
      end--;
    }
    return bytes.substring(start, end);
  }

  private static String small(String bytes) {
    StringBuilder out = new StringBuilder(bytes);
    for (int at = 0; at < out.length(); at++) {
      char unit = out.charAt(at);
      if (unit >= 'A' && unit <= 'Z') {
        out.setCharAt(at, (char) (unit | 0x20));
      }
    }
    return out.toString();
  }

  private static int earliest(int slash, int mark, int end) {
    int first = slash < 0 ? end : slash;
    return mark < 0 ? first : Math.min(first, mark);
  }

  private static final String HEX = "0123456789ABCDEF";
}
