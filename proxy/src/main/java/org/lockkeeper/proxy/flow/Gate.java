package org.lockkeeper.proxy.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.lockkeeper.archive.blob.BlobStore;
import org.lockkeeper.extract.Extractor;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.EventId;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.proxy.codec.Exchange;
import org.lockkeeper.proxy.codec.HttpRequest;
import org.lockkeeper.proxy.codec.HttpRequestHead;
import org.lockkeeper.proxy.codec.HttpResponse;
import org.lockkeeper.proxy.codec.HttpService;
import org.lockkeeper.proxy.codec.Route;
import org.lockkeeper.shared.PolicySource;

/**
 * The gate of one service: starts an {@link Exchange} for each request and gives it what it needs.
 * Holds no state of its own; safe to use from many threads.
 */
public final class Gate implements Route.Exchanges {

  /** The status a who-am-I answer must have to be believed. */
  private static final int OK = 200;

  final HttpService service;
  final GateSettings settings;
  final Collaborators with;
  private final Function<HttpRequest, CompletionStage<HttpResponse>> upstream;

  /**
   * @param upstream asks the service something on the gateway's own account; does not block
   */
  public Gate(
      HttpService service,
      GateSettings settings,
      Collaborators with,
      Function<HttpRequest, CompletionStage<HttpResponse>> upstream) {
    this.service = Objects.requireNonNull(service, "service");
    this.settings = Objects.requireNonNull(settings, "settings");
    this.with = Objects.requireNonNull(with, "with");
    this.upstream = Objects.requireNonNull(upstream, "upstream");
  }

  @Override
  public Exchange begin(HttpRequestHead head, String peer) {
    if (ReasonPage.owns(head)) {
      return new PageExchange(this, new ReasonPage(with.permits())::answer);
    }
    if (ClickPage.owns(head)) {
      return new PageExchange(this, new ClickPage(with.clicks(), this::followed)::answer);
    }
    return new GateExchange(this, head);
  }

  private void followed(String outcome) {
    with.meters().followed(service.id(), outcome);
  }

  /** Whose session a request belongs to; already complete where that is known. */
  CompletionStage<Actor> actor(HttpRequestHead head) {
    Optional<HttpService.Token> token = service.token(head);
    if (token.isEmpty()) {
      return CompletableFuture.completedFuture(Actor.UNKNOWN);
    }
    return with.sessions().of(service.id(), token.get(), () -> ask(head));
  }

  private CompletionStage<Actor> ask(HttpRequestHead head) {
    Optional<HttpRequestHead> question = service.whoAmI(head);
    if (question.isEmpty()) {
      return CompletableFuture.completedFuture(Actor.UNKNOWN);
    }
    return upstream
        .apply(new HttpRequest(question.get(), new byte[0]))
        .thenApply(
            response ->
                response.status() == OK
                    ? service
                        .introduction(question.get(), response)
                        .map(HttpService.Introduction::actor)
                        .orElse(Actor.UNKNOWN)
                    : Actor.UNKNOWN);
  }

  /**
   * What gates share.
   *
   * @param blobs where files' bytes are kept; empty when nothing is recorded
   * @param workers runs what may block: reading files, looking up the record
   */
  public record Collaborators(
      PolicySource policy,
      Facts facts,
      Recorder recorder,
      Optional<BlobStore> blobs,
      Sessions sessions,
      Permits permits,
      Uploads uploads,
      Extractor extractor,
      Meters meters,
      Aftermath aftermath,
      Clicks clicks,
      EventId.Source ids,
      InstantSource clock,
      Executor workers) {

    /** The time since a moment, for the meters. */
    Duration since(Instant start) {
      return Duration.between(start, clock.instant());
    }
  }
}
