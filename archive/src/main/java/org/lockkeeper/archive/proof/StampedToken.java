package org.lockkeeper.archive.proof;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.archive.tlog.ProofFault;

/**
 * The parts of an RFC 3161 response that matter, taken apart and not yet believed.
 *
 * @param imprintAlgorithm with which the data was hashed
 * @param info the TSTInfo, which the signature covers by its hash
 * @param attributes the signed attributes, as a SET
 * @param signerIssuerAndSerial names the certificate that signed
 */
record StampedToken(
    Algorithm imprintAlgorithm,
    byte[] imprint,
    Instant time,
    byte[] info,
    List<X509Certificate> certificates,
    byte[] signerIssuerAndSerial,
    Algorithm digestAlgorithm,
    Der attributes,
    String signatureAlgorithm,
    byte[] signature) {

  /** The hash algorithms that still prove something (FIPS 180-4). */
  enum Algorithm {
    SHA256("SHA-256", "608648016503040201"),
    SHA384("SHA-384", "608648016503040202"),
    SHA512("SHA-512", "608648016503040203");

    private final String platformName;
    private final String identifier;

    Algorithm(String platformName, String identifier) {
      this.platformName = platformName;
      this.identifier = identifier;
    }

    String platformName() {
      return platformName;
    }

    static Algorithm of(Der algorithmIdentifier) throws ProofFault {
      String found = Der.at(algorithmIdentifier.values(Der.SEQUENCE), 0).identifier();
      for (Algorithm algorithm : values()) {
        if (algorithm.identifier.equals(found)) {
          return algorithm;
        }
      }
      throw new ProofFault(
          ProofFault.Kind.UNPROVEN, "the time-stamp uses a hash algorithm that proves nothing");
    }
  }

  /**
   * Takes a response apart.
   *
   * @throws ProofFault MALFORMED if it is none, UNSIGNED if it is a refusal
   */
  static StampedToken parse(byte[] response) throws ProofFault {
    List<Der> parts = Der.of(response).values(Der.SEQUENCE);
    if (parts.size() < 2) {
      throw new ProofFault(
          ProofFault.Kind.UNSIGNED, "the response is a refusal, without a time-stamp");
    }
    List<Der> contentInfo = parts.get(1).values(Der.SEQUENCE);
    expect(Der.at(contentInfo, 0), SIGNED_DATA);
    List<Der> signedData = Der.at(contentInfo, 1).inside(EXPLICIT_0).values(Der.SEQUENCE);
    List<Der> content = Der.at(signedData, 2).values(Der.SEQUENCE);
    expect(Der.at(content, 0), TST_INFO);
    byte[] info = Der.at(content, 1).inside(EXPLICIT_0).content(Der.OCTETS);
    List<Der> signer =
        Der.at(signedData, signedData.size() - 1).inside(Der.SET).values(Der.SEQUENCE);
    Der attributes = Der.tagged(signer, EXPLICIT_0).orElseThrow(Der::malformed);
    int after = signer.indexOf(attributes) + 1;

    List<Der> tstInfo = Der.of(info).values(Der.SEQUENCE);
    List<Der> imprint = Der.at(tstInfo, 2).values(Der.SEQUENCE);
    return new StampedToken(
        Algorithm.of(Der.at(imprint, 0)),
        Der.at(imprint, 1).content(Der.OCTETS),
        time(Der.at(tstInfo, 4).text(Der.TIME)),
        info,
        certificates(signedData),
        Der.at(signer, 1).encoded(),
        Algorithm.of(Der.at(signer, 2)),
        asSet(attributes),
        Der.at(Der.at(signer, after).values(Der.SEQUENCE), 0).identifier(),
        Der.at(signer, after + 1).content(Der.OCTETS));
  }

  /** The value of a signed attribute; empty if it is not there exactly once. */
  Optional<Der> attribute(String identifier) throws ProofFault {
    Optional<Der> found = Optional.empty();
    for (Der attribute : attributes.values(Der.SET)) {
      List<Der> typeAndValues = attribute.values(Der.SEQUENCE);
      if (Der.at(typeAndValues, 0).identifier().equals(identifier)) {
        if (found.isPresent()) {
          return Optional.empty();
        }
        found = Optional.of(Der.at(typeAndValues, 1).inside(Der.SET));
      }
    }
    return found;
  }

  /** RFC 5652 §5.4: signed is the SET, although an implicit tag stands in the file. */
  private static Der asSet(Der attributes) {
    byte[] encoded = attributes.encoded().clone();
    encoded[0] = Der.SET;
    return new Der(encoded, attributes.start());
  }

  private static List<X509Certificate> certificates(List<Der> signedData) throws ProofFault {
    List<X509Certificate> certificates = new ArrayList<>();
    Optional<Der> set = Der.tagged(signedData, EXPLICIT_0);
    if (set.isEmpty()) {
      return certificates;
    }
    for (Der certificate : set.get().values(EXPLICIT_0)) {
      try {
        certificates.add(
            (X509Certificate)
                CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate.encoded())));
      } catch (CertificateException e) {
        throw Der.malformed();
      }
    }
    return certificates;
  }

  /** RFC 3161 §2.4.2: in UTC, perhaps with a fraction of a second. */
  private static Instant time(String text) throws ProofFault {
    try {
      int point = text.indexOf('.');
      boolean utc = text.endsWith("Z");
      String seconds = text.substring(0, point < 0 ? text.length() - 1 : point);
      String fraction = point < 0 ? "" : text.substring(point + 1, text.length() - 1);
      if (!utc || fraction.length() > 9 || !fraction.chars().allMatch(Character::isDigit)) {
        throw Der.malformed();
      }
      long nanos = fraction.isEmpty() ? 0 : Long.parseLong((fraction + "00000000").substring(0, 9));
      return LocalDateTime.parse(seconds, DateTimeFormatter.ofPattern("uuuuMMddHHmmss"))
          .toInstant(ZoneOffset.UTC)
          .plusNanos(nanos);
    } catch (DateTimeException | IndexOutOfBoundsException | NumberFormatException e) {
      throw Der.malformed();
    }
  }

  private static void expect(Der identifier, String expected) throws ProofFault {
    if (!identifier.identifier().equals(expected)) {
      throw Der.malformed();
    }
  }

  private static final int EXPLICIT_0 = 0xa0;
  // 1.2.840.113549.1.7.2 and 1.2.840.113549.1.9.16.1.4
  private static final String SIGNED_DATA = "2a864886f70d010702";
  static final String TST_INFO = "2a864886f70d0109100104";
}
