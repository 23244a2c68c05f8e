package org.lockkeeper.proxy.flow;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.Digest;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.proxy.codec.HttpService.Token;

/**
 * Whose a token is. Learned from log-in and who-am-I answers, or asked once with the same token and
 * kept. Tokens are kept only as digests, so that neither a log nor a heap dump gives one away.
 */
public final class Sessions {

  /**
   * How long an answer that names nobody is believed: long enough to stop a flood of questions, no
   * longer.
   */
  private static final Duration UNKNOWN_FOR = Duration.ofSeconds(10);

  private record Key(ServiceId service, Digest token) {}

  private final AsyncCache<Key, Actor> actors;

  /**
   * An empty table.
   *
   * @param most how many sessions are remembered; the least used are forgotten first and asked
   *     again
   * @param lifetime how long a session is believed before it is asked again
   */
  public Sessions(long most, Duration lifetime, Ticker ticker) {
    actors =
        Caffeine.newBuilder()
            .maximumSize(most)
            .ticker(ticker)
            .executor(Runnable::run)
            .expireAfter(
                Expiry.<Key, Actor>writing((_, actor) -> actor.known() ? lifetime : UNKNOWN_FOR))
            .buildAsync();
  }

  /** Remembers whose a token is. */
  public void learn(ServiceId service, Token token, Actor actor) {
    actors.put(key(service, token), CompletableFuture.completedFuture(actor));
  }

  /**
   * Whose a token is; already complete where it is known. Many askers of one token cause one
   * question. A question that fails gives {@link Actor#UNKNOWN} and is not remembered.
   */
  public CompletionStage<Actor> of(
      ServiceId service, Token token, Supplier<CompletionStage<Actor>> question) {
    return actors
        .get(key(service, token), (_, _) -> question.get().toCompletableFuture())
        .exceptionally(_ -> Actor.UNKNOWN);
  }

  private static Key key(ServiceId service, Token token) {
    return new Key(service, Digest.of(token.secret().getBytes(StandardCharsets.UTF_8)));
  }
}
