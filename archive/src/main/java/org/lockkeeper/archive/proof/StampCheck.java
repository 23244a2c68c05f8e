package org.lockkeeper.archive.proof;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lockkeeper.archive.tlog.ProofFault;

/**
 * Checks an RFC 3161 time-stamp with the JDK alone. Knows RSA and ECDSA over SHA-2, which is what
 * authorities use; anything else is refused, not passed. Revocation is not looked up.
 */
final class StampCheck {

  private final Set<TrustAnchor> roots = new HashSet<>();

  StampCheck(Collection<X509Certificate> roots) {
    roots.forEach(root -> this.roots.add(new TrustAnchor(root, null)));
  }

  /**
   * What a time-stamp shows.
   *
   * @param trusted whether the authority leads to a root the verifier was given
   */
  record Stamped(Instant time, String authority, boolean trusted) {}

  /**
   * Checks a response over data.
   *
   * @throws ProofFault if it is over other data, its signature does not hold, or its certificate
   *     does not lead to one of the roots, if there are any
   */
  Stamped verify(byte[] response, byte[] data) throws ProofFault {
    StampedToken token = StampedToken.parse(response);
    if (!MessageDigest.isEqual(hash(token.imprintAlgorithm(), data), token.imprint())) {
      throw new ProofFault(ProofFault.Kind.UNPROVEN, "the time-stamp is over other data");
    }
    X509Certificate signer = signer(token);
    checkAttributes(token, signer);
    checkSignature(token, signer);
    checkPurpose(signer);
    if (!roots.isEmpty()) {
      checkPath(token, signer);
    }
    String name = signer.getSubjectX500Principal().getName();
    return new Stamped(token.time(), name, !roots.isEmpty());
  }

  /** The certificate whose issuer and serial number the token names. */
  private static X509Certificate signer(StampedToken token) throws ProofFault {
    List<Der> named = Der.of(token.signerIssuerAndSerial()).values(Der.SEQUENCE);
    for (X509Certificate certificate : token.certificates()) {
      byte[] issuer = certificate.getIssuerX500Principal().getEncoded();
      byte[] serial = certificate.getSerialNumber().toByteArray();
      if (MessageDigest.isEqual(Der.at(named, 0).encoded(), issuer)
          && MessageDigest.isEqual(Der.at(named, 1).content(Der.INTEGER), serial)) {
        return certificate;
      }
    }
    throw new ProofFault(
        ProofFault.Kind.UNSIGNED, "the time-stamp does not bring its authority's certificate");
  }

  /** RFC 5652 §5.4 and RFC 3161 §2.4.1: what is signed names the content and the certificate. */
  private static void checkAttributes(StampedToken token, X509Certificate signer)
      throws ProofFault {
    Optional<Der> type = token.attribute(CONTENT_TYPE);
    Optional<Der> digest = token.attribute(MESSAGE_DIGEST);
    byte[] hashed = hash(token.digestAlgorithm(), token.info());
    boolean content =
        type.isPresent()
            && type.get().identifier().equals(StampedToken.TST_INFO)
            && digest.isPresent()
            && MessageDigest.isEqual(digest.get().content(Der.OCTETS), hashed);
    if (!content || !namesCertificate(token, signer)) {
      throw new ProofFault(
          ProofFault.Kind.FORGED, "the time-stamp's signature is over other content");
    }
  }

  /**
   * RFC 2634 §5.4 with SHA-1, or RFC 5035 §3 with a hash of its choice, SHA-256 if it names none.
   */
  private static boolean namesCertificate(StampedToken token, X509Certificate signer)
      throws ProofFault {
    byte[] encoded;
    try {
      encoded = signer.getEncoded();
    } catch (CertificateEncodingException e) {
      throw Der.malformed();
    }
    Optional<Der> second = token.attribute(SIGNING_CERTIFICATE_V2);
    if (second.isPresent()) {
      List<Der> id = firstId(second.get());
      boolean named = Der.at(id, 0).tag() == Der.SEQUENCE;
      StampedToken.Algorithm algorithm =
          named ? StampedToken.Algorithm.of(id.get(0)) : StampedToken.Algorithm.SHA256;
      byte[] hash = Der.at(id, named ? 1 : 0).content(Der.OCTETS);
      return MessageDigest.isEqual(hash, hash(algorithm, encoded));
    }
    Optional<Der> first = token.attribute(SIGNING_CERTIFICATE);
    return first.isPresent()
        && MessageDigest.isEqual(
            Der.at(firstId(first.get()), 0).content(Der.OCTETS), hash("SHA-1", encoded));
  }

