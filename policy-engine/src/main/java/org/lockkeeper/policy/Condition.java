package org.lockkeeper.policy;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.message.Attachment;

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

  /** A detector found at least so many things, each at least so surely. */
  record Detected(String detector, int least, Finding.Confidence confidence) implements Condition {
    public Detected {
      Objects.requireNonNull(detector, "detector");
      Objects.requireNonNull(confidence, "confidence");
    }

    boolean counts(Finding finding) {
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
   */
  record Attached(Choice type, Choice name, boolean encrypted, boolean unreadable)
      implements Condition {

    boolean holds(Attachment file) {
      String found = file.file().map(seen -> seen.extracted().type()).orElse(file.declaredType());
      return type.covers(found)
          && name.covers(file.name())
          && (!encrypted || Evidence.encrypted(file))
          && (!unreadable || Evidence.unreadable(file));
    }
  }

  /** Whether it holds. */
  default boolean holds(Evidence evidence) {
    return switch (this) {
      case All all -> all.of().stream().allMatch(each -> each.holds(evidence));
      case Any any -> any.of().stream().anyMatch(each -> each.holds(evidence));
      case Not not -> !not.of().holds(evidence);
      case Detected detected ->
          evidence.findings().stream().filter(detected::counts).count() >= detected.least();
      case Attached attached -> evidence.files().stream().anyMatch(attached::holds);
    };
  }

  /** Every detector asked about, also under {@link Not}. */
  default Stream<Detected> asked() {
    return switch (this) {
      case All all -> all.of().stream().flatMap(Condition::asked);
      case Any any -> any.of().stream().flatMap(Condition::asked);
      case Not not -> not.of().asked();
      case Detected detected -> Stream.of(detected);
      case Attached _ -> Stream.empty();
    };
  }

  /** The detectors whose findings speak for the condition, so not those under {@link Not}. */
  default Stream<Detected> speaking() {
    return switch (this) {
      case All all -> all.of().stream().flatMap(Condition::speaking);
      case Any any -> any.of().stream().flatMap(Condition::speaking);
      case Not _, Attached _ -> Stream.empty();
      case Detected detected -> Stream.of(detected);
    };
  }
}
