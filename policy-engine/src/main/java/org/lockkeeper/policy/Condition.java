package org.lockkeeper.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.detect.Found;
import org.lockkeeper.message.Attachment;
import org.lockkeeper.shared.Counters;

/** What must hold for a rule to match. A closed list. */
public sealed interface Condition {

  /** All of them. */
  record All(List<Condition> of) implements Condition {
    public All {
      of = List.copyOf(of);
    }
  }

  /** At least one of them. */
  record Any(List<Condition> of) implements Condition {
    public Any {
      of = List.copyOf(of);
    }
  }

  /** The contrary. */
  record Not(Condition of) implements Condition {}

  /**
   * A detector found enough, each thing at least so surely.
   *
   * @param least how many things at least
   * @param distinct how many different ones among them
   * @param weight what they must weigh together
   */
  record Detected(
      String detector, int least, int distinct, int weight, Finding.Confidence confidence)
      implements Condition {
    public Detected {
      Objects.requireNonNull(detector, "detector");
      Objects.requireNonNull(confidence, "confidence");
    }

    boolean shows(Finding finding) {
      return finding.detector().equals(detector) && finding.confidence().compareTo(confidence) >= 0;
    }
  }

  /**
   * A file of some sort is attached. What is not asked for holds.
   *
   * @param type the media type, found in the bytes where they were seen and otherwise claimed
   * @param name the file name
   * @param encrypted whether it must be locked by a password
   * @param unreadable whether it must be one that could not be read whole, or was never seen
   * @param size its size in bytes, where its bytes were seen
   * @param parts how many files lie inside it
   */
  record Attached(
      Choice type,
      Choice name,
      boolean encrypted,
      boolean unreadable,
      Optional<Range> size,
      Optional<Range> parts)
      implements Condition {

    /** Any file. */
    public static final Attached ANY =
        new Attached(Choice.ALL, Choice.ALL, false, false, Optional.empty(), Optional.empty());

    boolean holds(Attachment file) {
      Optional<Attachment.Seen> seen = file.file();
      String found = seen.map(bytes -> bytes.extracted().type()).orElse(file.declaredType());
      return type.covers(found)
          && name.covers(file.name())
          && (!encrypted || Evidence.encrypted(file))
          && (!unreadable || Evidence.unreadable(file))
          && size.map(range -> seen.filter(bytes -> range.covers(bytes.size())).isPresent())
              .orElse(true)
          && parts
              .map(
                  range ->
                      seen.filter(bytes -> range.covers(bytes.extracted().embedded().size()))
                          .isPresent())
              .orElse(true);
    }
  }

  /**
   * There are links of some sort.
   *
   * @param least how many at least
   */
  record Linked(LinkTest test, int least) implements Condition {
    public Linked {
      Objects.requireNonNull(test, "test");
    }

    List<Finding> found(Evidence evidence) {
      return evidence.links().stream()
          .flatMap(link -> test.of(link).map(link::finding).stream())
          .toList();
    }
  }

  /** Who, where, when and what; for conditions that a scope cannot say. */
  record Is(Scope scope) implements Condition {}

  /** All texts together have so many UTF-16 units. */
  record Length(Range range) implements Condition {}

  /** The sender has not written to this place within a time. */
  record FirstContact(Duration within) implements Condition {}

  /** The sender's points of risk within a time. */
  record Risk(Range points, Duration within) implements Condition {}

  /** The act would pass through a wall. */
  record Barred(Wall wall) implements Condition {}

  /** Asks it of one event. Everything is asked, so that every fault is known. */
  default Answer of(Evidence evidence, Circumstances act) {
    return switch (this) {
      case All(List<Condition> of) -> {
        List<Answer> answers = of.stream().map(each -> each.of(evidence, act)).toList();
        yield together(answers.stream().allMatch(Answer::holds), answers);
      }
      case Any(List<Condition> of) -> {
        List<Answer> answers = of.stream().map(each -> each.of(evidence, act)).toList();
        yield together(answers.stream().anyMatch(Answer::holds), answers);
      }
      case Not(Condition of) -> {
        Answer answer = of.of(evidence, act);
        // What could not be answered is neither so nor not so.
        yield new Answer(!answer.holds() && answer.faults().isEmpty(), List.of(), answer.faults());
      }
      case Detected detected -> detected(detected, evidence);
      case Linked linked -> {
        List<Finding> found = linked.found(evidence);
        yield found.size() >= linked.least() ? new Answer(true, found, List.of()) : Answer.NO;
      }
      case Attached attached -> Answer.of(evidence.files().stream().anyMatch(attached::holds));
      case Is(Scope scope) ->
          switch (scope.of(act)) {
            case YES -> Answer.YES;
            case NO -> Answer.NO;
            case UNKNOWN -> Answer.unknown("who takes part is not known");
          };
      case Length(Range range) -> Answer.of(range.covers(evidence.length()));
      case FirstContact(Duration within) ->
          Answer.of(act.count(Counting.contact(act.event()), within).sum() == 0);
      case Risk(Range points, Duration within) -> {
        Counters.Count count = act.count(Counting.risk(act.event()), within);
        boolean holds = points.covers(count.sum());
        yield holds || count.certain()
            ? Answer.of(holds)
            : Answer.unknown("the sender's risk is not known in full");
      }
      case Barred(Wall wall) -> wall.of(act);
    };
  }

