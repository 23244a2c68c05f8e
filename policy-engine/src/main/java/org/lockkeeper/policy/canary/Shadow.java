package org.lockkeeper.policy.canary;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.Inspector;

/**
 * Judges by the set in force, and elsewhere by the candidate, without effect and without waiting
 * for it. With too many messages waiting for the candidate, it skips some.
 *
 * <p>The candidate is begun first, so that it asks for counts before this message is counted; under
 * load it may come later and see a count one too high.
 *
 * @param elsewhere where the candidate judges
 * @param room how many messages may wait for it
 */
public record Shadow(
    Inspector active, Inspector candidate, Executor elsewhere, Semaphore room, Listener listener)
    implements Inspector {

  /** Told what came of each message. Must not block or throw; called on either thread. */
  public interface Listener {

    /** Both judged. */
    void compared(Optional<Difference> difference);

    /** The candidate was not asked: it cannot keep up. */
    void skipped();
  }

  @Override
  public Decision inspect(MessageEvent event, Facts facts) {
    if (!room.tryAcquire()) {
      listener.skipped();
      return active.inspect(event, facts);
    }
    CompletableFuture<Decision> inForce = new CompletableFuture<>();
    try {
      elsewhere.execute(() -> compare(event, facts, inForce));
    } catch (RejectedExecutionException stopping) {
      room.release();
      listener.skipped();
    }
    try {
      Decision decision = active.inspect(event, facts);
      inForce.complete(decision);
      return decision;
    } finally {
      inForce.cancel(false);
    }
  }

  private void compare(MessageEvent event, Facts facts, CompletableFuture<Decision> inForce) {
    Decision candidates;
    try {
      candidates = candidate.inspect(event, facts);
    } finally {
      room.release();
    }
    var unused =
        inForce.thenAccept(active -> listener.compared(Difference.of(event, active, candidates)));
  }
}
