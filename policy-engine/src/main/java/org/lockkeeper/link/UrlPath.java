package org.lockkeeper.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lockkeeper.match.Ascii;

/** The path of a URL: the path state of the WHATWG URL standard, §4.4. */
final class UrlPath {

  private UrlPath() {}

  /**
   * The path with dot segments resolved and percent-encoded; special URLs have at least a slash.
   */
  static String canonical(String written, boolean special, boolean file) {
    if (written.isEmpty()) {
      return special ? "/" : "";
    }
    List<String> segments = new ArrayList<>();
    int at = UrlReader.slash(written.charAt(0), special) ? 1 : 0;
    while (true) {
      int end = at;
      while (end < written.length() && !UrlReader.slash(written.charAt(end), special)) {
        end++;
      }
      add(segments, written.substring(at, end), end == written.length(), file);
      if (end == written.length()) {
        break;
      }
      at = end + 1;
    }
    return "/" + String.join("/", segments);
  }

  private static void add(List<String> segments, String segment, boolean last, boolean file) {
    switch (segment.toLowerCase(Locale.ROOT)) {
      case "..", ".%2e", "%2e.", "%2e%2e" -> {
        boolean onlyDrive = file && segments.size() == 1 && drive(segments.getFirst());
        if (!segments.isEmpty() && !onlyDrive) {
          segments.removeLast();
        }
        if (last) {
          segments.add("");
        }
      }
      case ".", "%2e" -> {
        if (last) {
          segments.add("");
        }
      }
      default ->
          segments.add(
              file && segments.isEmpty() && drive(segment)
                  ? segment.charAt(0) + ":"
                  : Percent.encode(segment, Percent.Set.PATH));
    }
  }

  /** A Windows drive: a letter and a colon or bar. */
  static boolean drive(String segment) {
    return segment.length() == 2
        && Ascii.letter(segment.charAt(0))
        && (segment.charAt(1) == ':' || segment.charAt(1) == '|');
  }
}
