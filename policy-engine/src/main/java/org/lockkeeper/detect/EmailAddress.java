package org.lockkeeper.detect;

import java.util.ArrayList;
import java.util.List;
import org.lockkeeper.match.Ascii;
import org.lockkeeper.match.NormalText;

/**
 * E-mail addresses as people write them: RFC 5321 §4.1.2, a dot-string of at most 64 chars before
 * the at sign and a host name of two labels or more behind it (RFC 1123 §2.1). Quoted local parts
 * and address literals, which nobody writes, are left out.
 */
public final class EmailAddress implements Recognizer {

  private static final int LONGEST_LOCAL = 64;
  private static final int LONGEST_HOST = 255;
  private static final int LONGEST_LABEL = 63;

  @Override
  public String id() {
    return "email-address";
  }

  @Override
  public Finding.Category category() {
    return Finding.Category.IDENTIFIER;
  }

  @Override
  public List<Candidate> find(NormalText text) {
    String cased = text.cased();
    List<Candidate> found = new ArrayList<>();
    for (int at = cased.indexOf('@'); at >= 0; at = cased.indexOf('@', at + 1)) {
      int start = localStart(cased, at);
      int end = hostEnd(cased, at + 1);
      if (start < at && end > 0) {
        found.add(new Candidate("", start, end, Check.PASSED));
      }
    }
    return found;
  }

  private static int localStart(String text, int at) {
    int start = at;
    while (start > 0 && at - start <= LONGEST_LOCAL && local(text.charAt(start - 1))) {
      start--;
    }
    boolean dots = start < at && text.charAt(at - 1) == '.';
    if (at - start > LONGEST_LOCAL || dots) {
      return at;
    }
    // A dot or quote before it belongs to the sentence.
    while (start < at && !Character.isLetterOrDigit(text.charAt(start))) {
      start++;
    }
    return start;
  }

  private static boolean local(char unit) {
    return Ascii.letterOrDigit(unit)
        || unit >= 0x80 && Character.isLetterOrDigit(unit)
        || "!#$%&'*+-/=?^_`{|}~.".indexOf(unit) >= 0;
  }

  /** One past the host name; -1 if there is none. */
  private static int hostEnd(String text, int start) {
    int label = start;
    int end = -1;
    int at = start;
    boolean letters = true;
    for (; at <= text.length() && at - start <= LONGEST_HOST; at++) {
      char unit = at < text.length() ? text.charAt(at) : ' ';
      boolean part = Ascii.letterOrDigit(unit) || unit >= 0x80 && Character.isLetterOrDigit(unit);
      if (part || unit == '-' && at > label) {
        letters &= Character.isLetter(unit);
        continue;
      }
      boolean whole = at > label && at - label <= LONGEST_LABEL && text.charAt(at - 1) != '-';
      // The last label is of letters only, and not the first.
      if (whole && letters && label > start && at - label > 1) {
        end = at;
      }
      if (!whole || unit != '.') {
        return end;
      }
      label = at + 1;
      letters = true;
    }
    return end;
  }
}
