package org.lockkeeper.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.match.NormalText;

/**
 * Passwords in web addresses: {@code https://name:password@host} (RFC 3986 §3.2.1, which deprecates
 * them). The password is the finding. Addresses are in every second message, so a pattern with
 * {@code http} as its keyword would be run all day; here one look behind the colon is enough.
 */
public final class UrlPassword implements Recognizer {

  private static final String AUTHORITY = "://";

  /** Host names have at most 253 chars, and a name, a password and a host stand in an authority. */
  private static final int LONGEST_AUTHORITY = 400;

  private static final int SHORTEST_PASSWORD = 6;

  @Override
  public String id() {
    return "url-password";
  }

  @Override
  public Finding.Category category() {
    return Finding.Category.SECRET;
  }

  @Override
  public List<Candidate> find(NormalText text) {
    String cased = text.cased();
    List<Candidate> found = new ArrayList<>();
    int at = cased.indexOf(AUTHORITY);
    while (at >= 0) {
      int start = at + AUTHORITY.length();
      if (web(cased, at)) {
        authority(cased, start).ifPresent(found::add);
      }
      at = cased.indexOf(AUTHORITY, start);
    }
    return found;
  }

  private static boolean web(String text, int end) {
    return text.regionMatches(true, end - 4, "http", 0, 4)
        || text.regionMatches(true, end - 5, "https", 0, 5);
  }

  private static Optional<Candidate> authority(String text, int start) {
    int colon = -1;
    int most = Math.min(text.length(), start + LONGEST_AUTHORITY);
    for (int at = start; at < most; at++) {
      char unit = text.charAt(at);
      if (unit == ':' && colon < 0) {
        colon = at;
      } else if (unit == '@') {
        boolean named = colon > start && at - colon > SHORTEST_PASSWORD;
        String password = named ? text.substring(colon + 1, at) : "";
        return named && !Placeholders.holds(password) && Placeholders.password(password)
            ? Optional.of(new Candidate("", colon + 1, at, Check.PASSED))
            : Optional.empty();
      } else if (Character.isWhitespace(unit) || "/?#\"'<>`".indexOf(unit) >= 0) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
