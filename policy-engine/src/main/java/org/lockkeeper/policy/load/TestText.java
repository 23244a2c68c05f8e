package org.lockkeeper.policy.load;

/**
 * Texts of inline tests. {@code {{make: github-token}}} stands for a made-up secret of that form,
 * {@code {{like: dop_v1_[0-9a-f]{64}}}} for one drawn from a pattern ({@link Likeness}); the same
 * in every run, so that no pack holds anything that looks like a live secret.
 */
public final class TestText {

  private static final String MAKE = "{{make:";
  private static final String LIKE = "{{like:";
  private static final String CLOSE = "}}";

  private TestText() {}

  /**
   * Fills in what shall be made.
   *
   * @throws IllegalArgumentException if a form is unknown or not closed; the message says what to
   *     do
   */
  public static String expand(String text) {
    StringBuilder expanded = new StringBuilder();
    int done = 0;
    for (int open = next(text, 0); open < text.length(); open = next(text, done)) {
      int body = open + MAKE.length();
      int close = close(text, body);
      if (close < 0) {
        throw new IllegalArgumentException(
            "\"" + text.substring(open, body) + "\" without \"" + CLOSE + "\"");
      }
      String form = text.substring(body, close).strip();
      boolean like = text.startsWith(LIKE, open);
      expanded.append(text, done, open).append(like ? Likeness.of(form) : TestSecrets.make(form));
      done = close + CLOSE.length();
    }
    return expanded.append(text, done, text.length()).toString();
  }

  private static int next(String text, int from) {
    int make = text.indexOf(MAKE, from);
    int like = text.indexOf(LIKE, from);
    int first = make < 0 || like >= 0 && like < make ? like : make;
    return first < 0 ? text.length() : first;
  }

  /** Where the braces close that are not a pattern's own. */
  private static int close(String text, int body) {
    int depth = 0;
    for (int at = body; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (unit == '\\') {
        at++;
      } else if (unit == '{') {
        depth++;
      } else if (unit == '}' && depth > 0) {
        depth--;
      } else if (text.startsWith(CLOSE, at)) {
        return at;
      }
    }
    return -1;
  }
}
