package org.lockkeeper.archive.seal;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.ers.ERSArchiveTimeStamp;
import org.bouncycastle.tsp.ers.ERSByteData;
import org.bouncycastle.tsp.ers.ERSEvidenceRecord;
import org.bouncycastle.tsp.ers.ERSEvidenceRecordGenerator;
import org.lockkeeper.archive.tlog.ProofFault;

/**
 * Makes a time-stamp last (RFC 4998): an evidence record begins with the stamp of a checkpoint and
 * is renewed before the authority's certificate ends or its algorithms fall. The bytes are those of
 * an {@code .er} file.
 */
public final class EvidenceRecords {

  private final TimeStamps authority;

  /**
   * @param authority of the renewals; need not be that of the first stamp
   */
  public EvidenceRecords(TimeStamps authority) {
    this.authority = authority;
  }

  /** What data is hashed with when a record's hashes are renewed. */
  public enum Hash {
    SHA_256(NISTObjectIdentifiers.id_sha256),
    SHA_384(NISTObjectIdentifiers.id_sha384),
    SHA_512(NISTObjectIdentifiers.id_sha512);

    private final ASN1ObjectIdentifier identifier;

    Hash(ASN1ObjectIdentifier identifier) {
      this.identifier = identifier;
    }
  }

  /**
   * A record that begins with a time-stamp that is there.
   *
   * @param response of the authority, as a {@code .tsr} file has it
   */
  public static byte[] begin(byte[] response) throws ProofFault {
    return Asn1.read(
        () -> {
          ERSArchiveTimeStamp first =
              ERSArchiveTimeStamp.fromTimeStampToken(
                  TimeStampVerifier.token(response), calculators());
          return new ERSEvidenceRecordGenerator(calculators()).generate(first).getEncoded();
        },
        "the time-stamp");
  }

  /**
   * Renews the time-stamp (RFC 4998 §5.2): the last one is stamped again, before its certificate
   * ends. Does not need the data.
   *
   * @return the record that takes the place of the old one
   */
  public byte[] renewTimeStamp(byte[] record) throws IOException, ProofFault {
    ERSEvidenceRecord old = read(record);
    TimeStampRequest request =
        Asn1.read(
            () -> old.generateTimeStampRenewalRequest(TimeStamps.generator(), authority.nonce()),
            "the evidence record");
    var response = authority.ask(request);
    return Asn1.read(() -> old.renewTimeStamp(response).getEncoded(), "the evidence record");
  }

  /**
   * Renews the hashes (RFC 4998 §5.3): data and record are hashed with a stronger algorithm and
   * stamped, before the old algorithm falls.
   *
   * @param data what the record is about
   * @return the record that takes the place of the old one
   */
  public byte[] renewHash(byte[] record, byte[] data, Hash hash) throws IOException, ProofFault {
    ERSEvidenceRecord old = read(record);
    TimeStampRequest request =
        Asn1.read(
            () ->
                old.generateHashRenewalRequest(
                    calculator(hash),
                    new ERSByteData(data),
                    TimeStamps.generator(),
                    authority.nonce()),
            "the evidence record");
    var response = authority.ask(request);
    return Asn1.read(
        () -> old.renewHash(calculator(hash), new ERSByteData(data), response).getEncoded(),
        "the evidence record");
  }

  private static ERSEvidenceRecord read(byte[] record) throws ProofFault {
    return Asn1.read(() -> new ERSEvidenceRecord(record, calculators()), "the evidence record");
  }

  private static DigestCalculator calculator(Hash hash) throws OperatorCreationException {
    return calculators().get(new AlgorithmIdentifier(hash.identifier));
  }

  private static DigestCalculatorProvider calculators() throws OperatorCreationException {
    return new JcaDigestCalculatorProviderBuilder().build();
  }
}
