package org.lockkeeper.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a rule says to people, in the languages its author wrote.
 *
 * @param plain the words for everybody without one of the other languages; may be empty
 * @param byLanguage the words by language, as RFC 5646 tags in small letters
 */
public record Tell(String plain, Map<String, String> byLanguage) {

  /** Nothing. */
  public static final Tell NOTHING = new Tell("", Map.of());

  public Tell {
    Objects.requireNonNull(plain, "plain");
    byLanguage = Map.copyOf(byLanguage);
  }

  /** The words for somebody: RFC 4647 §3.4 look-up, so that {@code de-CH} finds {@code de}. */
  public String in(List<String> languages) {
    for (String wanted : languages) {
      String tag = wanted.toLowerCase(Locale.ROOT);
      while (!tag.isEmpty()) {
        String words = byLanguage.get(tag);
        if (words != null) {
          return words;
        }
        tag = tag.substring(0, Math.max(0, tag.lastIndexOf('-')));
      }
    }
    return plain;
  }

  /** All wordings. */
  public List<String> all() {
    return Stream.concat(Stream.of(plain), byLanguage.values().stream())
        .filter(words -> !words.isBlank())
        .toList();
  }
}
