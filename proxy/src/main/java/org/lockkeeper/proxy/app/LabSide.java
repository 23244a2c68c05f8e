package org.lockkeeper.proxy.app;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.LongSupplier;
import org.lockkeeper.link.LinkKnowledge;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.Inspector;
import org.lockkeeper.policy.LayeredFacts;
import org.lockkeeper.policy.SideAction;
import org.lockkeeper.policy.lab.Lab;
import org.lockkeeper.proxy.flow.KnownWorld;

/**
 * One set of rules in a world of its own, in which counts and earlier messages are those of the
 * messages judged so far, by their own times. Nobody is told anything. Not for several threads.
 */
final class LabSide {

  private final Inspector rules;
  private final KnownWorld world;
  private final LongSupplier nanoTime;
  private long now;

  LabSide(
      Inspector rules,
      GatewayConfig.PolicySettings policy,
      LinkKnowledge links,
      LongSupplier nanoTime) {
    this.rules = rules;
    this.nanoTime = nanoTime;
    Ticker past = () -> now;
    this.world = Wiring.quietWorld(policy, links, past);
  }

  /**
   * Judges a message.
   *
   * @param groups its author's, where the message itself says so; else the configuration's
   */
  Lab.Judged judge(MessageEvent event, Set<String> groups) {
    now = Math.max(now, Duration.between(Instant.EPOCH, event.at()).toNanos());
    Facts facts = groups.isEmpty() ? world : new Grouped(world, event.actor(), groups);
    long start = nanoTime.getAsLong();
    Decision decision = rules.inspect(event, facts);
    long nanos = nanoTime.getAsLong() - start;
    boolean passes = decision.verdict().passes();
    for (SideAction action : decision.also()) {
      if (action instanceof SideAction.Count(String counter, long amount, boolean onRelease)
          && (passes || !onRelease)) {
        world.counters().add(counter, amount, event.at());
      }
    }
    if (passes) {
      world.recent().posted(event);
    }
    return new Lab.Judged(decision, nanos);
  }

  /** The world, but for one person's groups. */
  private record Grouped(Facts beneath, Actor author, Set<String> groups) implements LayeredFacts {

    @Override
    public Set<String> groupsOf(ServiceId service, Actor who) {
      return who.equals(author) ? groups : beneath.groupsOf(service, who);
    }
  }
}
