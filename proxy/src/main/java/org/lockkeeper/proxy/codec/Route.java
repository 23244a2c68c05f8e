package org.lockkeeper.proxy.codec;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Where requests for one host go, and who judges them.
 *
 * @param host the name clients ask for, without a port
 * @param upstream the service's own address: scheme ({@code http} or {@code https}), host, port
 * @param leg how the gateway speaks to the service
 */
public record Route(String host, URI upstream, Exchanges exchanges, Leg leg) {

  public Route {
    host = host.toLowerCase(Locale.ROOT);
    Objects.requireNonNull(exchanges, "exchanges");
    Objects.requireNonNull(leg, "leg");
    String scheme = upstream.getScheme();
    if (!"http".equals(scheme) && !"https".equals(scheme)) {
      throw new IllegalArgumentException(
          "the upstream of " + host + " must begin with http:// or https://");
    }
    if (upstream.getHost() == null) {
      throw new IllegalArgumentException("the upstream of " + host + " names no host");
    }
  }

  /** A route whose service is verified against the JDK's trust and is told the client's host. */
  public Route(String host, URI upstream, Exchanges exchanges) {
    this(host, upstream, exchanges, Leg.VERIFIED);
  }

  /** The port of the service, the scheme's own where the address names none. */
  public int port() {
    if (upstream.getPort() >= 0) {
      return upstream.getPort();
    }
    return secure() ? 443 : 80;
  }

  /** Whether the service is spoken to over TLS. */
  public boolean secure() {
    return "https".equals(upstream.getScheme());
  }

  /**
   * How the gateway speaks to the service.
   *
   * @param authorities a PEM file of certificate authorities trusted besides the JDK's
   * @param verified whether the service's certificate and name are checked; off only by a setting
   *     that says so
   * @param clientsHost whether the service is told the host the client asked for (what a service
   *     behind a reverse proxy expects), or its own name (what a service elsewhere expects)
   */
  public record Leg(Optional<Path> authorities, boolean verified, boolean clientsHost) {
    /** The JDK's trust, checked, with the client's host. */
    public static final Leg VERIFIED = new Leg(Optional.empty(), true, true);
  }

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
