package org.lockkeeper.proxy.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Textual encodings of keys and certificates (RFC 7468). */
final class Pem {

  private static final String PKCS8 = "PRIVATE KEY";

  /** Every certificate in a file, in order; at least one. */
  static List<X509Certificate> certificates(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      List<X509Certificate> found = new ArrayList<>();
      for (var certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes))) {
        found.add((X509Certificate) certificate);
      }
      if (found.isEmpty()) {
        throw new IOException(file + " holds no certificate; a PEM certificate chain is wanted");
      }
      return found;
    } catch (CertificateException broken) {
      throw new IOException(file + " is not a PEM certificate chain: " + broken.getMessage());
    }
  }

  /** The unencrypted PKCS#8 key in a file. */
  static PrivateKey privateKey(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    refuseOtherForms(file, text);
    try {
      byte[] der = Base64.getMimeDecoder().decode(between(file, text));
      return new JcaPEMKeyConverter().getPrivateKey(PrivateKeyInfo.getInstance(der));
    } catch (IllegalArgumentException broken) {
      throw new IOException(file + " holds a broken PKCS#8 key: " + broken.getMessage());
    }
  }

  /** PEM of one object. */
  static String encode(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  /** PEM of a chain. */
  static String encode(List<X509Certificate> chain) {
    StringBuilder text = new StringBuilder();
    try {
      for (X509Certificate certificate : chain) {
        text.append(encode("CERTIFICATE", certificate.getEncoded()));
      }
    } catch (CertificateException ours) {
      throw new UncheckedIOException(new IOException(ours));
    }
    return text.toString();
  }

  /** PEM of a key, PKCS#8. */
  static String encode(PrivateKey key) {
    return encode(PKCS8, key.getEncoded());
  }

  private static void refuseOtherForms(Path file, String text) throws IOException {
    boolean encrypted =
        text.contains("BEGIN ENCRYPTED " + PKCS8) || text.contains("Proc-Type: 4,ENCRYPTED");
    boolean sec1 = text.contains("BEGIN EC " + PKCS8);
    boolean pkcs1 = text.contains("BEGIN RSA " + PKCS8);
    if (!encrypted && !sec1 && !pkcs1) {
      return;
    }
    String form = encrypted ? "encrypted" : sec1 ? "in SEC1 form" : "in PKCS#1 form";
    throw new IOException(
        file
            + " is "
            + form
            + "; convert it with: openssl pkcs8 -topk8 -nocrypt -in "
            + file
            + " -out server.key");
  }

  private static String between(Path file, String text) throws IOException {
    String begin = "-----BEGIN " + PKCS8 + "-----";
    int start = text.indexOf(begin);
    int end = text.indexOf("-----END " + PKCS8 + "-----");
    if (start < 0 || end < start) {
      throw new IOException(file + " holds no private key; a PKCS#8 PEM key is wanted");
    }
    return text.substring(start + begin.length(), end).strip();
  }

  private Pem() {}
}
