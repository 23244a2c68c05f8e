package org.lockkeeper.policy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.match.Seen;
import org.lockkeeper.match.View;

/**
 * How one event was judged, step by step: what was read, what was found, what each rule said, and
 * how long it took. Holds message text; for the eyes of those who may read the message.
 *
 * @param decision what {@link Inspector#inspect} gives for the same event and facts
 * @param texts every text that was read, in order of pointer
 * @param sightings everything every detector found, whether or not a rule asked, and what rules
 *     found themselves: links, walls
 * @param faults why a detector could not answer, by its name
 * @param rules every rule that is not off, in order of id
 * @param steps in the order in which they end
 */
public record Explanation(
    Decision decision,
    List<Reading> texts,
    List<Sighting> sightings,
    Map<String, String> faults,
    List<Told> rules,
    List<Took> steps) {

  public Explanation {
    Objects.requireNonNull(decision, "decision");
    texts = List.copyOf(texts);
    sightings = List.copyOf(sightings);
    faults = Map.copyOf(faults);
    rules = List.copyOf(rules);
    steps = List.copyOf(steps);
  }

  /**
   * One text and how it was read.
   *
   * @param views each way of reading it that gave another text than the one before
   */
  public record Reading(String pointer, List<Seen> views) {
    public Reading {
      views = List.copyOf(views);
    }
  }

  /** A finding and the views that show it; none where no detector found it. */
  public record Sighting(Finding finding, Set<View.Kind> views) {
    public Sighting {
      views = Set.copyOf(views);
    }
  }

  /** What became of one rule. */
  public record Told(Rule rule, Outcome outcome, List<Considered> exceptions) {
    public Told {
      exceptions = List.copyOf(exceptions);
    }
  }

  /** An exception of a rule and whether it held. */
  public record Considered(Waiver waiver, boolean over, List<Tested> tests, boolean holds) {
    public Considered {
      tests = List.copyOf(tests);
    }
  }

  /** A question about who, where and when, and its answer. */
  public record Tested(ScopeTest test, Truth answer) {}

  /** How far a rule came. A closed list. */
  public sealed interface Outcome {

    /** It could not match: none of the detectors it needs found anything. */
    record NotAsked(Set<String> needs) implements Outcome {
      public NotAsked {
        needs = Set.copyOf(needs);
      }
    }

    /** It does not count on the day of the event. */
    record NotValid(Rule.Valid valid) implements Outcome {}

    /** One of the answers was no. */
    record OutOfScope(List<Tested> tests) implements Outcome {
      public OutOfScope {
        tests = List.copyOf(tests);
      }
    }

    /** An exception held. */
    record Excepted(Waiver by) implements Outcome {}

    /**
     * It was asked.
     *
     * @param matched whether its condition held, and often enough
     * @param weighed its condition, part by part
     * @param spoke the findings that made it match
     * @param faults why it could not answer in full
     * @param verdict what it made of the message; empty if it had no say
     */
    record Asked(
        boolean matched,
        Weighed weighed,
        List<Tested> scope,
        List<Finding> spoke,
        List<String> faults,
        Optional<Verdict> verdict)
        implements Outcome {
      public Asked {
        scope = List.copyOf(scope);
        spoke = List.copyOf(spoke);
        faults = List.copyOf(faults);
      }
    }
  }

  /** A condition, what it said, and what each of its parts said. */
  public record Weighed(
      Condition condition, boolean holds, List<String> faults, List<Weighed> parts) {
    public Weighed {
      faults = List.copyOf(faults);
      parts = List.copyOf(parts);
    }
  }

  /** How long a step took, all texts and views together. */
  public record Took(Step step, long nanos) {}

  /** The steps of a judgement. */
  public enum Step {
    /** Views of each text are made. */
    VIEWS,
    /** The terms and patterns of every list and detector are looked for. */
    PATTERNS,
    /** Numbers of every format are looked for. */
    NUMBERS,
    /** Other arithmetic. */
    ARITHMETIC,
    /** What was found is weighed against the words near it and what other views showed. */
    WEIGHING,
    /** Rules are asked. */
    RULES,
    /** The text is redacted and read again. */
    REDACTION
  }
}
