package org.lockkeeper.policy.inspect;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lockkeeper.extract.Extractor;
import org.lockkeeper.message.MessageEvent;

/**
 * Reads messages of JSON lines as {@code inspect} and {@code import} take them, at the time they
 * say. Safe for many threads.
 */
public final class PastMessages {

  private final Messages messages;

  /**
   * A reader.
   *
   * @param clock the time of messages that have none
   */
  public PastMessages(Extractor extractor, InstantSource clock) {
    this.messages = new Messages(extractor, clock);
  }

  /**
   * A message.
   *
   * @param id its own, or none
   * @param groups its author's, where the line says so
   */
  public record Past(String id, MessageEvent event, Set<String> groups) {
    public Past {
      groups = Set.copyOf(groups);
    }
  }

  /**
   * Reads one line.
   *
   * @throws IllegalArgumentException if it cannot be read; the message says why
   */
  public Past read(String line) {
    InspectRequest request;
    try {
      request = InspectRequest.parse(line);
    } catch (InspectRequest.BadLineException bad) {
      throw new IllegalArgumentException(bad.why(), bad);
    }
    List<String> faults = new ArrayList<>();
    MessageEvent event = messages.past(request, line, faults);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(faults.getFirst());
    }
    return new Past(request.id().orElse(""), event, request.groups());
  }
}
