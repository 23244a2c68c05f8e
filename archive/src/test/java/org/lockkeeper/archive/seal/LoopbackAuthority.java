package org.lockkeeper.archive.seal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/**
 * A time-stamp authority for tests, with a root and keys made for the occasion, on a clock that the
 * test sets.
 */
public final class LoopbackAuthority implements TimeStampService {

  final X509Certificate root;
  final X509Certificate certificate;
  Instant now;

  private final KeyPair keys;
  private long serial = 100;

  /**
   * @param from beginning of its certificates
   * @param valid how long its own certificate counts; its root three times as long
   */
  public LoopbackAuthority(String name, Instant from, Duration valid) {
    now = from.plus(Duration.ofMinutes(1));
    try {
      KeyPair rootKeys = keys();
      keys = keys();
      X500Name rootName = new X500Name("CN=" + name + " root");
      root =
          sign(
              rootKeys,
              new JcaX509v3CertificateBuilder(
                      rootName,
                      BigInteger.ONE,
                      Date.from(from),
                      Date.from(from.plus(valid.multipliedBy(3))),
                      rootName,
                      rootKeys.getPublic())
                  .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                  .addExtension(
                      Extension.keyUsage,
                      true,
                      new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)));
      certificate =
          sign(
              rootKeys,
              new JcaX509v3CertificateBuilder(
                      rootName,
                      BigInteger.TWO,
                      Date.from(from),
                      Date.from(from.plus(valid)),
                      new X500Name("CN=" + name),
                      keys.getPublic())
                  .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                  .addExtension(
                      Extension.extendedKeyUsage,
                      true,
                      new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping)));
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static X509Certificate sign(KeyPair by, X509v3CertificateBuilder what)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(
            what.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
  }

  @Override
  public byte[] answer(byte[] request) throws IOException {
    try {
      TimeStampTokenGenerator tokens =
          new TimeStampTokenGenerator(
              new JcaSimpleSignerInfoGeneratorBuilder()
                  .setSignedAttributeGenerator(signingTime())
                  .build("SHA256withECDSA", keys.getPrivate(), certificate),
              new JcaDigestCalculatorProviderBuilder()
                  .build()
                  .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
              new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"));
      tokens.addCertificates(new JcaCertStore(List.of(certificate)));
      return new TimeStampResponseGenerator(
              tokens, Set.of(TSPAlgorithms.SHA256.getId(), TSPAlgorithms.SHA512.getId()))
          .generate(new TimeStampRequest(request), BigInteger.valueOf(serial++), Date.from(now))
          .getEncoded();
    } catch (TSPException | GeneralSecurityException | OperatorCreationException e) {
      throw new IOException(e);
    }
  }

  /** The library would state its own clock's time. */
  private AttributeTable signingTime() {
    return new AttributeTable(
        new DERSet(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(now))))));
  }

  public X509Certificate root() {
    return root;
  }

  public void setTime(Instant time) {
    now = time;
  }

  /** Serves it on a free port of loopback; stopped by closing. */
  Served serve() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/tsa", this::exchange);
    server.start();
    URI uri =
        URI.create(
            "http://"
                + server.getAddress().getHostString()
                + ":"
                + server.getAddress().getPort()
                + "/tsa");
    return new Served(server, uri);
  }

  record Served(HttpServer server, URI uri) implements AutoCloseable {
    @Override
    public void close() {
      server.stop(0);
    }
  }

  private void exchange(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean query =
          "application/timestamp-query"
              .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
      byte[] reply = query ? answer(exchange.getRequestBody().readAllBytes()) : new byte[0];
      exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
      exchange.sendResponseHeaders(query ? 200 : 415, reply.length == 0 ? -1 : reply.length);
      exchange.getResponseBody().write(reply);
    }
  }
}
