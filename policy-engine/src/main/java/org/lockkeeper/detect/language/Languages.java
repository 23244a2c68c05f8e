package org.lockkeeper.detect.language;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says which language a text is in, or that it cannot be said: chat lines are often too short, or
 * names, code and links. Deterministic, no state, safe for many threads; reads at most {@value
 * #READ} chars.
 *
 * <p>A script that one language uses settles it. In Latin and Cyrillic the small words do, which a
 * sentence cannot be made without, and the letters that few languages have. The languages known
 * this way are {@link #known}; a text in another may be taken for a relative, never by one word
 * alone.
 */
public final class Languages {

  /** A text that has not shown its language by then mixes several. */
  private static final int READ = 4_000;

  /** The best has so many points at least: two small words, or one and two telling letters. */
  private static final int ENOUGH = 4;

  /** A word that several languages have counts for each, so relatives stay close. */
  private static final int WORD = 2;

  /** In hundredths, of the points of the first and the second language together. */
  private static final int SURE = 60;

  /** What stands in addresses, paths and code, whose parts look like small words. */
  private static final String NO_PROSE = "/@\\_=<>{}";

  private Languages() {}

  /**
   * A language a text is in.
   *
   * @param language its ISO 639-1 code
   * @param sure from over 0.5 to 1: how far it is ahead of the next
   */
  public record Guess(String language, double sure) {}

  /** The ISO 639-1 codes of all languages that can be told. */
  public static Set<String> known() {
    return Profiles.KNOWN;
  }

  /** The language of a text; empty if that cannot be said. */
  public static Optional<Guess> of(String text) {
    Reading reading = new Reading(text, Math.min(text.length(), READ));
    return reading.byScript().or(reading::byWords);
  }

  /** One text's letters and words. */
  private static final class Reading {
    private final Map<UnicodeScript, Integer> scripts = new EnumMap<>(UnicodeScript.class);
    private final List<String> words = new ArrayList<>();
    private int letters;

    Reading(String text, int length) {
      for (int at = 0; at < length; ) {
        int end = at;
        boolean prose = true;
        while (end < length && !Character.isWhitespace(text.charAt(end))) {
          prose &= NO_PROSE.indexOf(text.charAt(end)) < 0;
          end++;
        }
        if (prose) {
          words(text, at, end);
        }
        at = end + 1;
      }
    }

    private void words(String text, int start, int length) {
      StringBuilder word = new StringBuilder();
      for (int at = start; at < length; ) {
        int codePoint = text.codePointAt(at);
        int type = Character.getType(codePoint);
        boolean mark =
            type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
        if (Character.isLetter(codePoint) || mark) {
          letters++;
          scripts.merge(UnicodeScript.of(codePoint), 1, Integer::sum);
          word.appendCodePoint(codePoint);
        } else {
          end(word);
        }
        at += Character.charCount(codePoint);
      }
      end(word);
    }

    private void end(StringBuilder word) {
      if (!word.isEmpty()) {
        words.add(word.toString().toLowerCase(Locale.ROOT));
        word.setLength(0);
      }
    }

    Optional<Guess> byScript() {
      int han = scripts.getOrDefault(UnicodeScript.HAN, 0);
      int kana =
          scripts.getOrDefault(UnicodeScript.HIRAGANA, 0)
              + scripts.getOrDefault(UnicodeScript.KATAKANA, 0);
      // Japanese has at least one kana for a few Han, Chinese has none.
      if (kana > 1 && 8 * kana > han && 2 * (han + kana) > letters) {
        return sure("ja", han + kana);
      }
      if (han > 3 && 2 * han > letters && kana == 0) {
        return sure("zh", han);
      }
      for (Map.Entry<UnicodeScript, String> script : Profiles.SCRIPTS.entrySet()) {
        int count = scripts.getOrDefault(script.getKey(), 0);
        if (count >= ENOUGH && 2 * count > letters) {
          return sure(script.getValue(), count);
        }
      }
      return Optional.empty();
    }

    private Optional<Guess> sure(String language, int count) {
      return Optional.of(new Guess(language, (double) count / letters));
    }

    Optional<Guess> byWords() {
      String best = "";
      int first = 0;
      int second = 0;
      for (Profiles.Profile profile : Profiles.ALL) {
        int points = points(profile);
        if (points > first) {
          second = first;
          first = points;
          best = profile.language();
        } else if (points > second) {
          second = points;
        }
      }
      // Of the words at least one in five is small: code and lists of names have fewer.
      boolean prose = first * 5 >= words.size() * WORD;
      return first >= ENOUGH && prose && 100 * first >= SURE * (first + second)
          ? Optional.of(new Guess(best, (double) first / (first + second)))
          : Optional.empty();
    }

    private int points(Profiles.Profile profile) {
      int points = 0;
      for (String word : words) {
        if (profile.words().contains(word)) {
          points += WORD;
        }
        if (word.codePoints().anyMatch(letter -> profile.letters().indexOf(letter) >= 0)) {
          points++;
        }
      }
      return points;
    }
  }
}
