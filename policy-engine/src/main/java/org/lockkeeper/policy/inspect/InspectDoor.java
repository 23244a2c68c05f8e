package org.lockkeeper.policy.inspect;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.lockkeeper.extract.Extractor;
import org.lockkeeper.link.LinkKnowledge;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.Inspector;
import org.lockkeeper.policy.inspect.InspectRequest.Source;

/**
 * Answers one {@code inspect} request from elsewhere by the policy in force. Files come within the
 * request: a path would let whoever asks read this machine's. Nothing is recorded, counted or sent.
 * Safe for many threads.
 */
public final class InspectDoor {

  private final Supplier<Inspector> policy;
  private final Supplier<LinkKnowledge> links;
  private final Messages messages;

  /** A door to a policy and to what is known of links, both as they are when somebody asks. */
  public InspectDoor(
      Supplier<Inspector> policy,
      Supplier<LinkKnowledge> links,
      Extractor extractor,
      InstantSource clock) {
    this.policy = policy;
    this.links = links;
    this.messages = new Messages(extractor, clock);
  }

  /**
   * The answer to one request, as JSON.
   *
   * @throws IllegalArgumentException if it cannot be read; the message says why
   */
  public String answer(String json) {
    InspectRequest request;
    try {
      request = InspectRequest.parse(json);
    } catch (InspectRequest.BadLineException bad) {
      throw new IllegalArgumentException(bad.why(), bad);
    }
    if (request.files().stream().anyMatch(file -> file.source() instanceof Source.At)) {
      throw new IllegalArgumentException(
          "send an attachment's bytes as \"content\" in base64; a \"path\" is read by the command only");
    }
    List<String> faults = new ArrayList<>();
    MessageEvent event = messages.event(request, json, faults);
    Facts facts = new Asked(request.groups(), links.get());
    return InspectAnswer.of(request, policy.get().inspect(event, facts), faults).json();
  }
}
