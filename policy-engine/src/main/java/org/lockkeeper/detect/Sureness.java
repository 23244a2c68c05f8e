package org.lockkeeper.detect;

import java.util.List;
import java.util.Optional;
import org.lockkeeper.detect.Finding.Confidence;
import org.lockkeeper.match.Ascii;
import org.lockkeeper.match.NormalText;

/**
 * How sure a detector is of a candidate, by its check and the words around it. The surest level
 * whose conditions hold counts; where none holds there is no finding.
 *
 * @param levels surest first
 */
public record Sureness(List<Level> levels) {

  /** For detectors that say nothing: right is high, chance hits are low, wrong is nothing. */
  public static final Sureness PLAIN =
      new Sureness(List.of(new Level(Confidence.HIGH, List.of(), List.of(), 0, false)));

  public Sureness {
    levels = List.copyOf(levels);
  }

  /**
   * One level's conditions.
   *
   * @param near words of which one must stand near, as whole words; empty for no such condition
   * @param notNear words of which none may stand near
   * @param within how many chars of the normal text on each side are near
   * @param invalidCheck whether wrong check digits are enough
   */
  public record Level(
      Confidence confidence,
      List<String> near,
      List<String> notNear,
      int within,
      boolean invalidCheck) {

    /** A level that no word excludes. */
    public Level(Confidence confidence, List<String> near, int within, boolean invalidCheck) {
      this(confidence, near, List.of(), within, invalidCheck);
    }

    public Level {
      near = List.copyOf(near);
      notNear = List.copyOf(notNear);
    }
  }

  Optional<Confidence> of(Recognizer.Candidate candidate, NormalText text) {
    for (Level level : levels) {
      boolean checked = candidate.check() != Recognizer.Check.FAILED || level.invalidCheck();
      if (checked
          && (level.near().isEmpty() || near(level.near(), level.within(), candidate, text))
          && !near(level.notNear(), level.within(), candidate, text)) {
        return Optional.of(
            level.near().isEmpty() ? atMost(candidate.check(), level) : level.confidence());
      }
    }
    return Optional.empty();
  }

  /** What a check alone allows, without a word that confirms it. */
  private static Confidence atMost(Recognizer.Check check, Level level) {
    return switch (check) {
      case PASSED, FAILED -> level.confidence();
      case WEAK -> Confidence.LOW;
      case PARTIAL ->
          level.confidence() == Confidence.HIGH ? Confidence.MEDIUM : level.confidence();
    };
  }

  private static boolean near(
      List<String> words, int within, Recognizer.Candidate candidate, NormalText text) {
    int before = Math.max(0, candidate.start() - within);
    int after = Math.min(text.length(), candidate.end() + within);
    // Columns of figures have many candidates and no words: most searches end here.
    boolean left = lettered(text, before, candidate.start());
    boolean right = lettered(text, candidate.end(), after);
    for (String word : words) {
      boolean figures = word.charAt(0) <= '9';
      if (((left || figures) && stands(word, text, before, candidate.start()))
          || ((right || figures) && stands(word, text, candidate.end(), after))) {
        return true;
      }
    }
    return false;
  }

  private static boolean lettered(NormalText text, int start, int end) {
    for (int at = start; at < end; at++) {
      if (text.folded().charAt(at) > '9') {
        return true;
      }
    }
    return false;
  }

  private static boolean stands(String word, NormalText text, int start, int end) {
    String folded = text.folded();
    for (int at = start; at + word.length() <= end; at++) {
      if (Ascii.small(folded.charAt(at)) == word.charAt(0)
          && folded.regionMatches(true, at, word, 0, word.length())
          && (text.wordEdge(at) || spaceless(word.charAt(0)))
          && (text.wordEdge(at + word.length()) || spaceless(word.charAt(word.length() - 1)))) {
        return true;
      }
    }
    return false;
  }

  /** Whether its script, Thai or one from the CJK radicals on, writes no spaces between words. */
  private static boolean spaceless(char unit) {
    return unit >= 0x2E80 || unit >= 0x0E00 && unit < 0x0E80;
  }
}
