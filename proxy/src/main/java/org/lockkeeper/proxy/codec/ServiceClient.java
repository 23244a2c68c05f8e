package org.lockkeeper.proxy.codec;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Asks a service something on the gateway's own account, as whose a token is. */
public interface ServiceClient {

  /**
   * Sends one request to the route's service and gives its whole response, whatever the status,
   * with its content coding undone.
   *
   * <p>Does not block; the stage completes on any thread. It fails with {@link
   * java.io.IOException}, whose message says why, when the service cannot be reached, breaks off,
   * answers what is not HTTP, takes longer than {@code timeout}, or answers more than {@code limit}
   * bytes of body.
   */
  CompletionStage<HttpResponse> ask(Route route, HttpRequest request, Duration timeout, long limit);
}
