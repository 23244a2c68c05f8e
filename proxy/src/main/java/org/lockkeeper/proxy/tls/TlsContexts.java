package org.lockkeeper.proxy.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Makes the TLS contexts of both sides: TLS 1.3 and 1.2 (RFC 8446, RFC 5246), BoringSSL where it
 * loads and the JDK's engine otherwise. A context costs milliseconds: make one a listener, one a
 * trust, not one a connection.
 */
public final class TlsContexts {

  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  /** Whether BoringSSL is in use. */
  public static boolean isNative() {
    return OpenSsl.isAvailable();
  }

  /**
   * The context of a listener. It offers HTTP/1.1 only; HTTP/2 joins the list when the listener
   * speaks it.
   */
  public static SslContext server(ServerIdentity identity) throws IOException {
    return SslContextBuilder.forServer(
            identity.key(), identity.chain().toArray(X509Certificate[]::new))
        .sslProvider(provider())
        .protocols(VERSIONS)
        .applicationProtocolConfig(
            new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT,
                ApplicationProtocolNames.HTTP_1_1))
        .build();
  }

  /**
   * The context towards services.
   *
   * @param authorities a PEM file of authorities trusted besides the JDK's
   * @param verified whether certificate and host name are checked
   * @throws IOException if the file cannot be read or holds no certificate
   */
  public static SslContext client(Optional<Path> authorities, boolean verified) throws IOException {
    SslContextBuilder builder =
        SslContextBuilder.forClient().sslProvider(provider()).protocols(VERSIONS);
    if (!verified) {
      return builder
          .trustManager(InsecureTrustManagerFactory.INSTANCE)
          .endpointIdentificationAlgorithm(null)
          .build();
    }
    builder.endpointIdentificationAlgorithm("HTTPS"); // RFC 9110 §4.3.4
    if (authorities.isPresent()) {
      builder.trustManager(withJdkTrust(authorities.get()));
    }
    return builder.build();
  }

  /** The JDK's roots and the file's, as one store: a chain may end in either. */
  private static TrustManagerFactory withJdkTrust(Path authorities) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (X509Certificate certificate : Pem.certificates(authorities)) {
        store.setCertificateEntry("own-" + count++, certificate);
      }
      TrustManagerFactory jdk =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      jdk.init((KeyStore) null);
      for (TrustManager manager : jdk.getTrustManagers()) {
        if (manager instanceof X509TrustManager roots) {
          for (X509Certificate certificate : roots.getAcceptedIssuers()) {
            store.setCertificateEntry("jdk-" + count++, certificate);
          }
        }
      }
      TrustManagerFactory both =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      both.init(store);
      return both;
    } catch (GeneralSecurityException ours) {
      throw new IllegalStateException("this JDK cannot hold X.509 trust", ours);
    }
  }

  private static SslProvider provider() {
    return isNative() ? SslProvider.OPENSSL : SslProvider.JDK;
  }

  private TlsContexts() {}
}
