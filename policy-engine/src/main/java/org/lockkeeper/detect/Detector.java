package org.lockkeeper.detect;

import java.util.List;
import java.util.Objects;
import org.lockkeeper.detect.number.NumberFormat;
import org.lockkeeper.match.SearchPattern;

/**
 * Something to find, as a pack describes it. Carries no action.
 *
 * @param name unique within a policy
 * @param ignore values it leaves alone
 */
public record Detector(
    String name, Finding.Category category, Means means, Sureness sureness, List<Ignored> ignore) {

  public Detector {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(means, "means");
    Objects.requireNonNull(sureness, "sureness");
    ignore = List.copyOf(ignore);
  }

  /** How it is found. */
  public sealed interface Means {

    /** By arithmetic of our own. */
    record Arithmetic(Recognizer recognizer) implements Means {}

    /** As a number of a format: all formats of a policy share one pass. */
    record NumberOf(NumberFormat format) implements Means {}

    /**
     * By patterns, any of which counts.
     *
     * @param worth what a match must also be
     */
    record Patterns(List<SearchPattern> patterns, Worth worth) implements Means {

      /** Patterns whose every match counts. */
      public Patterns(List<SearchPattern> patterns) {
        this(patterns, Worth.ANY);
      }

      public Patterns {
        patterns = List.copyOf(patterns);
      }
    }

    /**
     * By terms of lists, any of which counts.
     *
     * @param except words and phrases that are innocent: a term inside one of them does not count
     */
    record Lexicon(List<Entry> entries, List<SearchPattern> except) implements Means {
      public Lexicon {
        entries = List.copyOf(entries);
        except = List.copyOf(except);
      }
    }

    /**
     * A term of a list.
     *
     * @param weight how much a match counts where a rule adds up, at least 1
     */
    record Entry(SearchPattern pattern, int weight) {
      public Entry {
        Objects.requireNonNull(pattern, "pattern");
        if (weight < 1) {
          throw new IllegalArgumentException("a weight is at least 1, not " + weight);
        }
      }
    }
  }
}
