package org.lockkeeper.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.link.LinkKnowledge;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.Audience;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.Digest;
import org.lockkeeper.message.Direction;
import org.lockkeeper.message.EventId;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.PolicyVersion;
import org.lockkeeper.policy.Reach;
import org.lockkeeper.policy.Redaction;
import org.lockkeeper.policy.SideAction;
import org.lockkeeper.policy.Verdict;
import org.lockkeeper.shared.LocalCounters;

/** What the gate knows of the world, and what it does after a decision. */
final class KnownWorldTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final ServiceId CHAT = new ServiceId("chat");
  private static final Actor ANN = new Actor("1", "ann");

  private final AtomicLong nanos = new AtomicLong();
  private final RecentTexts recent = new RecentTexts(10, Duration.ofMinutes(5), nanos::get);
  private final LocalCounters counters = new LocalCounters(LocalCounters.Limits.DEFAULT);
  private final List<String> told = new ArrayList<>();
  private final Aftermath aftermath =
      new Aftermath(
          counters, recent, (whom, urgent, event, decision) -> told.add(whom + " " + urgent));

  @Test
  void peopleAreKnownByAccountAndHandleInAnyCase() {
    People people =
        People.of(
            Map.of("finance", Set.of("ANN"), "board", Set.of("1")),
            Map.of("supervisor", Set.of("ann")),
            Set.of("corp.example"),
            Set.of("guest"),
            Map.of());
    assertThat(people.groupsOf(ANN)).containsExactlyInAnyOrder("finance", "board");
    assertThat(people.rolesOf(ANN)).containsExactly("supervisor");
    assertThat(people.external(ANN)).contains(false);
    assertThat(people.external(new Actor("2", "bob@eu.corp.example"))).contains(false);
    assertThat(people.external(new Actor("3", "eve@notcorp.example"))).contains(true);
    assertThat(people.external(new Actor("4", "Guest"))).contains(true);
    assertThat(people.external(Actor.UNKNOWN)).isEmpty();
    assertThat(People.NOBODY.external(ANN)).isEmpty();
  }

  @Test
  void readersAreTheMembersAndWhoeverIsAddressed() {
    KnownWorld world = world(Map.of("c", Set.of("bob", "eve")));
    Actor dora = new Actor("dora", "dora");
    Reach listed = world.reach(event("c", Audience.Kind.UNKNOWN, Set.of("dora"), "hi"));
    assertThat(listed.complete()).isTrue();
    assertThat(listed.size()).contains(2L);
    assertThat(listed.known()).contains(dora).hasSize(3);
    Reach unlisted = world.reach(event("d", Audience.Kind.PUBLIC, Set.of("dora"), "hi"));
    assertThat(unlisted.complete()).isFalse();
    assertThat(unlisted.known()).containsExactly(dora);
    Reach addressed = world.reach(event("", Audience.Kind.DIRECT, Set.of("dora"), "hi"));
    assertThat(addressed.complete()).isTrue();
    assertThat(world.reach(event("", Audience.Kind.DIRECT, Set.of(), "hi")).complete()).isFalse();
  }

  @Test
  void theLastPostsAreRememberedForAWhile() {
    for (String text : List.of("one", "two", "three", "x".repeat(100) + "end")) {
      recent.posted(event("c", Audience.Kind.UNKNOWN, Set.of(), text));
    }
    MessageEvent next = event("c", Audience.Kind.UNKNOWN, Set.of(), "now");
    assertThat(recent.before(next)).containsExactly("two", "three", "x".repeat(61) + "end");
    assertThat(recent.before(event("d", Audience.Kind.UNKNOWN, Set.of(), "now"))).isEmpty();
    nanos.addAndGet(Duration.ofMinutes(6).toNanos());
    assertThat(recent.before(next)).isEmpty();
  }

  @Test
  void tokensLastAsLongAsTheirKey(@TempDir Path folder) throws IOException {
    Path key = folder.resolve("a/token.key");
    Tokens first = Tokens.loadOrCreate(key, new SecureRandom());
    assertThat(first.of("4012")).matches("[A-Z2-7]{8}").isNotEqualTo(first.of("4013"));
    assertThat(Tokens.loadOrCreate(key, new SecureRandom()).of("4012")).isEqualTo(first.of("4012"));
    assertThat(Files.getPosixFilePermissions(key)).hasSize(2);
    Tokens other = Tokens.loadOrCreate(folder.resolve("b.key"), new SecureRandom());
    assertThat(other.of("4012")).isNotEqualTo(first.of("4012"));
  }

  @Test
  void countsAndNoticesFollowADecision() {
    Decision decision =
        decision(
            new SideAction.Count("rule/A/x", 2, false),
            new SideAction.Count("contact/x", 1, true),
            new SideAction.Notify("soc"),
            new SideAction.Escalate("legal"));
    MessageEvent event = event("c", Audience.Kind.UNKNOWN, Set.of(), "hi");
    aftermath.follow(event, decision, false);
    assertThat(told).containsExactly("soc false", "legal true");
    assertThat(counters.sum("rule/A/x", Duration.ofHours(1), NOW).sum()).isEqualTo(2);
    assertThat(counters.sum("contact/x", Duration.ofHours(1), NOW).sum()).isZero();
    assertThat(recent.before(event)).as("refused, so never said").isEmpty();
    aftermath.follow(event, decision, true);
    assertThat(counters.sum("contact/x", Duration.ofHours(1), NOW).sum()).isEqualTo(1);
    assertThat(recent.before(event)).containsExactly("hi");
  }

  @Test
  void aDisclaimerStandsUnderAMessageOnce() {
    Decision decision = decision(new SideAction.Disclaim("Not advice."));
    assertThat(Disclaimers.of(event("c", Audience.Kind.UNKNOWN, Set.of(), "hi"), decision))
        .containsExactly(new Redaction("text", 1, 2, "i\n\nNot advice."));
    assertThat(
            Disclaimers.of(
                event("c", Audience.Kind.UNKNOWN, Set.of(), "hi\n\nNot advice."), decision))
        .isEmpty();
    assertThat(Disclaimers.of(event("c", Audience.Kind.UNKNOWN, Set.of(), " "), decision))
        .isEmpty();
  }

  private KnownWorld world(Map<String, Set<String>> channels) {
    People people = People.of(Map.of(), Map.of(), Set.of(), Set.of(), channels);
    return new KnownWorld(
        people,
        counters,
        Optional.empty(),
        0,
        recent,
        Tokens.of(new byte[32]),
        () -> LinkKnowledge.NONE);
  }

  private static Decision decision(SideAction... also) {
    return new Decision(
        new Verdict.Allow(),
        List.of(),
        List.of(also),
        List.of(),
        List.of(),
        List.of(),
        new PolicyVersion("v"));
  }

  private static MessageEvent event(
      String channel, Audience.Kind kind, Set<String> mentions, String text) {
    return new MessageEvent(
        new EventId(new UUID(0, 1)),
        NOW,
        Direction.OUT,
        CHAT,
        ANN,
        new Audience(kind, channel, Optional.empty(), mentions),
        new Action.Post(Content.text("text", text), Optional.empty()),
        Digest.of(new byte[0]));
  }
}
