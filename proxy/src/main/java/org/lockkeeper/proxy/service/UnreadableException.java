package org.lockkeeper.proxy.service;

/**
 * A request is not what its operation promises. Its message says why and never quotes the request.
 * Leaves this package only as {@code Reading.Unreadable}; the sender's fault, so no stack trace.
 */
final class UnreadableException extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableException(String why) {
    super(why, null, false, false);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
