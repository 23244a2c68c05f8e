package org.lockkeeper.proxy.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The key and certificate chain by which the gateway proves its name to clients. The leaf stands
 * first; the key is known to fit it.
 */
public record ServerIdentity(PrivateKey key, List<X509Certificate> chain) {

  public ServerIdentity {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a certificate chain needs at least one certificate");
    }
  }

  /**
   * Reads an operator's own identity: a PEM chain, leaf first, and an unencrypted PKCS#8 PEM key.
   *
   * @throws IOException if a file cannot be read, is of another form, or the two do not belong
   *     together; the message is one line that says what to do
   */
  public static ServerIdentity load(Path certificates, Path key) throws IOException {
    List<X509Certificate> chain = Pem.certificates(certificates);
    PrivateKey secret = Pem.privateKey(key);
    if (!fits(secret, chain.getFirst().getPublicKey())) {
      throw new IOException(
          key
              + " is not the key of the first certificate in "
              + certificates
              + "; put the server's own certificate first, or name its key");
    }
    return new ServerIdentity(secret, chain);
  }

  /** Signs a probe with the key and checks it with the certificate: works for every algorithm. */
  private static boolean fits(PrivateKey secret, PublicKey open) {
    String algorithm =
        switch (open.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          case String other -> other;
        };
    try {
      byte[] probe = {1, 2, 3, 4};
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(secret);
      signing.update(probe);
      Signature checking = Signature.getInstance(algorithm);
      checking.initVerify(open);
      checking.update(probe);
      return checking.verify(signing.sign());
    } catch (GeneralSecurityException unlike) {
      return false;
    }
  }

  /** The chain's subject only: the key is a secret. */
  @Override
  public String toString() {
    return chain.getFirst().getSubjectX500Principal().getName();
  }
}
