package org.lockkeeper.tests.tls;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority that lives as long as a test: it signs one P-256 certificate for {@code
 * localhost} and further names, and lies as PEM files in a folder for programs that read files.
 */
public final class TestAuthority {

  private final X509Bundle root;

  private final Path folder;

  private TestAuthority(X509Bundle root, Path folder) {
    this.root = root;

    this.folder = folder;
  }

  /** A new authority, its files in the folder, its certificate good for the names and loopback. */
  public static TestAuthority in(Path folder, String... names) throws IOException {
    try {
      X509Bundle root =
          new CertificateBuilder()
              .ecp256()
              .subject("CN=Test Authority")
              .setIsCertificateAuthority(true)
              .setKeyUsage(true, KeyUsage.keyCertSign, KeyUsage.cRLSign)
              .buildSelfSigned();
      CertificateBuilder builder =
          new CertificateBuilder()
              .ecp256()
              .subject("CN=localhost")
              .addSanDnsName("localhost")
              .addSanIpAddress("127.0.0.1")
              .setKeyUsage(true, KeyUsage.digitalSignature)
              .addExtendedKeyUsageServerAuth();
      for (String name : names) {
        builder.addSanDnsName(name);
      }
      X509Bundle leaf = builder.buildIssuedBy(root);
      Files.createDirectories(folder);
      var authority = new TestAuthority(root, folder);
      Files.writeString(authority.rootFile(), root.getCertificatePEM());
      Files.writeString(authority.chainFile(), leaf.getCertificatePEM());
      Files.writeString(authority.keyFile(), leaf.getPrivateKeyPEM());
      return authority;
    } catch (IOException disk) {
      throw disk;
    } catch (Exception unable) {
      throw new IllegalStateException("cannot make test certificates", unable);
    }
  }

  /** The authority's own certificate, for whoever shall trust it. */
  public Path rootFile() {
    return folder.resolve("root.pem");
  }

  /** The server's certificate. */
  public Path chainFile() {
    return folder.resolve("server.pem");
  }

  /** The server's key, PKCS #8, unlocked. */
  public Path keyFile() {
    return folder.resolve("server.key");
  }

  /** The authority's own certificate. */
  public X509Certificate root() {
    return root.getCertificate();
  }

  /** A context for clients that trust this authority and no other. */
  public SSLContext clientContext() {
    return trusting(root.getCertificate());
  }

  /** A context for clients that trust one certificate and no other. */
  public static SSLContext trusting(X509Certificate trusted) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("trusted", trusted);
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException unable) {
      throw new IllegalStateException("cannot trust " + trusted.getSubjectX500Principal(), unable);
    }
  }
}
