package org.lockkeeper.proxy.codec;

import java.net.URI;

/**
 * Where requests for one host go, and who judges them.
 *
 * @param upstream the service's own address: scheme, host, port
 */
public record Route(String host, URI upstream, Exchanges exchanges) {

  /** Starts exchanges for one service. Called on an event loop; does not block. */
  @FunctionalInterface
  public interface Exchanges {
    /**
     * Starts one.
     *
     * @param peer the client's address, for the record and for limits
     */
    Exchange begin(HttpRequestHead head, String peer);
  }
}