  private static List<Der> firstId(Der signingCertificate) throws ProofFault {
    List<Der> ids = Der.at(signingCertificate.values(Der.SEQUENCE), 0).values(Der.SEQUENCE);
    return Der.at(ids, 0).values(Der.SEQUENCE);
  }

  private static void checkSignature(StampedToken token, X509Certificate signer) throws ProofFault {
    String algorithm = algorithm(token);
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initVerify(signer.getPublicKey());
      signature.update(token.attributes().encoded());
      if (signature.verify(token.signature())) {
        return;
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform has no " + algorithm, e);
    } catch (GeneralSecurityException notEvenASignature) {
      // Said below.
    }
    throw new ProofFault(ProofFault.Kind.FORGED, "the time-stamp's signature does not hold");
  }

  private static String algorithm(StampedToken token) throws ProofFault {
    if (token.signatureAlgorithm().equals(RSA)) {
      return token.digestAlgorithm().platformName().replace("-", "") + "withRSA";
    }
    return Optional.ofNullable(SIGNATURES.get(token.signatureAlgorithm()))
        .orElseThrow(
            () ->
                new ProofFault(
                    ProofFault.Kind.UNPROVEN,
                    "the time-stamp is signed by an algorithm this verifier does not know; try"
                        + " 'openssl ts -verify'"));
  }

  /** RFC 3161 §2.3: for time-stamping and nothing else, and marked critical. */
  private static void checkPurpose(X509Certificate signer) throws ProofFault {
    try {
      List<String> purposes = signer.getExtendedKeyUsage();
      Set<String> critical = signer.getCriticalExtensionOIDs();
      if (purposes != null
          && purposes.equals(List.of(TIME_STAMPING))
          && critical != null
          && critical.contains(EXTENDED_KEY_USAGE)) {
        return;
      }
    } catch (CertificateParsingException e) {
      // Said below.
    }
    throw new ProofFault(
        ProofFault.Kind.UNSIGNED, "the time-stamp's certificate is not for time-stamping alone");
  }

  private void checkPath(StampedToken token, X509Certificate signer) throws ProofFault {
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(signer);
    try {
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(roots, target);
      parameters.addCertStore(
          CertStore.getInstance(
              "Collection",
              new CollectionCertStoreParameters(new ArrayList<>(token.certificates()))));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(token.time()));
      CertPathBuilder.getInstance("PKIX").build(parameters);
    } catch (CertPathBuilderException e) {
      throw new ProofFault(
          ProofFault.Kind.UNSIGNED,
          "the time-stamp authority does not lead to a root that was given: " + e.getMessage());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform checks no certificate paths", e);
    }
  }

  private static byte[] hash(StampedToken.Algorithm algorithm, byte[] data) {
    return hash(algorithm.platformName(), data);
  }

  private static byte[] hash(String algorithm, byte[] data) {
    try {
      return MessageDigest.getInstance(algorithm).digest(data);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has " + algorithm, e);
    }
  }

  // Object identifiers, as their DER content. RFC 5652 §11, RFC 2634 §5.4, RFC 5035 §3.
  private static final String CONTENT_TYPE = "2a864886f70d010903";
  private static final String MESSAGE_DIGEST = "2a864886f70d010904";
  private static final String SIGNING_CERTIFICATE = "2a864886f70d010910020c";
  private static final String SIGNING_CERTIFICATE_V2 = "2a864886f70d010910022f";
  private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
  private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  private static final String RSA = "2a864886f70d010101";
  private static final Map<String, String> SIGNATURES =
      Map.of(
          "2a864886f70d01010b", "SHA256withRSA",
          "2a864886f70d01010c", "SHA384withRSA",
          "2a864886f70d01010d", "SHA512withRSA",
          "2a8648ce3d040302", "SHA256withECDSA",
          "2a8648ce3d040303", "SHA384withECDSA",
          "2a8648ce3d040304", "SHA512withECDSA");
}
