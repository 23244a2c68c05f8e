package org.lockkeeper.proxy.net;

import org.lockkeeper.proxy.codec.Headers;

/**
 * A response's head after {@link ResponseRules} found no doubt in it.
 *
 * @param headers the fields that go back
 * @param length bytes of body announced; -1 when none is: chunked, or until the connection closes
 * @param untilClose whether the body ends with the connection
 * @param keepAlive whether the service keeps the connection
 */
record ParsedResponse(
    int status, Headers headers, long length, boolean untilClose, boolean keepAlive) {

  boolean informational() {
    return status < 200;
  }

  /** RFC 9110 §15: never a body, whatever the fields say. */
  boolean bodyless() {
    return status < 200 || status == 204 || status == 304;
  }
}
