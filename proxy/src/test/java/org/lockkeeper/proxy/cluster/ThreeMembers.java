package org.lockkeeper.proxy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Three members in this process, with cables between them that can be pulled. */
final class ThreeMembers implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name = "test-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
  private final List<Relay> relays = List.of(new Relay(), new Relay(), new Relay());
  private final List<ClusterMember> members = new ArrayList<>();

  ThreeMembers() {
    for (int each = 0; each < relays.size(); each++) {
      members.add(join(each));
    }
    until().untilAsserted(() -> assertThat(members).allMatch(ClusterMember::whole));
  }

  /** Far more than anything here takes, so that only a hang is red. */
  static ConditionFactory until() {
    return Awaitility.await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(60));
  }

  ClusterMember member(int number) {
    return members.get(number);
  }

  /** Kills one, and lets the others notice. */
  void kill(int number) {
    members.get(number).terminate();
    until().until(() -> members.get((number + 1) % 3).present() == 2);
    until().until(() -> members.get((number + 2) % 3).present() == 2);
  }

  /** Starts one anew where a killed one was. */
  ClusterMember revive(int number) {
    members.set(number, join(number));
    until().untilAsserted(() -> assertThat(members).allMatch(ClusterMember::whole));
    return members.get(number);
  }

  /** Tears every member from every other. */
  void tear() {
    relays.forEach(Relay::pull);
    until().untilAsserted(() -> assertThat(members).allMatch(each -> each.present() == 1));
  }

  void heal() {
    relays.forEach(Relay::plug);
    until().untilAsserted(() -> assertThat(members).allMatch(ClusterMember::whole));
  }

  private ClusterMember join(int number) {
    Relay relay = relays.get(number);
    return ClusterMember.join(
        new ClusterSettings(
            name,
            relays.stream().map(Relay::address).toList(),
            "127.0.0.1",
            relay.behind(),
            relay.address(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1)));
  }

  @Override
  public void close() {
    members.forEach(ClusterMember::terminate);
    relays.forEach(Relay::close);
  }
}