  /** The findings that speak for it, so none under {@link Not}. */
  default Stream<Finding> counted(Evidence evidence) {
    return switch (this) {
      case All(List<Condition> of) -> of.stream().flatMap(each -> each.counted(evidence));
      case Any(List<Condition> of) -> of.stream().flatMap(each -> each.counted(evidence));
      case Detected detected ->
          evidence.of(detected.detector()).map(Found::finding).filter(detected::shows);
      case Linked linked -> linked.found(evidence).stream();
      case Not _, Attached _, Is _, Length _, FirstContact _, Risk _, Barred _ -> Stream.empty();
    };
  }

  /** Whether some of its findings have places, so that a redaction knows what to replace. */
  default boolean hasPlaces() {
    return switch (this) {
      case All(List<Condition> of) -> of.stream().anyMatch(Condition::hasPlaces);
      case Any(List<Condition> of) -> of.stream().anyMatch(Condition::hasPlaces);
      case Detected _, Linked _ -> true;
      case Not _, Attached _, Is _, Length _, FirstContact _, Risk _, Barred _ -> false;
    };
  }

  /** Every detector asked about, also under {@link Not}. */
  default Stream<Detected> asked() {
    return leaves().filter(Detected.class::isInstance).map(Detected.class::cast);
  }

  /** Whether it asks what texts say, also under {@link Not}. */
  default boolean readsTexts() {
    return leaves().anyMatch(each -> each instanceof Detected || each instanceof Linked);
  }

  /** Every condition inside it that holds no other, also under {@link Not}. */
  default Stream<Condition> leaves() {
    return switch (this) {
      case All(List<Condition> of) -> of.stream().flatMap(Condition::leaves);
      case Any(List<Condition> of) -> of.stream().flatMap(Condition::leaves);
      case Not(Condition of) -> of.leaves();
      case Detected _, Linked _, Attached _, Is _, Length _, FirstContact _, Risk _, Barred _ ->
          Stream.of(this);
    };
  }

  /**
   * Detectors, {@code url} for links among them, of which one must have found something for this to
   * hold; empty where it can hold without. Lets a policy pass over rules that cannot match.
   */
  default Set<String> needs() {
    return switch (this) {
      case All(List<Condition> of) ->
          of.stream()
              .map(Condition::needs)
              .filter(needed -> !needed.isEmpty())
              .findFirst()
              .orElse(Set.of());
      case Any(List<Condition> of) -> {
        Set<String> needed = new LinkedHashSet<>();
        for (Condition each : of) {
          if (each.needs().isEmpty()) {
            yield Set.of();
          }
          needed.addAll(each.needs());
        }
        yield needed;
      }
      case Detected detected -> Set.of(detected.detector());
      case Linked _ -> Set.of(LinkSeen.DETECTOR);
      case Not _, Attached _, Is _, Length _, FirstContact _, Risk _, Barred _ -> Set.of();
    };
  }

  private static Answer detected(Detected detected, Evidence evidence) {
    List<Found> found =
        evidence.of(detected.detector()).filter(each -> detected.shows(each.finding())).toList();
    List<String> faults =
        Optional.ofNullable(evidence.faults().get(detected.detector()))
            .map(why -> detected.detector() + ": " + why)
            .stream()
            .toList();
    boolean holds =
        found.size() >= detected.least()
            && (detected.distinct() <= 1
                || found.stream().map(Found::key).distinct().count() >= detected.distinct())
            && (detected.weight() <= 1
                || found.stream().mapToLong(Found::weight).sum() >= detected.weight());
    return new Answer(
        holds, holds ? found.stream().map(Found::finding).toList() : List.of(), faults);
  }

  private static Answer together(boolean holds, List<Answer> answers) {
    List<Finding> spoke = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (Answer answer : answers) {
      faults.addAll(answer.faults());
      if (holds && answer.holds()) {
        spoke.addAll(answer.spoke());
      }
    }
    return new Answer(
        holds, spoke.stream().distinct().toList(), faults.stream().distinct().toList());
  }
}
