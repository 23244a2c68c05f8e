package org.lockkeeper.message;

import java.time.Instant;
import java.util.Objects;

/**
 * One thing someone did on a service, in the gateway's words. Immutable; what every part downstream
 * agrees on.
 *
 * @param at when the gateway received it, by its own clock
 * @param wire the digest of the request body (or of the imported line) as it came over the wire
 */
public record MessageEvent(
    EventId id,
    Instant at,
    Direction direction,
    ServiceId service,
    Actor actor,
    Audience audience,
    Action action,
    Digest wire) {

  public MessageEvent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(actor, "actor");
    Objects.requireNonNull(audience, "audience");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(wire, "wire");
  }

  /** The same event with another action, as after a part of its content was removed. */
  public MessageEvent with(Action other) {
    return new MessageEvent(id, at, direction, service, actor, audience, other, wire);
  }
}
