package org.lockkeeper.policy;

import java.time.Duration;
import java.util.Objects;
import org.lockkeeper.message.MessageEvent;

/**
 * A limit on how often something may happen.
 *
 * @param over how often is still allowed within the time
 * @param by whose acts are counted together
 */
public record Counting(long over, Duration within, By by) {

  /** Whose acts are counted together. */
  public enum By {
    PERSON,
    CHANNEL,
    PERSON_AND_CHANNEL,
    SERVICE
  }

  public Counting {
    Objects.requireNonNull(within, "within");
    Objects.requireNonNull(by, "by");
  }

  /** The counter of one rule for the person, the channel or the service of an act. */
  String key(RuleId rule, MessageEvent event) {
    String service = event.service().value();
    String person = event.actor().account();
    String channel = event.audience().channel();
    return "rule/"
        + rule.value()
        + "/"
        + switch (by) {
          case PERSON -> service + "/" + person;
          case CHANNEL -> service + "//" + channel;
          case PERSON_AND_CHANNEL -> service + "/" + person + "/" + channel;
          case SERVICE -> service;
        };
  }

  /** The counter that tells whether a person has written to a place before. */
  static String contact(MessageEvent event) {
    return "contact/"
        + event.service().value()
        + "/"
        + event.actor().account()
        + "/"
        + (event.audience().channel().isEmpty()
            ? String.join(",", event.audience().mentions().stream().sorted().toList())
            : event.audience().channel());
  }

  /** The counter of a person's risk points. */
  static String risk(MessageEvent event) {
    return "risk/" + event.service().value() + "/" + event.actor().account();
  }
}
