package org.lockkeeper.proxy.net;

/**
 * Hears what happens on the wire, for counters. Called on event loops: must not block and must not
 * throw.
 */
public interface WireEvents {

  /** Hears nothing. */
  WireEvents NONE = new WireEvents() {};

  /** A client connected. */
  default void connectionOpened() {}

  /** A client's connection ended. */
  default void connectionClosed() {}

  /** The wire refused a request, or a whole connection. */
  default void refused(Refusal why) {}

  /** A client's handshake failed; {@code why} is the engine's words. */
  default void tlsFailed(String peer, String why) {}

  /** A request could not be had from its service. */
  default void upstreamFailed(String host, String why) {}

  /** A request ended; the bytes of both bodies as they were on the wire. */
  default void exchanged(String host, long requestBytes, long responseBytes) {}

  /** A fault of the gateway's own: an exchange broke its contract. */
  default void broken(Throwable fault) {}
}
