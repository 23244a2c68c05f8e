package org.lockkeeper.policy.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
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
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.Inspector;
import org.lockkeeper.policy.Notice;
import org.lockkeeper.policy.PolicyVersion;
import org.lockkeeper.policy.RuleId;
import org.lockkeeper.policy.Verdict;

/** A candidate beside the set in force: in its shadow, or for a share of people. */
final class CanaryTest {

  private static final ServiceId CHAT = new ServiceId("chat");
  private static final PolicyVersion OLD = new PolicyVersion("old");
  private static final PolicyVersion NEW = new PolicyVersion("new");
  private static final Cohort ALL = new Cohort(100);

  /** Allows everything. */
  private static final Inspector ACTIVE = (event, facts) -> Decision.allow(OLD);

  private final List<String> told = new ArrayList<>();
  private long nanos;

  /** Blocks what says so, and takes a second over what is long. */
  private Decision candidate(MessageEvent event, Facts facts) {
    String text = event.action().content().parts().getFirst().text();
    nanos += text.contains("long") ? 1_000_000_000 : 1_000;
    if (!text.contains("block")) {
      return Decision.allow(NEW);
    }
    RuleId rule = new RuleId("R");
    return new Decision(
        new Verdict.Block(new Notice(rule, "no")),
        List.of(),
        List.of(),
        List.of(rule),
        List.of(),
        List.of(),
        NEW);
  }

  private Inspector canary(Cohort cohort, CanaryLimits limits, Optional<String> before) {
    return new Canary(
            this::candidate,
            NEW,
            cohort,
            limits,
            before,
            () -> nanos,
            new Canary.Listener() {
              @Override
              public void judged(Decision decision) {}

              @Override
              public void rolledBack(PolicyVersion version, String why) {
                told.add(version + ": " + why);
              }
            })
        .beside(ACTIVE);
  }

  private static MessageEvent says(String account, String text) {
    return new MessageEvent(
        new EventId(new UUID(0, 1)),
        Instant.EPOCH,
        Direction.OUT,
        CHAT,
        new Actor(account, account),
        Audience.channel("c"),
        new Action.Post(Content.text("text", text), Optional.empty()),
        Digest.of(new byte[0]));
  }

  private static PolicyVersion judge(Inspector inspector, String text) {
    return inspector.inspect(says("ann", text), Facts.NONE).policy();
  }

