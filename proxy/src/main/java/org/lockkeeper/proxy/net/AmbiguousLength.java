package org.lockkeeper.proxy.net;

/** A message with both a Content-Length and a Transfer-Encoding (RFC 9112 §6.1). */
final class AmbiguousLength extends IllegalArgumentException {
  AmbiguousLength() {
    super("Content-Length and Transfer-Encoding in one message");
  }
}
