package org.lockkeeper.detect;

import java.util.ArrayList;
import java.util.List;
import org.lockkeeper.match.Ascii;
import org.lockkeeper.match.NormalText;

/**
 * JSON Web Tokens in compact serialisation (RFC 7515 §7.1, RFC 7519 §3): a header in base64url that
 * names its algorithm, claims, a signature. Of any length, which no pattern's window has. One
 * without a signature ({@code alg: none}) opens nothing and is none.
 */
public final class JsonWebToken implements Recognizer {

  private static final String START = "eyJ";
  private static final int SHORTEST_SIGNATURE = 20;

  @Override
  public String id() {
    return "json-web-token";
  }

  @Override
  public Finding.Category category() {
    return Finding.Category.SECRET;
  }

  @Override
  public List<Candidate> find(NormalText text) {
    String cased = text.cased();
    List<Candidate> found = new ArrayList<>();
    int at = cased.indexOf(START);
    while (at >= 0) {
      int end = runEnd(cased, at);
      boolean free = at == 0 || !part(cased.charAt(at - 1));
      if (free && dot(cased, end) && cased.startsWith(START, end + 1)) {
        int claims = runEnd(cased, end + 1);
        int signature = dot(cased, claims) ? runEnd(cased, claims + 1) : claims;
        boolean named =
            Validator.decoded(cased.substring(at, end))
                .filter(header -> header.contains("\"alg\""))
                .isPresent();
        if (named && signature - claims > SHORTEST_SIGNATURE) {
          found.add(new Candidate("", at, signature, Check.PASSED));
        }
        end = signature;
      }
      at = cased.indexOf(START, Math.max(end, at + START.length()));
    }
    return found;
  }

  private static boolean dot(String text, int at) {
    return at < text.length() && text.charAt(at) == '.';
  }

  private static int runEnd(String text, int start) {
    int end = start;
    while (end < text.length() && part(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean part(char unit) {
    return Ascii.letterOrDigit(unit) || unit == '-' || unit == '_';
  }
}
