package org.lockkeeper.proxy.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bounded tables behind log-in, without a server around them. */
final class ConsoleGuardsTest {
  private final StartedConsole.TestClock clock = new StartedConsole.TestClock();
  private final Guesses guesses = new Guesses(clock);
  private final LogIns logIns = new LogIns(clock, new SecureRandom(), Duration.ofMinutes(30));

  @Test
  void eachWrongGuessDoublesTheWaitUpToALimit() throws UnknownHostException {
    InetAddress place = address(10, 0, 0, 1);
    for (int n = 0; n < Guesses.FREE; n++) {
      assertThat(guesses.ask(place)).isEmpty();
    }
    for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}) {
      assertThat(guesses.ask(place)).contains(Duration.ofSeconds(seconds));
      clock.pass(Duration.ofSeconds(seconds));
      assertThat(guesses.ask(place)).isEmpty();
    }
    guesses.right(place);
    assertThat(guesses.ask(place)).isEmpty();
  }

  @Test
  void onePlaceDoesNotLockOutAnother() throws UnknownHostException {
    for (int n = 0; n < 50; n++) {
      guesses.ask(address(10, 0, 0, 1));
    }
    assertThat(guesses.ask(address(10, 0, 0, 1))).isPresent();
    assertThat(guesses.ask(address(10, 0, 0, 2))).isEmpty();
  }

  @Test
  void aWholeIpv6NetworkIsOnePlace() throws UnknownHostException {
    for (int n = 0; n < Guesses.FREE; n++) {
      assertThat(guesses.ask(InetAddress.getByAddress(ipv6(n)))).isEmpty();
    }
    assertThat(guesses.ask(InetAddress.getByAddress(ipv6(77)))).isPresent();
  }

  @Test
  void aLogInEndsAfterADayHoweverBusy() {
    String token = logIns.open();
    Instant end = clock.instant().plus(LogIns.LONGEST);
    while (clock.instant().plus(Duration.ofMinutes(20)).isBefore(end)) {
      clock.pass(Duration.ofMinutes(20));
      assertThat(logIns.holds(token)).isTrue();
    }
    clock.pass(Duration.ofMinutes(20));
    assertThat(logIns.holds(token)).isFalse();
  }

  @Test
  void oneLogInTooManyEndsTheOneUnusedForLongest() {
    List<String> tokens = new ArrayList<>();
    for (int n = 0; n < LogIns.MOST; n++) {
      tokens.add(logIns.open());
    }
    assertThat(logIns.holds(tokens.getFirst())).isTrue();
    logIns.open();
    assertThat(logIns.holds(tokens.getFirst())).isTrue();
    assertThat(logIns.holds(tokens.get(1))).isFalse();
    assertThat(logIns.holds("made-up")).isFalse();
  }

  private static InetAddress address(int... parts) throws UnknownHostException {
    byte[] bytes = new byte[parts.length];
    for (int n = 0; n < parts.length; n++) {
      bytes[n] = (byte) parts[n];
    }
    return InetAddress.getByAddress(bytes);
  }

  private static byte[] ipv6(int last) {
    byte[] bytes = new byte[16];
    bytes[0] = 0x20;
    bytes[1] = 0x01;
    bytes[15] = (byte) last;
    return bytes;
  }
}
