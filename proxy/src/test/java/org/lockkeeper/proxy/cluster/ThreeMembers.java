package org.lockkeeper.proxy.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Three members in this process, at 127.0.0.1, .2 and .3, and the ways between them, which can be
 * barred.
 */
final class ThreeMembers implements BeforeAllCallback, AfterAllCallback {

  static final Seal SEAL = Seal.of("not a secret, only long enough to be one".getBytes(UTF_8));

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name =
      "test-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
  private final List<Relay> relays = List.of(relay(1), relay(2), relay(3));
  private final List<ClusterMember> members = new ArrayList<>();

  /** Starts them; once for all tests of a class, since it takes seconds. */
  @Override
  public void beforeAll(ExtensionContext context) {
    for (int each = 0; each < relays.size(); each++) {
      members.add(join(each));
    }
    awaitWhole();
  }

  /** Far more than anything here takes, so that only a hang is red. */
  static ConditionFactory until() {
    return Awaitility.await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(60));
  }

  ClusterMember member(int number) {
    return members.get(number);
  }

  List<ClusterMember> members() {
    return members;
  }

  /** Kills one, and lets the others notice. */
  void kill(int number) {
    members.get(number).terminate();
    awaitAllLeft();
  }

  /** Starts one anew where a killed one was. */
  ClusterMember revive(int number) {
    members.set(number, join(number));
    awaitAllLeft();
    return members.get(number);
  }

  private void awaitAllLeft() {
    until()
        .untilAsserted(
            () -> {
              List<ClusterMember> left =
                  members.stream().filter(each -> each.present() > 0).toList();
              assertThat(left).allMatch(each -> each.present() == left.size());
            });
  }

  /** Tears every member from every other. */
  void tear() {
    for (Relay way : relays) {
      relays.forEach(other -> way.bar(other.home()));
    }
    until().untilAsserted(() -> assertThat(members).allMatch(each -> each.present() == 1));
  }

  /** Tears one from the other two. */
  void tearOff(int number) {
    for (Relay way : relays) {
      if (way == relays.get(number)) {
        relays.forEach(other -> way.bar(other.home()));
      } else {
        way.bar(relays.get(number).home());
      }
    }
    until()
        .untilAsserted(
            () ->
                assertThat(members)
                    .allMatch(each -> each.present() == (each == members.get(number) ? 1 : 2)));
  }

  void heal() {
    relays.forEach(Relay::clear);
    awaitWhole();
  }

  /** Heals what is torn and starts anew who was killed, for the next test. */
  void mend() {
    relays.forEach(Relay::clear);
    for (int each = 0; each < members.size(); each++) {
      if (members.get(each).present() == 0) {
        members.set(each, join(each));
      }
    }
    awaitWhole();
  }

  private void awaitWhole() {
    until().untilAsserted(() -> assertThat(members).allMatch(ClusterMember::whole));
  }

  private static Relay relay(int number) {
    try {
      return new Relay(InetAddress.getByName("127.0.0." + number));
    } catch (UnknownHostException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private ClusterMember join(int number) {
    Relay relay = relays.get(number);
    return ClusterMember.join(
        new ClusterSettings(
            name,
            relays.stream().map(Relay::address).toList(),
            relay.address(),
            relay.home().getHostAddress(),
            relay.behind(),
            SEAL,
            new ClusterSettings.Pace(
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofMillis(50),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10))));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    members.forEach(ClusterMember::terminate);
    relays.forEach(Relay::close);
  }
}
