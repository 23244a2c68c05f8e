package org.lockkeeper.proxy.codec;

import java.util.Objects;

/**
 * A whole request. The body's content coding is already undone.
 *
 * @param body the bytes; owned by the request and never changed
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Identity is never asked of a request; a copy would cost on every
// message.
public record HttpRequest(HttpRequestHead head, byte[] body) {

  public HttpRequest {
    Objects.requireNonNull(head, "head");
    Objects.requireNonNull(body, "body");
  }

  @Override
  public String toString() {
    return head + ", " + body.length + " bytes";
  }
}
