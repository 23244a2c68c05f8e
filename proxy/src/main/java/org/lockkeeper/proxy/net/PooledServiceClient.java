package org.lockkeeper.proxy.net;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.lockkeeper.proxy.codec.HttpRequest;
import org.lockkeeper.proxy.codec.HttpResponse;
import org.lockkeeper.proxy.codec.Route;
import org.lockkeeper.proxy.codec.ServiceClient;

/** Asks over the pools of the event loops, so that a question costs no connection of its own. */
final class PooledServiceClient implements ServiceClient {

  /** How the gateway names itself where a client would be named. */
  private static final String SELF = "127.0.0.1";

  private final List<Loop> loops;
  private final AtomicInteger next = new AtomicInteger();

  PooledServiceClient(List<Loop> loops) {
    this.loops = List.copyOf(loops);
  }

  @Override
  public CompletionStage<HttpResponse> ask(
      Route route, HttpRequest request, Duration timeout, long limit) {
    Asking asking = new Asking(loopForCaller(), route, request, limit);
    try {
      asking.loop.execute(() -> asking.start(timeout));
    } catch (RejectedExecutionException closed) {
      asking.answer.completeExceptionally(new IOException("the gateway is closing"));
    }
    return asking.answer;
  }

  /** The caller's own loop where it is on one: its warm connections are there. */
  private Loop loopForCaller() {
    for (Loop loop : loops) {
      if (loop.eventLoop().inEventLoop()) {
        return loop;
      }
    }
    return loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
  }

  /** One question, on its loop. */
  private static final class Asking implements UpstreamUser {
    private final Loop loop;
    private final Route route;
    private final HttpRequest request;
    private final long limit;
    private final CompletableFuture<HttpResponse> answer = new CompletableFuture<>();

    private @Nullable UpstreamConnection upstream;
    private @Nullable ParsedResponse response;
    private @Nullable HeldBody body;
    private boolean retried;

    Asking(Loop loop, Route route, HttpRequest request, long limit) {
      this.loop = loop;
      this.route = route;
      this.request = request;
      this.limit = limit;
    }

    void start(Duration timeout) {
      var timer =
          loop.eventLoop()
              .schedule(
                  () -> fail("the service does not answer in time"),
                  timeout.toMillis(),
                  TimeUnit.MILLISECONDS);
      answer.whenComplete((done, broken) -> timer.cancel(false));
      loop.pool(route).acquire(this, false);
    }

    @Override
    public void connected(UpstreamConnection connection) {
      if (answer.isDone()) {
        connection.abandon();
        return;
      }
      upstream = connection;
      connection.begin(
          Heads.whole(route, request, new Heads.Asker(SELF, route.host(), "https")), true);
    }

    @Override
    public void interim(ParsedResponse ignored) {}

    @Override
    public void head(ParsedResponse head) {
      response = head;
      body = new HeldBody(loop.budget(), limit, head.length());
    }

    @Override
    public void part(ByteBuf part) {
      try {
        if (body != null && body.add(part) != HeldBody.Added.TAKEN) {
          fail("the service's answer is too long");
        }
      } finally {
        part.release();
      }
    }

    @Override
    public void end(HttpHeaders trailers) {
      upstream = null;
      ParsedResponse head = response;
      HeldBody collected = body;
      if (head == null || collected == null) {
        return;
      }
      try {
        Optional<ContentCoding> coding = ContentCoding.of(head.headers());
        if (coding.isEmpty()) {
          fail("the service's answer is coded in a way this gateway does not read");
          return;
        }
        byte[] bytes = collected.whole();
        if (bytes.length > 0) {
          bytes = coding.get().undo(bytes, limit);
        }
        answer.complete(
            new HttpResponse(head.status(), head.headers().without("content-encoding"), bytes));
      } catch (IOException broken) {
        fail("the service's answer is broken or too long: " + broken.getMessage());
      } finally {
        collected.free();
      }
    }

    @Override
    public void delivered() {
      if (upstream != null) {
        upstream.read();
      }
    }

    @Override
    public void writable() {}

    @Override
    public void failed(UpstreamFailure failure) {
      upstream = null;
      if (failure.stale() && !retried && !answer.isDone()) {
        // Questions only read, so asking twice changes nothing.
        retried = true;
        loop.pool(route).acquire(this, true);
        return;
      }
      fail(failure.why());
    }

    private void fail(String why) {
      if (upstream != null) {
        upstream.abandon();
        upstream = null;
      }
      if (body != null) {
        body.free();
      }
      answer.completeExceptionally(new IOException(why));
    }
  }
}
