package org.lockkeeper.policy.load;

import java.util.Base64;
import java.util.Random;

/**
 * Texts of inline tests. {@code {{make: github-token}}} stands for a made-up secret of that form,
 * the same in every run, so that no pack holds anything that looks like a live secret.
 */
public final class TestText {

  private static final String OPEN = "{{make:";
  private static final String CLOSE = "}}";
  private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String SMALL = "abcdefghijklmnopqrstuvwxyz";
  private static final String DIGITS = "0123456789";
  private static final String ALPHANUMERIC = CAPITALS + SMALL + DIGITS;

  /** What can be made, for faults and documentation. */
  static final String KNOWN =
      "aws-access-key, aws-secret-key, azure-storage-key, base64, github-token, gitlab-token,"
          + " google-api-key, pgp-key, private-key, slack-token";

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
    for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, done)) {
      int close = text.indexOf(CLOSE, open);
      if (close < 0) {
        throw new IllegalArgumentException("\"{{make:\" without \"}}\"");
      }
      String form = text.substring(open + OPEN.length(), close).strip();
      expanded.append(text, done, open).append(make(form));
      done = close + CLOSE.length();
    }
    return expanded.append(text, done, text.length()).toString();
  }

  private static String make(String form) {
    Random random = new Random(form.hashCode());
    return switch (form) {
      case "aws-access-key" -> "AKIA" + pick(random, CAPITALS + "234567", 16);
      case "aws-secret-key" -> pick(random, ALPHANUMERIC + "+/", 40);
      case "azure-storage-key" -> base64(random, 64);
      case "base64" -> base64(random, 48);
      case "github-token" -> "ghp_" + pick(random, ALPHANUMERIC, 36);
      case "gitlab-token" -> "glpat-" + pick(random, ALPHANUMERIC, 20);
      case "google-api-key" -> "AIza" + pick(random, ALPHANUMERIC, 35);
      case "pgp-key" -> block(random, "PGP PRIVATE KEY BLOCK");
      case "private-key" -> block(random, "RSA PRIVATE KEY");
      case "slack-token" ->
          "xoxb-" + pick(random, DIGITS, 12) + "-" + pick(random, ALPHANUMERIC, 24);
      default ->
          throw new IllegalArgumentException("cannot make \"" + form + "\"; known are " + KNOWN);
    };
  }

  private static String block(Random random, String label) {
    return "-----BEGIN " + label + "-----\n" + base64(random, 96) + "\n-----END " + label + "-----";
  }

  private static String base64(Random random, int bytes) {
    byte[] content = new byte[bytes];
    random.nextBytes(content);
    return Base64.getEncoder().encodeToString(content);
  }

  private static String pick(Random random, String letters, int count) {
    StringBuilder picked = new StringBuilder(count);
    for (int at = 0; at < count; at++) {
      picked.append(letters.charAt(random.nextInt(letters.length())));
    }
    return picked.toString();
  }
}
