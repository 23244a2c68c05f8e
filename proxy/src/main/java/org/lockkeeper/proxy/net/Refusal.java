package org.lockkeeper.proxy.net;

/**
 * Why the wire itself refused a request, before anyone was asked. A closed list, fit for a metric's
 * label.
 */
public enum Refusal {
  MALFORMED(400, "the request is malformed"),
  FRAMING(400, "the request's length is ambiguous"),
  HOST(400, "the request needs exactly one valid Host"),
  TARGET(400, "the request's target is malformed"),
  METHOD(400, "the request's method is malformed"),
  LOOK_ALIKE(400, "the request has a header name that imitates another"),
  TRAILER(400, "the request has a trailer that must not be one"),
  SLOW_HEAD(408, "the request's head took too long"),
  SLOW_BODY(408, "the request's body took too long"),
  LONG_TARGET(414, "the request's target is too long"),
  EXPECTATION(417, "only 100-continue can be expected"),
  UNKNOWN_HOST(421, "no service of that name is here"),
  LARGE_HEAD(431, "the request's head is too large"),
  NOT_SERVED(501, "this is not done here"),
  CONNECTIONS(503, "too many connections"),
  NO_ROOM(503, "too much is being judged at this moment; try again"),
  VERSION(505, "only versions 1.1 and 1.0 of HTTP are spoken here");

  private final int status;
  private final String words;

  Refusal(int status, String words) {
    this.status = status;
    this.words = words;
  }

  /** The HTTP status that says so (RFC 9110 §15). */
  public int status() {
    return status;
  }

  /** What the client is told. */
  public String words() {
    return words;
  }
}
