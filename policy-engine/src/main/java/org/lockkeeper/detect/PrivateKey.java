package org.lockkeeper.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lockkeeper.match.Ascii;
import org.lockkeeper.match.NormalText;

/**
 * Private key blocks in textual encoding: PKCS #1, #8 and SEC 1 (RFC 7468), OpenSSH, OpenPGP (RFC
 * 9580 §6.2). The kind is {@code rsa}, {@code ec}, {@code dsa}, {@code openssh}, {@code pgp},
 * {@code encrypted} or {@code pkcs8}.
 *
 * <p>The header alone is talk about keys, not a key: there must be a body. A body cut off before
 * its end line is a key all the same. Line breaks may be escaped, as in JSON.
 */
public final class PrivateKey implements Recognizer {

  private static final String BEGIN = "-----BEGIN ";
  private static final String DASHES = "-----";
  private static final int LONGEST_LABEL = 40;

  /** Half of the shortest real body, an Ed25519 key in PKCS #8. */
  private static final int SHORTEST_BODY = 32;

  @Override
  public String id() {
    return "private-key";
  }

  @Override
  public Finding.Category category() {
    return Finding.Category.SECRET;
  }

  @Override
  public List<Candidate> find(NormalText text) {
    String cased = text.cased();
    List<Candidate> found = new ArrayList<>();
    int at = cased.indexOf(BEGIN);
    while (at >= 0) {
      int labelEnd = cased.indexOf(DASHES, at + BEGIN.length(), limit(cased, at));
      String label = labelEnd < 0 ? "" : cased.substring(at + BEGIN.length(), labelEnd);
      int next = at + BEGIN.length();
      if (label.endsWith("PRIVATE KEY") || label.equals("PGP PRIVATE KEY BLOCK")) {
        int body = labelEnd + DASHES.length();
        int end = bodyEnd(cased, body);
        if (end - body >= SHORTEST_BODY && payload(cased, body, end) >= SHORTEST_BODY) {
          int closed = closed(cased, end, label);
          found.add(new Candidate(kind(label), at, closed, Check.PASSED));
          next = closed;
        }
      }
      at = cased.indexOf(BEGIN, next);
    }
    return found;
  }

  private static int limit(String text, int begin) {
    return Math.min(text.length(), begin + BEGIN.length() + LONGEST_LABEL + DASHES.length());
  }

  /** Where the next dashes stand, or where what may stand in a key block ends. */
  private static int bodyEnd(String text, int start) {
    int dashes = text.indexOf(DASHES, start);
    int most = dashes < 0 ? text.length() : dashes;
    if (dashes >= 0 && text.startsWith("-----END ", dashes)) {
      return dashes;
    }
    int end = start;
    while (end < most
        && (base64(text.charAt(end)) || " \r\n\t\\\"'".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    while (end > start && !base64(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static int payload(String text, int start, int end) {
    int payload = 0;
    for (int at = start; at < end; at++) {
      payload += base64(text.charAt(at)) ? 1 : 0;
    }
    return payload;
  }

  private static int closed(String text, int end, String label) {
    String line = "-----END " + label + DASHES;
    return text.startsWith(line, end) ? end + line.length() : end;
  }

  private static boolean base64(char unit) {
    return Ascii.letterOrDigit(unit) || unit == '+' || unit == '/' || unit == '=';
  }

  private static String kind(String label) {
    String first = label.substring(0, label.indexOf(' ')).toLowerCase(Locale.ROOT);
    return first.equals("private") ? "pkcs8" : first;
  }
}
