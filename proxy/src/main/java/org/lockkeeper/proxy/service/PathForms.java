package org.lockkeeper.proxy.service;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The ways a server may read a path. The path that goes on is never changed; this only decides
 * which operation it is, and where servers may differ, every way is asked.
 */
final class PathForms {

  /** A path encoded more often than this reaches no service's route. */
  private static final int MOST_DECODINGS = 3;

  private PathForms() {}

  /** Whether there is only one way to read a path. */
  static boolean isPlain(String path) {
    for (int at = 0; at < path.length(); at++) {
      switch (path.charAt(at)) {
        case '%', ';', '\\' -> {
          return false;
        }
        case '/' -> {
          if (at + 1 == path.length() || path.charAt(at + 1) == '/' || path.charAt(at + 1) == '.') {
            return false;
          }
        }
        default -> {}
      }
    }
    return true;
  }

  /** The segments as they stand, each decoded once: the reading of RFC 3986 §3.3. */
  static List<String> literal(String path) {
    List<String> segments = split(path);
    segments.replaceAll(PathForms::decoded);
    return segments;
  }

  /**
   * The segments as the most forgiving server reads them: decoded until nothing is left to decode,
   * backslashes as slashes, matrix parameters gone, empty segments gone, dot segments followed.
   */
  static List<String> forgiving(String path) {
    String plain = path;
    for (int round = 0; round < MOST_DECODINGS && plain.indexOf('%') >= 0; round++) {
      plain = decoded(plain);
    }
    List<String> segments = new ArrayList<>();
    for (String written : split(plain.replace('\\', '/'))) {
      int semicolon = written.indexOf(';');
      String segment = (semicolon < 0 ? written : written.substring(0, semicolon)).strip();
      if (segment.equals("..")) {
        if (!segments.isEmpty()) {
          segments.removeLast();
        }
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    return segments;
  }

  private static List<String> split(String path) {
    List<String> segments = new ArrayList<>();
    int start = path.startsWith("/") ? 1 : 0;
    for (int slash = path.indexOf('/', start); slash >= 0; slash = path.indexOf('/', start)) {
      segments.add(path.substring(start, slash));
      start = slash + 1;
    }
    segments.add(path.substring(start));
    return segments;
  }

  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    for (int at = 0; at < bytes.length; at++) {
      int high = bytes[at] == '%' && at + 2 < bytes.length ? digit(bytes[at + 1]) : -1;
      int low = high < 0 ? -1 : digit(bytes[at + 2]);
      if (low < 0) {
        out.write(bytes[at]);
      } else {
        out.write(high << 4 | low);
        at += 2;
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static int digit(byte one) {
    return Character.digit(one, 16);
  }
}