  @Test
  void aShareIsTheSamePeopleAlwaysAndAboutAsManyAsItSays() {
    Cohort ten = new Cohort(10);
    Cohort thirty = new Cohort(30);
    int inTen = 0;
    int inThirty = 0;
    for (int number = 0; number < 10_000; number++) {
      Actor who = new Actor("account-" + number, "x");
      assertThat(ten.has(CHAT, who))
          .isEqualTo(new Cohort(10).has(CHAT, new Actor(who.account(), "y")));
      if (ten.has(CHAT, who)) {
        inTen++;
        assertThat(thirty.has(CHAT, who)).as("a larger share holds the smaller").isTrue();
      }
      inThirty += thirty.has(CHAT, who) ? 1 : 0;
      assertThat(ALL.has(CHAT, who)).isTrue();
      assertThat(new Cohort(0).has(CHAT, who)).isFalse();
    }
    assertThat(inTen).isBetween(900, 1100);
    assertThat(inThirty).isBetween(2800, 3200);
    assertThat(ALL.has(CHAT, Actor.UNKNOWN)).as("nobody knows who it is").isFalse();
    assertThatThrownBy(() -> new Cohort(101)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Cohort(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyItsPeopleAreJudgedByTheCandidate() {
    Cohort half = new Cohort(50);
    Inspector canary = canary(half, CanaryLimits.DEFAULT, Optional.empty());
    for (int number = 0; number < 100; number++) {
      String account = "a" + number;
      PolicyVersion by = canary.inspect(says(account, "hi"), Facts.NONE).policy();
      assertThat(by).isEqualTo(half.has(CHAT, new Actor(account, "")) ? NEW : OLD);
    }
  }

  @Test
  void oneHitTooManyRollsBackAtOnceAndForGood() {
    CanaryLimits limits = new CanaryLimits(10, 20, Duration.ofSeconds(5), 0);
    Inspector canary = canary(ALL, limits, Optional.empty());
    assertThat(judge(canary, "block")).isEqualTo(NEW);
    assertThat(judge(canary, "block")).isEqualTo(NEW);
    assertThat(judge(canary, "fine")).isEqualTo(NEW);
    assertThat(judge(canary, "block")).as("the third of a window of ten").isEqualTo(OLD);
    assertThat(judge(canary, "fine")).isEqualTo(OLD);
    assertThat(told)
        .containsExactly("new: 3 of 4 messages did not pass unchanged; the limit is 20.0 % of 10");
  }

  @Test
  void everyWindowIsCountedAnew() {
    CanaryLimits limits = new CanaryLimits(4, 50, Duration.ofSeconds(5), 0);
    Inspector canary = canary(ALL, limits, Optional.empty());
    for (int window = 0; window < 10; window++) {
      for (String text : List.of("block", "fine", "block", "fine")) {
        assertThat(judge(canary, text)).isEqualTo(NEW);
      }
    }
    assertThat(told).isEmpty();
  }

  @Test
  void aSlowCandidateIsRolledBack() {
    CanaryLimits limits = new CanaryLimits(100, 100, Duration.ofMillis(20), 1);
    Inspector canary = canary(ALL, limits, Optional.empty());
    assertThat(judge(canary, "long")).isEqualTo(NEW);
    assertThat(judge(canary, "fine")).isEqualTo(NEW);
    assertThat(judge(canary, "long")).isEqualTo(OLD);
    assertThat(told).singleElement().asString().contains("2 of 3 messages took longer than 20 ms");
  }

  @Test
  void whatWasRolledBackBeforeStaysSo() {
    Inspector canary = canary(ALL, CanaryLimits.DEFAULT, Optional.of("too many hits"));
    assertThat(judge(canary, "fine")).isEqualTo(OLD);
  }

  /** Notes what is to be done, and does it when asked. */
  private final Deque<Runnable> later = new ArrayDeque<>();

  private Shadow shadow(Executor elsewhere, int room) {
    return new Shadow(
        ACTIVE,
        this::candidate,
        elsewhere,
        new Semaphore(room),
        new Shadow.Listener() {
          @Override
          public void compared(Optional<Difference> difference) {
            told.add(
                difference
                    .map(each -> each.active() + ">" + each.candidate() + each.candidateRules())
                    .orElse("same"));
          }

          @Override
          public void skipped() {
            told.add("skipped");
          }
        });
  }

  @Test
  void aShadowHasNoEffectAndItsDifferencesAreTold() {
    Inspector shadow = shadow(later::add, 5);
    assertThat(judge(shadow, "block")).isEqualTo(OLD);
    assertThat(judge(shadow, "fine")).isEqualTo(OLD);
    assertThat(told).as("nobody waits for the candidate").isEmpty();
    later.forEach(Runnable::run);
    assertThat(told).containsExactly("allow>block[R]", "same");
  }

  @Test
  void aShadowThatComesFirstWaitsForTheOther() {
    assertThat(judge(shadow(Runnable::run, 5), "block")).isEqualTo(OLD);
    assertThat(told).containsExactly("allow>block[R]");
  }

  @Test
  void aShadowThatCannotKeepUpSkips() {
    Inspector shadow = shadow(later::add, 1);
    assertThat(judge(shadow, "fine")).isEqualTo(OLD);
    assertThat(judge(shadow, "block")).isEqualTo(OLD);
    assertThat(told).containsExactly("skipped");
    later.pop().run();
    assertThat(judge(shadow, "block")).isEqualTo(OLD);
    later.pop().run();
    assertThat(told).containsExactly("skipped", "same", "allow>block[R]");
  }

  @Test
  void aShadowInAGatewayThatStopsSkips() {
    Executor stopped =
        task -> {
          throw new RejectedExecutionException();
        };
    Inspector shadow = shadow(stopped, 1);
    assertThat(judge(shadow, "block")).isEqualTo(OLD);
    assertThat(judge(shadow, "block")).as("room was given back").isEqualTo(OLD);
    assertThat(told).containsExactly("skipped", "skipped");
  }
}
