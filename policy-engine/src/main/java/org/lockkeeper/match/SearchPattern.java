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
}
