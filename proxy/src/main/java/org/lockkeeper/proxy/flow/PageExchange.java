package org.lockkeeper.proxy.flow;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.lockkeeper.policy.Notice;
import org.lockkeeper.policy.RuleId;
import org.lockkeeper.proxy.codec.Exchange;
import org.lockkeeper.proxy.codec.HttpRequest;
import org.lockkeeper.proxy.codec.HttpResponse;
import org.lockkeeper.proxy.codec.Interest;

/** A request to a page of the gateway's own: always answered here, never sent on. */
final class PageExchange implements Exchange {

  /** A reason and its form field are far smaller. */
  private static final long LARGEST_FORM = 16 * 1024;

  private final Gate gate;
  private final Function<HttpRequest, HttpResponse> page;

  PageExchange(Gate gate, Function<HttpRequest, HttpResponse> page) {
    this.gate = gate;
    this.page = page;
  }

  @Override
  public Interest interest() {
    return new Interest.Hold(LARGEST_FORM, false);
  }

  @Override
  public CompletionStage<Ruling> judge(HttpRequest request) {
    return CompletableFuture.completedFuture(new Ruling.Answer(page.apply(request)));
  }

  @Override
  public CompletionStage<Ruling> unreadable(BodyFault fault, byte[] received) {
    return CompletableFuture.completedFuture(
        new Ruling.Answer(unavailable(fault.status(), fault.words())));
  }

  @Override
  public void answered(HttpResponse response) {}

  @Override
  public void unanswered(String why) {}

  @Override
  public HttpResponse unavailable(int status, String why) {
    return gate.service.refuse(status, new Notice(new RuleId("gateway"), why));
  }
}
