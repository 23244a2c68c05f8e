package org.lockkeeper.proxy.net;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.lockkeeper.proxy.codec.Route;
import org.lockkeeper.proxy.tls.TlsContexts;

/** The TLS contexts towards services: one for each trust, made once. */
final class Trusts {

  private record Trust(Optional<Path> authorities, boolean verified) {}

  private final Map<Trust, SslContext> contexts = new ConcurrentHashMap<>();

  SslContext of(Route.Leg leg) throws IOException {
    Trust trust = new Trust(leg.authorities(), leg.verified());
    SslContext known = contexts.get(trust);
    if (known == null) {
      known = TlsContexts.client(trust.authorities, trust.verified);
      contexts.put(trust, known);
    }
    return known;
  }
}
