package org.lockkeeper.policy.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lockkeeper.detect.Detector;
import org.lockkeeper.match.NormalText;
import org.lockkeeper.match.SearchPattern;
import org.lockkeeper.match.SearchPattern.Near;
import org.lockkeeper.match.SearchPattern.Phrase;
import org.lockkeeper.match.View;
import org.lockkeeper.match.WordForm;

/**
 * Reads one line of a list: {@code term}, {@code guarant* return*}, {@code text me w/4 whatsapp},
 * {@code kill pre/4 you}, each with a weight at its end if it has one, {@code moron ^3}. {@code
 * (call|text) me} is two lines in one.
 *
 * @param match how the list's terms match
 * @param exactCase whether capitals matter
 * @param views where its terms count
 */
record TermReader(Match match, boolean exactCase, Set<View.Kind> views) {

  /** How a list's terms match. */
  enum Match {
    /** Between word edges. */
    WORD,
    /** Also inside words. */
    ANYWHERE,
    /** Every inflection of each word. */
    STEM
  }

  private static final Pattern WEIGHT = Pattern.compile("\\s\\^(\\S*)$");
  private static final Pattern CHOICE = Pattern.compile("\\(([^()|]*(?:\\|[^()|]*)+)\\)");
  private static final int MOST_CHOICES = 1_000;
  private static final Pattern NEAR =
      Pattern.compile("\\s(w|pre)/(\\d+)\\s", Pattern.CASE_INSENSITIVE);

  /** Shorter literals stand in nearly every message. */
  private static final int SHORTEST = 3;

  private static final int HEAVIEST = 100;

  /**
   * Reads a line; one with choices is several terms.
   *
   * @throws IllegalArgumentException if it is wrong; the message says how to mend it
   */
  List<Detector.Means.Entry> read(String line) {
    Matcher weighed = WEIGHT.matcher(line);
    boolean heavy = weighed.find();
    int weight = heavy ? weight(weighed.group(1)) : 1;
    List<String> terms = List.of(heavy ? line.substring(0, weighed.start()) : line);
    for (Matcher choice = CHOICE.matcher(terms.getFirst());
        choice.find();
        choice = CHOICE.matcher(terms.getFirst())) {
      terms = terms.stream().flatMap(TermReader::chosen).toList();
      if (terms.size() > MOST_CHOICES) {
        throw new IllegalArgumentException(
            "the choices make more than " + MOST_CHOICES + " terms; use several lines");
      }
    }
    return terms.stream().map(term -> new Detector.Means.Entry(pattern(term), weight)).toList();
  }

  /** A term with its first choice made, in every way. */
  private static Stream<String> chosen(String term) {
    Matcher choice = CHOICE.matcher(term);
    if (!choice.find()) {
      return Stream.of(term);
    }
    String before = term.substring(0, choice.start());
    String after = term.substring(choice.end());
    return Arrays.stream(choice.group(1).split("\\|", -1)).map(each -> before + each + after);
  }

  private static int weight(String digits) {
    int weight = digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : 0;
    if (weight < 1 || weight > HEAVIEST) {
      throw new IllegalArgumentException(
          "a weight is ^1 to ^" + HEAVIEST + ", not \"^" + digits + "\"");
    }
    return weight;
  }

  private SearchPattern pattern(String term) {
    Matcher near = NEAR.matcher(term);
    if (near.find()) {
      return near(term, near);
    }
    boolean wild = wild(term);
    if (wild || match == Match.STEM || match == Match.WORD && !exactCase && apostrophe(term)) {
      Phrase phrase = phrase(term);
      boolean plain = phrase.words().stream().allMatch(WordForm.Exactly.class::isInstance);
      if (!plain && phrase.literal().length() < SHORTEST) {
        throw new IllegalArgumentException(
            "\""
                + term
                + "\" has no run of "
                + SHORTEST
                + " letters that stands in every match; write its forms out, one a line");
      }
      return phrase;
    }
    return plain(term);
  }

  private SearchPattern plain(String term) {
    String normal = NormalText.of(term).folded().strip();
    if (normal.isEmpty()) {
      throw new IllegalArgumentException("a term needs a visible character");
    }
    if (match == Match.ANYWHERE && normal.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "\"" + term + "\" is too short to match anywhere; use match: word");
    }
    return new SearchPattern.Term(term, match == Match.WORD, exactCase, views);
  }

  private Near near(String term, Matcher near) {
    boolean ordered = near.group(1).length() > 1;
    int within = near.group(2).length() > 3 ? 0 : Integer.parseInt(near.group(2));
    Phrase first = phrase(term.substring(0, near.start()));
    Phrase second = phrase(term.substring(near.end()));
    if (within < 1 || within > Near.MOST_WITHIN) {
      throw new IllegalArgumentException(
          "\"" + near.group().strip() + "\": from 1 to " + Near.MOST_WITHIN + " words apart");
    }
    if (near.find(near.end() - 1)) {
      throw new IllegalArgumentException("w/ or pre/ joins two parts; \"" + term + "\" has three");
    }
    Near pair = new Near(first, second, within, ordered);
    if (pair.literal().length() < SHORTEST) {
      throw new IllegalArgumentException(
          "one side of \"" + term + "\" needs a run of " + SHORTEST + " letters");
    }
    return pair;
  }

  private Phrase phrase(String part) {
    if (match == Match.ANYWHERE) {
      throw new IllegalArgumentException(
          "\"" + part.strip() + "\": wildcards, w/ and pre/ are about words; use match: word");
    }
    if (exactCase) {
      throw new IllegalArgumentException(
          "\"" + part.strip() + "\": wildcards, stems, w/ and pre/ fold capitals; add fold: case");
    }
    List<WordForm> words = new ArrayList<>();
    NormalText normal = NormalText.of(part);
    String text = normal.key(0, normal.length());
    for (int at = 0; at < text.length(); ) {
      int end = at;
      while (end < text.length() && part(text.codePointAt(end))) {
        end += Character.charCount(text.codePointAt(end));
      }
      if (end > at) {
        words.add(form(text.substring(at, end)));
      }
      at = end > at ? end : at + Character.charCount(text.codePointAt(at));
    }
    if (words.stream().allMatch(word -> word.literal().isEmpty())) {
      throw new IllegalArgumentException("\"" + part.strip() + "\" has no letter or digit");
    }
    return new Phrase(words, views);
  }

  private WordForm form(String word) {
    if (wild(word)) {
      return new WordForm.Wild(word);
    }
    boolean letters = word.codePoints().allMatch(Character::isLetter);
    return match == Match.STEM && letters ? WordForm.Stemmed.of(word) : new WordForm.Exactly(word);
  }

  private static boolean part(int codePoint) {
    return codePoint == '*' || codePoint == '?' || NormalText.wordPart(codePoint);
  }

  private static boolean wild(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }

  /** People write two kinds of apostrophe, or none. */
  private static boolean apostrophe(String text) {
    return text.indexOf('\'') >= 0 || text.indexOf('\u2019') >= 0;
  }
}
