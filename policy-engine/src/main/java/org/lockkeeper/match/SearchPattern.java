package org.lockkeeper.match;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Something to look for. A closed list. */
public sealed interface SearchPattern {

  /** The views in which a match counts. */
  default Set<View.Kind> views() {
    return View.Kind.USUAL;
  }

  /**
   * A word or phrase. White space in it stands for any run of white space.
   *
   * @param text the term as its author wrote it
   * @param word whether it must stand between word edges
   * @param exactCase whether capitals matter
   * @param views the views in which it counts
   */
  record Term(String text, boolean word, boolean exactCase, Set<View.Kind> views)
      implements SearchPattern {
    public Term {
      Objects.requireNonNull(text, "text");
      views = Set.copyOf(views);
    }

    /** A term that counts in the usual views. */
    public Term(String text, boolean word, boolean exactCase) {
      this(text, word, exactCase, View.Kind.USUAL);
    }
  }

  /**
   * A regular expression, tried only near one of its keywords.
   *
   * @param regex a pattern {@link RegexSyntax} finds no fault with
   * @param keywords literals of which one stands in or near every match; at least one
   * @param group which group's span is the match, 0 for all of it; all of it, too, where the group
   *     took no part
   */
  record Regex(String regex, List<String> keywords, int group) implements SearchPattern {

    /** A regular expression whose whole match counts. */
    public Regex(String regex, List<String> keywords) {
      this(regex, keywords, 0);
    }

    public Regex {
      Objects.requireNonNull(regex, "regex");
      keywords = List.copyOf(keywords);
      if (keywords.isEmpty()) {
        throw new IllegalArgumentException("a regex needs a keyword");
      }
    }
  }

  /**
   * Words in a row, with nothing between them but white space and marks that end no sentence.
   *
   * @param words at least one, of which one has a {@link WordForm#literal} to be found by
   * @param views the views in which it counts
   */
  record Phrase(List<WordForm> words, Set<View.Kind> views) implements SearchPattern {
    public Phrase {
      words = List.copyOf(words);
      views = Set.copyOf(views);
      if (words.stream().allMatch(word -> word.literal().isEmpty())) {
        throw new IllegalArgumentException("a phrase needs a word with a literal in it");
      }
    }

    /** The word the phrase is found by: the one with the longest literal. */
    int anchor() {
      int anchor = 0;
      for (int at = 1; at < words.size(); at++) {
        if (words.get(at).literal().length() > words.get(anchor).literal().length()) {
          anchor = at;
        }
      }
      return anchor;
    }

    /** The literal it is found by. */
    public String literal() {
      return words.get(anchor()).literal();
    }
  }

  /**
   * Two phrases close to each other, whatever stands between. The match reaches from the first to
   * the end of the last.
   *
   * @param within how many words at most from one to the other; 1 is the next word
   * @param ordered whether the first must come first
   */
  record Near(Phrase first, Phrase second, int within, boolean ordered) implements SearchPattern {

    /** Each hit reads so many words around it; more are no neighbours. */
    public static final int MOST_WITHIN = 30;

    public Near {
      Objects.requireNonNull(first, "first");
      Objects.requireNonNull(second, "second");
      if (within < 1 || within > MOST_WITHIN) {
        throw new IllegalArgumentException("within is 1 to " + MOST_WITHIN + ", not " + within);
      }
    }

    @Override
    public Set<View.Kind> views() {
      return first.views();
    }

    /** Whether the first is the one it is found by: the one with the longer literal. */
    boolean byFirst() {
      return first.literal().length() >= second.literal().length();
    }

    /** The literal it is found by. */
    public String literal() {
      return byFirst() ? first.literal() : second.literal();
    }
  }
}
