package org.lockkeeper.policy.inspect;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.lockkeeper.extract.Extractor;
import org.lockkeeper.link.LinkKnowledge;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.Explanation;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.load.RuleSet;

/** Explains one message in the form {@code inspect} takes. Safe for many threads. */
public final class ExplainMessage {

  private final RuleSet rules;
  private final Messages messages;
  private final LinkKnowledge links;
  private final LongSupplier nanoTime;
  private final Duration warmUp;

  /**
   * Explains by a set of rules.
   *
   * @param nanoTime the clock by which steps are timed
   * @param warmUp how long a message is judged before its steps count, so that they take as long as
   *     in a gateway that has run for a while
   */
  public ExplainMessage(
      RuleSet rules,
      Extractor extractor,
      InstantSource clock,
      LinkKnowledge links,
      LongSupplier nanoTime,
      Duration warmUp) {
    this.rules = rules;
    this.messages = new Messages(extractor, clock);
    this.links = links;
    this.nanoTime = nanoTime;
    this.warmUp = warmUp;
  }

  /**
   * A message explained.
   *
   * @param extracting how long its files took to read, in nanoseconds
   * @param texts its texts by pointer, as far as a span can be shown in them
   * @param faults what could not be read before it was judged
   */
  public record Explained(
      Explanation explanation, long extracting, Map<String, String> texts, List<String> faults) {
    public Explained {
      texts = Map.copyOf(texts);
      faults = List.copyOf(faults);
    }
  }

  /**
   * Explains the message of one JSON line.
   *
   * @throws IllegalArgumentException if it is no such line; the message says why
   */
  public Explained explain(String line) {
    InspectRequest request;
    try {
      request = InspectRequest.parse(line);
    } catch (InspectRequest.BadLineException bad) {
      throw new IllegalArgumentException(bad.why(), bad);
    }
    List<String> faults = new ArrayList<>();
    long start = nanoTime.getAsLong();
    MessageEvent event = messages.event(request, line, faults);
    long extracting = request.files().isEmpty() ? 0 : nanoTime.getAsLong() - start;
    Facts facts = new Asked(request.groups(), links);
    return explained(event, facts, extracting, faults);
  }

  /** Explains an event that is there already, as by its record. */
  public Explained explain(MessageEvent event, Facts facts) {
    return explained(event, facts, 0, List.of());
  }

  private Explained explained(
      MessageEvent event, Facts facts, long extracting, List<String> faults) {
    Map<String, String> texts =
        event.action().content().parts().stream()
            .collect(Collectors.toMap(TextPart::pointer, TextPart::text, (one, two) -> one + two));
    long start = nanoTime.getAsLong();
    while (nanoTime.getAsLong() - start < warmUp.toNanos()) {
      var unused = rules.explain(event, facts, nanoTime);
    }
    return new Explained(rules.explain(event, facts, nanoTime), extracting, texts, faults);
  }
}
