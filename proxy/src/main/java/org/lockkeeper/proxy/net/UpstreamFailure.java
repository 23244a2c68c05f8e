package org.lockkeeper.proxy.net;

/**
 * Why a service's response could not be had.
 *
 * @param status what the client is told (RFC 9110 §15.6)
 * @param why one line for a person
 * @param stale whether it was a kept connection that ended before the first byte of a response: the
 *     service closed it while it lay idle, most likely
 * @param unsent whether nothing of the request can have been taken
 */
record UpstreamFailure(int status, String why, boolean stale, boolean unsent) {

  static UpstreamFailure bad(String why) {
    return new UpstreamFailure(502, why, false, false);
  }

  static UpstreamFailure unreachable(String why) {
    return new UpstreamFailure(502, why, false, true);
  }

  static UpstreamFailure late(String why) {
    return new UpstreamFailure(504, why, false, false);
  }
}
