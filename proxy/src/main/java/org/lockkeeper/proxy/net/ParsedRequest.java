package org.lockkeeper.proxy.net;

import org.lockkeeper.proxy.codec.HttpRequestHead;

/**
 * A request's head after {@link RequestRules} found no doubt in it. What goes on is made of this
 * and of nothing else.
 *
 * @param head method, target, and the fields that pass on, host among them
 * @param authority the host as the client wrote it, with its port if it gave one
 * @param host the name alone, lower case, by which the route is found
 * @param length bytes of body; -1 for a chunked one, 0 for none
 * @param old whether the client speaks HTTP/1.0
 * @param keepAlive whether the client wants the connection kept
 * @param expectsContinue whether it waits for a 100 before it sends the body
 */
record ParsedRequest(
    HttpRequestHead head,
    String authority,
    String host,
    long length,
    boolean old,
    boolean keepAlive,
    boolean expectsContinue) {

  boolean chunked() {
    return length < 0;
  }

  boolean bodyless() {
    return length == 0;
  }

  boolean isHead() {
    return head.method().equals("HEAD");
  }

  /** RFC 9110 §9.2.2. */
  boolean idempotent() {
    return switch (head.method()) {
      case "GET", "HEAD", "OPTIONS", "PUT", "DELETE" -> true;
      default -> false;
    };
  }
}
