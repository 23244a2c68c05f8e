package org.lockkeeper.proxy.codec;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A whole response. The body's content coding is already undone.
 *
 * @param body the bytes; owned by the response and never changed
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Identity is never asked of a response; a copy would cost on every
// message.
public record HttpResponse(int status, Headers headers, byte[] body) {

  public HttpResponse {
    Objects.requireNonNull(headers, "headers");
    Objects.requireNonNull(body, "body");
  }

  /** A response of one text in one media type. */
  public static HttpResponse of(int status, String mediaType, String body) {
    return new HttpResponse(
        status, Headers.of("content-type", mediaType), body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return status + ", " + body.length + " bytes";
  }
}
