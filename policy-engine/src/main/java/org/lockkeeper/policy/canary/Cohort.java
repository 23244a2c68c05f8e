package org.lockkeeper.policy.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.Digest;
import org.lockkeeper.message.ServiceId;

/**
 * A share of people: the same ones at every gateway and after every restart, since they are chosen
 * by a hash of service and account. A larger share holds everybody of a smaller one. Who is not
 * known is never among them.
 *
 * @param percent how many of a hundred people, about
 */
public record Cohort(double percent) {

  private static final double WHOLE = 100.0;

  /** Hashes are spread over this many places; more than there are people to tell apart. */
  private static final int PLACES = 1 << 30;

  public Cohort {
    if (!(percent >= 0 && percent <= WHOLE)) {
      throw new IllegalArgumentException("a share is 0 to 100 percent, not " + percent);
    }
  }

  /** Whether somebody belongs to it. */
  public boolean has(ServiceId service, Actor who) {
    if (!who.known()) {
      return false;
    }
    byte[] name = (service.value() + "\0" + who.account()).getBytes(UTF_8);
    int place = ByteBuffer.wrap(Digest.of(name).bytes()).getInt() & (PLACES - 1);
    return place < percent / WHOLE * PLACES;
  }
}
