package org.lockkeeper.archive.record;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.Digest;
import org.lockkeeper.message.EventId;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.NativeId;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.Decision;

/** One thing the archive remembers. Never changed and never removed once appended. */
public sealed interface ArchiveRecord {

  /** The event this is about. Several records may be about one event. */
  EventId event();

  /** When the gateway came to know it, by its own clock. */
  Instant at();

  /**
   * An event and what was decided about it.
   *
   * @param event the event with its original texts, exactly as the person wrote them
   * @param sent the texts that differ from the original as they went on: redacted, or with the
   *     reason line removed; empty where nothing was changed or nothing went on
   * @param released whether the event was let through
   * @param reason the reason the person gave, where a coached message passed because of it
   */
  record Judged(
      MessageEvent message,
      Decision decision,
      List<TextPart> sent,
      boolean released,
      Optional<String> reason,
      Origin origin)
      implements ArchiveRecord {

    public Judged {
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(decision, "decision");
      sent = List.copyOf(sent);
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(origin, "origin");
    }

    @Override
    public EventId event() {
      return message.id();
    }

    @Override
    public Instant at() {
      return message.at();
    }
  }

  /**
   * What the service answered to an event that was let through.
   *
   * @param status the HTTP status, or 0 where the service was never reached or did not answer
   * @param assigned the service's own id of the message or file
   */
  record Answered(EventId event, Instant at, int status, Optional<NativeId> assigned)
      implements ArchiveRecord {

    public Answered {
      Objects.requireNonNull(event, "event");
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(assigned, "assigned");
    }
  }

  /**
   * A request that should have carried a message and could not be read.
   *
   * @param operation the operation the route names, {@code post}
   * @param why what was wrong with it, in words for an operator; never its content
   * @param released whether the fail mode let it through all the same
   * @param wire the digest of the body, as far as it came
   */
  record Unread(
      EventId event,
      Instant at,
      ServiceId service,
      Actor actor,
      String operation,
      String why,
      boolean released,
      Digest wire)
      implements ArchiveRecord {

    public Unread {
      Objects.requireNonNull(event, "event");
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(service, "service");
      Objects.requireNonNull(actor, "actor");
      Objects.requireNonNull(operation, "operation");
      Objects.requireNonNull(why, "why");
      Objects.requireNonNull(wire, "wire");
    }
  }

  /**
   * Something done to the archive itself, by a person or by a rule.
   *
   * @param event an id of the act's own
   * @param by who asked for it, {@code schedule} where nobody did
   * @param facts what it was about, by name; never the words of a message
   */
  record Act(EventId event, Instant at, ActKind kind, String by, SortedMap<String, String> facts)
      implements ArchiveRecord {

    public Act {
      Objects.requireNonNull(event, "event");
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(by, "by");
      facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }
  }

  /** What was done to the archive. The names are part of the format. */
  enum ActKind {
    /** The key of a bucket is about to be destroyed; nothing more is sealed with it. */
    KEY_DESTROYING,
    /** The key of a bucket was destroyed, and with it all its records. */
    KEY_DESTROYED,
    /** The salt of one record was destroyed, and with it the record. */
    SALT_DESTROYED
  }
}
