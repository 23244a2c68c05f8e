package org.lockkeeper.detect;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What people write where a secret belongs: {@code YOUR_TOKEN}, {@code <token>}, {@code ${TOKEN}},
 * {@code process.env.TOKEN}, {@code xxxxxxxx}, {@code 12345678}.
 */
final class Placeholders {

  /** A random token holds none of them: the shortest has four letters and one in 50,000 does. */
  private static final List<String> WORDS =
      List.of(
          "example",
          "your",
          "xxxx",
          "changeme",
          "change_me",
          "change-me",
          "placeholder",
          "insert",
          "replace",
          "redacted",
          "dummy",
          "sample",
          "goes_here",
          "goes-here",
          "goeshere",
          "notreal",
          "process.env",
          "os.environ",
          "getenv",
          "secrets.",
          "abcdefgh",
          "12345678",
          "deadbeef",
          "....",
          "****",
          "----",
          "____",
          "••••",
          "……");

  private static final Set<String> STANDING_FOR =
      Set.of(
          "admin",
          "anonymous",
          "db_pass",
          "dbpass",
          "dbuser",
          "foo",
          "bar",
          "guest",
          "hidden",
          "localhost",
          "my_pass",
          "mypass",
          "mysecret",
          "none",
          "null",
          "pass",
          "passwd",
          "passwort",
          "postgres",
          "pwd",
          "root",
          "secret",
          "test",
          "token",
          "undefined",
          "user",
          "username");

  /** Three in a row happen by chance; of what is random, not one in a thousand has seven. */
  private static final int LONGEST_RUN = 7;

  private Placeholders() {}

  static boolean holds(String value) {
    String small = value.toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(small::contains) || run(small) || filledIn(small);
  }

  /** Whether a value may be a password and is not one of the words that stand for one. */
  static boolean password(String value) {
    String word = value.toLowerCase(Locale.ROOT);
    int end = word.length();
    while (end > 0 && !Character.isLetterOrDigit(word.charAt(end - 1))) {
      end--;
    }
    return !STANDING_FOR.contains(word.substring(0, end)) && !word.contains("password");
  }

  /** One character over and over. */
  private static boolean run(String value) {
    int run = 1;
    for (int at = 1; at < value.length(); at++) {
      run = value.charAt(at) == value.charAt(at - 1) ? run + 1 : 1;
      if (run >= LONGEST_RUN) {
        return true;
      }
    }
    return false;
  }

  /** A variable of a shell or template, or angle brackets to be filled in. */
  private static boolean filledIn(String value) {
    return value.startsWith("$")
            && value.length() > 1
            && Character.isLetter(value.charAt(1))
            && value.indexOf('$', 1) < 0
        || value.startsWith("$(")
        || value.startsWith("%") && value.endsWith("%")
        || value.contains("${")
        || value.contains("{{")
        || value.contains("<") && value.contains(">")
        || value.startsWith("<")
        || value.startsWith("[") && value.endsWith("]")
        || value.startsWith("{") && value.endsWith("}");
  }
}
