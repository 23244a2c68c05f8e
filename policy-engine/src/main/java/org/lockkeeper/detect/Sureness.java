package org.lockkeeper.detect;

import java.util.List;
import java.util.Optional;
import org.lockkeeper.detect.Finding.Confidence;
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
      new Sureness(List.of(new Level(Confidence.HIGH, List.of(), 0, false)));

  public Sureness {
    levels = List.copyOf(levels);
  }

  /**
   * One level's conditions.
   *
   * @param near words of which one must stand near, as whole words; empty for no such condition
   * @param within how many chars of the normal text on each side are near
   * @param invalidCheck whether wrong check digits are enough
   */
  public record Level(Confidence confidence, List<String> near, int within, boolean invalidCheck) {
    public Level {
      near = List.copyOf(near);
    }
  }

  Optional<Confidence> of(Recognizer.Candidate candidate, NormalText text) {
    for (Level level : levels) {
      boolean checked = candidate.check() != Recognizer.Check.FAILED || level.invalidCheck();
      if (checked && (level.near().isEmpty() || near(level, candidate, text))) {
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

  private static boolean near(Level level, Recognizer.Candidate candidate, NormalText text) {
    int before = Math.max(0, candidate.start() - level.within());
    int after = Math.min(text.length(), candidate.end() + level.within());
    return level.near().stream()
        .anyMatch(
            word ->
                stands(word, text, before, candidate.start())
                    || stands(word, text, candidate.end(), after));
  }

  private static boolean stands(String word, NormalText text, int start, int end) {
    for (int at = start; at + word.length() <= end; at++) {
      if (text.folded().regionMatches(true, at, word, 0, word.length())
          && text.wordEdge(at)
          && text.wordEdge(at + word.length())) {
        return true;
      }
    }
    return false;
  }
}
