package org.lockkeeper.archive.seal;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.lockkeeper.archive.tlog.ProofFault;

/**
 * Checks time-stamps (RFC 3161 §2.2): that the token is over the data, signed by the certificate it
 * names, that this is for time-stamping only, and that it leads to a trusted root at the token's
 * own time. Revocation is not looked up: it works without a network, years later.
 */
public final class TimeStampVerifier {

  private final Set<TrustAnchor> roots = new HashSet<>();

  /**
   * @param roots certificates of authorities to believe; whose they are is the caller's choice
   */
  public TimeStampVerifier(Collection<X509Certificate> roots) {
    roots.forEach(root -> this.roots.add(new TrustAnchor(root, null)));
  }

  /**
   * Checks a response, as a {@code .tsr} file has it.
   *
   * @throws ProofFault if it does not show that the data was there at its time
   */
  public TimeStamp verify(byte[] response, byte[] data) throws ProofFault {
    TimeStampToken token = token(response);
    byte[] imprint = token.getTimeStampInfo().getMessageImprintDigest();
    byte[] hash = hash(token, data);
    if (!MessageDigest.isEqual(imprint, hash)) {
      throw new ProofFault(ProofFault.Kind.UNPROVEN, "the time-stamp is over other data");
    }
    return verify(token);
  }

  static TimeStampToken token(byte[] response) throws ProofFault {
    TimeStampToken token =
        Asn1.read(
            () -> new TimeStampResponse(response).getTimeStampToken(), "the time-stamp response");
    return Optional.ofNullable(token)
        .orElseThrow(
            () ->
                new ProofFault(
                    ProofFault.Kind.UNSIGNED, "the response is a refusal, without a time-stamp"));
  }

  private static byte[] hash(TimeStampToken token, byte[] data) throws ProofFault {
    String algorithm = HashAlgorithms.name(token.getTimeStampInfo().getMessageImprintAlgOID());
    return HashAlgorithms.of(algorithm).digest(data);
  }

  /** Checks a token's signature and certificates; not what it is over. */
  TimeStamp verify(TimeStampToken token) throws ProofFault {
    X509CertificateHolder signer = signer(token);
    X509Certificate certificate = Asn1.read(() -> convert(signer), "the authority's certificate");
    Asn1.read(() -> checkSignature(token, certificate), "the time-stamp's signature");
    Date time = token.getTimeStampInfo().getGenTime();
    checkPath(token, certificate, time);
    return new TimeStamp(
        time.toInstant(),
        certificate.getSubjectX500Principal().getName(),
        token.getTimeStampInfo().getSerialNumber(),
        token.getTimeStampInfo().getPolicy().getId(),
        certificate.getNotAfter().toInstant());
  }

  private static boolean checkSignature(TimeStampToken token, X509Certificate certificate)
      throws ProofFault, OperatorCreationException {
    try {
      token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(certificate));
      return true;
    } catch (TSPException e) {
      throw new ProofFault(
          ProofFault.Kind.FORGED, "the time-stamp's signature does not hold: " + e.getMessage());
    }
  }

  private static X509CertificateHolder signer(TimeStampToken token) throws ProofFault {
    Collection<X509CertificateHolder> brought =
        Asn1.read(() -> token.getCertificates().getMatches(null), "the time-stamp");
    return brought.stream()
        .filter(token.getSID()::match)
        .findFirst()
        .orElseThrow(
            () ->
                new ProofFault(
                    ProofFault.Kind.UNSIGNED,
                    "the time-stamp does not bring its authority's certificate"));
  }

  private static X509Certificate convert(X509CertificateHolder holder)
      throws GeneralSecurityException {
    return new JcaX509CertificateConverter().getCertificate(holder);
  }

  private void checkPath(TimeStampToken token, X509Certificate certificate, Date time)
      throws ProofFault {
    if (roots.isEmpty()) {
      throw new ProofFault(ProofFault.Kind.UNSIGNED, "no time-stamp authority is trusted");
    }
    List<X509Certificate> brought = new ArrayList<>();
    for (X509CertificateHolder holder : token.getCertificates().getMatches(null)) {
      brought.add(Asn1.read(() -> convert(holder), "a certificate of the time-stamp"));
    }
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(certificate);
    try {
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(roots, target);
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(brought)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(time);
      Objects.requireNonNull(CertPathBuilder.getInstance("PKIX").build(parameters));
    } catch (CertPathBuilderException e) {
      throw new ProofFault(
          ProofFault.Kind.UNSIGNED,
          "the time-stamp authority "
              + certificate.getSubjectX500Principal().getName()
              + " does not lead to a trusted root: "
              + e.getMessage());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform checks no certificate paths", e);
    }
  }
}
