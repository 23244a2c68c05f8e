package org.lockkeeper.proxy.net;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.lockkeeper.proxy.codec.Exchange;
import org.lockkeeper.proxy.codec.HttpRequest;
import org.lockkeeper.proxy.codec.HttpRequestHead;
import org.lockkeeper.proxy.codec.HttpResponse;
import org.lockkeeper.proxy.codec.Interest;
import org.lockkeeper.proxy.codec.Route;

/** Exchanges that do as the test says and keep what they were told, as {@code name: what}. */
final class FakeExchange implements Route.Exchanges {

  volatile Interest interest = new Interest.Hold(1 << 20, true);
  volatile Function<HttpRequest, CompletionStage<Exchange.Ruling>> judge =
      request -> CompletableFuture.completedFuture(new Exchange.Ruling.Forward(request));
  final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  final BlockingQueue<HttpRequest> judged = new LinkedBlockingQueue<>();
  final BlockingQueue<HttpRequestHead> begun = new LinkedBlockingQueue<>();

  @Override
  public Exchange begin(HttpRequestHead head, String peer) {
    begun.add(head);
    return new One();
  }

  String next() throws InterruptedException {
    String one = told.poll(10, TimeUnit.SECONDS);
    if (one == null) {
      throw new AssertionError("the exchange was told nothing");
    }
    return one;
  }

  private static CompletionStage<Exchange.Ruling> answer(int status, String words) {
    return CompletableFuture.completedFuture(
        new Exchange.Ruling.Answer(HttpResponse.of(status, "text/plain", words)));
  }

  private final class One implements Exchange {
    @Override
    public Interest interest() {
      return interest;
    }

    @Override
    public CompletionStage<Ruling> judge(HttpRequest request) {
      judged.add(request);
      return judge.apply(request);
    }

    @Override
    public CompletionStage<Ruling> unreadable(BodyFault fault, byte[] received) {
      told.add("unreadable: " + fault + " " + received.length);
      return answer(fault.status(), fault.words());
    }

    @Override
    public void answered(HttpResponse response) {
      told.add(
          "answered: "
              + response.status()
              + " "
              + new String(response.body(), StandardCharsets.ISO_8859_1));
    }

    @Override
    public void unanswered(String why) {
      told.add("unanswered: " + why);
    }

    @Override
    public HttpResponse unavailable(int status, String why) {
      return HttpResponse.of(status, "text/plain", "unavailable: " + why);
    }
  }

  List<String> all() {
    return List.copyOf(told);
  }
}
