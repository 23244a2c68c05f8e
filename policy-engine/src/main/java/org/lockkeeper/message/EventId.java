package org.lockkeeper.message;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * The gateway's own name for one event: a UUID version 7, so that ids sort by the time they were
 * made (RFC 9562 §5.7).
 */
public record EventId(UUID value) implements Comparable<EventId> {

  public EventId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException if the text is no UUID
   */
  public static EventId parse(String text) {
    return new EventId(UUID.fromString(text));
  }

  @Override
  public int compareTo(EventId other) {
    int high =
        Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(
            value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return value.toString();
  }

  /** Makes event ids. Safe to share between threads. */
  public static final class Source {
    private final InstantSource clock;
    private final LongSupplier random;

    /** A source whose time and randomness come from outside, as tests want it. */
    public Source(InstantSource clock, LongSupplier random) {
      this.clock = clock;
      this.random = random;
    }

    /** A source on the given clock with unpredictable random bits. */
    public static Source secure(InstantSource clock) {
      SecureRandom random = new SecureRandom();
      return new Source(clock, random::nextLong);
    }

    /** A new id; ids made in the same millisecond are unordered among themselves. */
    public EventId next() {
      long high = (clock.millis() << 16) | 0x7000L | (random.getAsLong() & 0xFFFL);
      long low = 0x8000_0000_0000_0000L | (random.getAsLong() >>> 2);
      return new EventId(new UUID(high, low));
    }
  }
}
