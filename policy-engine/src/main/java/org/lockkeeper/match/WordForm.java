package org.lockkeeper.match;

import org.tartarus.snowball.ext.EnglishStemmer;

/**
 * What one word of a phrase may look like. A word is a run of letters and digits, in the folded
 * form and without capitals. A closed list.
 */
public sealed interface WordForm {

  /** Longer words are read by nobody; and no form may cost more than a glance. */
  int LONGEST_WORD = 64;

  /** Whether a word, as {@link NormalText#key} gives it, has this form. */
  boolean covers(String word);

  /** The longest literal that stands in every word of this form; may be empty. */
  String literal();

  /** This very word. */
  record Exactly(String word) implements WordForm {
    @Override
    public boolean covers(String other) {
      return word.equals(other);
    }

    @Override
    public String literal() {
      return word;
    }
  }

  /** {@code *} stands for any run of letters and digits, {@code ?} for one of them. */
  record Wild(String form) implements WordForm {
    @Override
    public boolean covers(String word) {
      int at = 0;
      int star = -1;
      int retry = 0;
      for (int place = 0; place < word.length(); ) {
        if (at < form.length()
            && (form.charAt(at) == '?' || form.charAt(at) == word.charAt(place))) {
          at++;
          place++;
        } else if (at < form.length() && form.charAt(at) == '*') {
          star = at++;
          retry = place;
        } else if (star >= 0) {
          at = star + 1;
          place = ++retry;
        } else {
          return false;
        }
      }
      while (at < form.length() && form.charAt(at) == '*') {
        at++;
      }
      return at == form.length();
    }

    @Override
    public String literal() {
      String longest = "";
      for (int at = 0; at < form.length(); ) {
        int end = at;
        while (end < form.length() && "*?".indexOf(form.charAt(end)) < 0) {
          end++;
        }
        longest = end - at > longest.length() ? form.substring(at, end) : longest;
        at = end + 1;
      }
      return longest;
    }
  }

  /**
   * Every word of one English stem, by the Snowball algorithm (Porter, "The English (Porter2)
   * stemming algorithm").
   */
  record Stemmed(String stem) implements WordForm {

    /** The form of a word and its inflections. */
    public static Stemmed of(String word) {
      return new Stemmed(stem(word));
    }

    @Override
    public boolean covers(String word) {
      return word.startsWith(literal()) && stem(word).equals(stem);
    }

    /**
     * The stemmer turns a y into an i and may put an e back: only what precedes them is certain.
     */
    @Override
    public String literal() {
      boolean changes = !stem.isEmpty() && "eiy".indexOf(stem.charAt(stem.length() - 1)) >= 0;
      return changes ? stem.substring(0, stem.length() - 1) : stem;
    }

    private static String stem(String word) {
      return stem(new EnglishStemmer(), word);
    }

    private static String stem(EnglishStemmer stemmer, String word) {
      stemmer.setCurrent(word);
      stemmer.stem();
      return stemmer.getCurrent();
    }
  }

  /** Stems the words of a text, each once however many forms ask for it in turn. */
  final class Stems {
    private final EnglishStemmer stemmer = new EnglishStemmer();
    private int last = -1;
    private String stem = "";

    /** Of one word of a text, always the same. */
    String of(Words words, int word) {
      if (word != last) {
        last = word;
        stem = Stemmed.stem(stemmer, words.key(word));
      }
      return stem;
    }
  }
}
