package org.lockkeeper.archive.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lockkeeper.archive.seal.LoopbackAuthority;
import org.lockkeeper.archive.seal.TimeStampVerifier;
import org.lockkeeper.archive.seal.TimeStamps;
import org.lockkeeper.archive.tlog.ProofFault;

/** The verifier's own reader of time-stamps, against Bouncy Castle's on the same bytes. */
class StampTest {

  private static final Instant BEGIN = Instant.parse("2026-11-25T13:00:00Z");
  private static final byte[] DATA = "a checkpoint\n".getBytes(StandardCharsets.UTF_8);

  private final LoopbackAuthority authority =
      new LoopbackAuthority("Test authority", BEGIN, Duration.ofDays(365));
  private final StampCheck check = new StampCheck(List.of(authority.root()));

  private byte[] stamped() throws IOException, ProofFault {
    return new TimeStamps(authority, () -> BigInteger.valueOf(77)).stamp(DATA);
  }

  @Test
  void readsWhatBouncyCastleWrote() throws IOException, ProofFault {
    StampCheck.Stamped stamped = check.verify(stamped(), DATA);
    assertThat(stamped)
        .isEqualTo(new StampCheck.Stamped(BEGIN.plusSeconds(60), "CN=Test authority", true));
    assertThat(new StampCheck(List.of()).verify(stamped(), DATA).trusted()).isFalse();
  }

  @Test
  void otherDataRootsAndTimesAreRefused() throws IOException, ProofFault {
    byte[] response = stamped();
    LoopbackAuthority stranger =
        new LoopbackAuthority("Test authority", BEGIN, Duration.ofDays(365));
    refused(check, response, new byte[1]);
    refused(new StampCheck(List.of(stranger.root())), response, DATA);
    authority.setTime(BEGIN.plus(Duration.ofDays(366)));
    refused(check, stamped(), DATA);
  }

  @Test
  void agreesWithBouncyCastleOnEveryFlippedByte() throws IOException, ProofFault {
    byte[] response = stamped();
    TimeStampVerifier other = new TimeStampVerifier(List.of(authority.root()));
    StampCheck.Stamped whole = check.verify(response, DATA);
    int agreed = 0;
    for (int at = 0; at < response.length; at++) {
      byte[] flipped = response.clone();
      flipped[at] ^= 1;
      boolean here = holds(() -> assertThat(check.verify(flipped, DATA)).isEqualTo(whole));
      boolean there = holds(() -> other.verify(flipped, DATA));
      agreed += here == there ? 1 : 0;
    }
    // Versions and lists of algorithms stand under no signature; each reader skips others of them.
    assertThat(agreed).isGreaterThan(response.length * 95 / 100);
  }

  @Test
  void cutOrExtendedBytesAreRefused() throws IOException, ProofFault {
    byte[] response = stamped();
    for (int length = 0; length < response.length; length++) {
      refused(check, Arrays.copyOf(response, length), DATA);
    }
    refused(check, Arrays.copyOf(response, response.length + 1), DATA);
    refused(check, new byte[] {0x30, (byte) 0x84, 1, 1, 1, 1}, DATA);
  }

  private static void refused(StampCheck check, byte[] response, byte[] data) {
    assertThatThrownBy(() -> check.verify(response, data)).isInstanceOf(ProofFault.class);
  }

  private interface Attempt {
    void run() throws ProofFault;
  }

  private static boolean holds(Attempt attempt) {
    try {
      attempt.run();
      return true;
    } catch (ProofFault refused) {
      return false;
    }
  }
}
