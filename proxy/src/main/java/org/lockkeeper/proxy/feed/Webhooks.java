package org.lockkeeper.proxy.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.RuleId;
import org.lockkeeper.proxy.flow.Aftermath;

/**
 * Tells people by posting one JSON object to an address of theirs. It says which rules decided what
 * about whose message and where to find it on record, and never what the message said.
 *
 * <p>At most a given number of notices are under way; further ones, and those that three tries
 * cannot deliver, are counted and logged. The record has every one of them.
 */
public final class Webhooks implements Aftermath.Notices, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Webhooks.class.getName());
  private static final JsonFactory JSON = new JsonFactory();
  private static final int TRIES = 3;
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Map<String, URI> addresses;
  private final HttpClient client;
  private final Semaphore room;

  /**
   * @param addresses where each name is told
   * @param underWay how many notices may wait for their answer at one time
   */
  public Webhooks(Map<String, URI> addresses, int underWay) {
    this.addresses = Map.copyOf(addresses);
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(ANSWER)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.room = new Semaphore(underWay);
  }

  @Override
  public void tell(String whom, boolean urgent, MessageEvent event, Decision decision) {
    Optional<URI> address = Optional.ofNullable(addresses.get(whom));
    if (address.isEmpty()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "nobody is called {0} under policy.notify; event {1} is on record",
          whom,
          event.id());
      return;
    }
    if (!room.tryAcquire()) {
      lost(whom, event, "too many notices under way");
      return;
    }
    HttpRequest request =
        HttpRequest.newBuilder(address.get())
            .timeout(ANSWER)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json(whom, urgent, event, decision)))
            .build();
    var unused =
        deliver(request, TRIES)
            .whenComplete(
                (delivered, failure) -> {
                  room.release();
                  if (failure != null || !delivered) {
                    lost(whom, event, "it could not be delivered");
                  }
                });
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private CompletionStage<Boolean> deliver(HttpRequest request, int tries) {
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .handle((answer, failure) -> failure == null && answer.statusCode() / 100 == 2)
        .thenCompose(
            delivered ->
                delivered || tries <= 1
                    ? CompletableFuture.completedFuture(delivered)
                    : CompletableFuture.supplyAsync(
                            () -> request,
                            CompletableFuture.delayedExecutor(
                                PAUSE.toMillis(), TimeUnit.MILLISECONDS))
                        .thenCompose(again -> deliver(again, tries - 1)));
  }

  private static void lost(String whom, MessageEvent event, String why) {
    LOG.log(
        System.Logger.Level.ERROR,
        "{0} was not told of event {1}: {2}; the event is on record",
        whom,
        event.id(),
        why);
  }

  private static String json(String whom, boolean urgent, MessageEvent event, Decision decision) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("to", whom);
      json.writeBooleanField("urgent", urgent);
      json.writeStringField("event", event.id().toString());
      json.writeStringField("at", event.at().toString());
      json.writeStringField("service", event.service().value());
      json.writeStringField("author", event.actor().handle());
      json.writeStringField("channel", event.audience().channel());
      json.writeStringField("action", event.action().verb());
      json.writeStringField("verdict", decision.verdict().label());
      json.writeArrayFieldStart("because");
      for (RuleId rule : decision.because()) {
        json.writeString(rule.value());
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }
}
