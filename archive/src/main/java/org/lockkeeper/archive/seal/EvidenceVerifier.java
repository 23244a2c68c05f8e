package org.lockkeeper.archive.seal;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.tsp.ArchiveTimeStamp;
import org.bouncycastle.asn1.tsp.ArchiveTimeStampChain;
import org.bouncycastle.asn1.tsp.ArchiveTimeStampSequence;
import org.bouncycastle.asn1.tsp.EvidenceRecord;
import org.bouncycastle.asn1.tsp.PartialHashtree;
import org.bouncycastle.tsp.TimeStampToken;
import org.lockkeeper.archive.tlog.ProofFault;

/**
 * Checks evidence records as RFC 4998 §5.3 and §4.3 say: the first time-stamp is over the data,
 * each later one over the one before, each new chain over the data and all earlier chains, and each
 * was given while the one before still counted.
 */
public final class EvidenceVerifier {

  private final TimeStampVerifier verifier;

  /**
   * @param verifier knows whom to believe
   */
  public EvidenceVerifier(TimeStampVerifier verifier) {
    this.verifier = verifier;
  }

  /**
   * Checks a record.
   *
   * @param now must be before the end of the newest stamp's certificate
   * @return the time-stamps, the oldest first: the data was there at its time
   * @throws ProofFault if the record does not show it
   */
  public List<TimeStamp> verify(byte[] record, byte[] data, Instant now) throws ProofFault {
    List<List<ArchiveTimeStamp>> chains = Asn1.read(() -> chains(record), "the evidence record");
    List<TimeStamp> times = new ArrayList<>();
    for (int i = 0; i < chains.size(); i++) {
      List<ArchiveTimeStamp> chain = chains.get(i);
      for (int j = 0; j < chain.size(); j++) {
        ArchiveTimeStamp stamp = chain.get(j);
        MessageDigest hash = hash(chain.getFirst(), stamp);
        byte[] covered =
            j > 0
                ? hash.digest(der(chain.get(j - 1).getTimeStamp()))
                : i > 0 ? renewed(hash, data, chains.subList(0, i)) : hash.digest(data);
        TimeStamp time = verify(stamp, covered, hash);
        checkOrder(times, time);
        times.add(time);
      }
    }
    if (times.isEmpty()) {
      throw new ProofFault(ProofFault.Kind.UNSIGNED, "the evidence record has no time-stamp");
    }
    if (now.isAfter(times.getLast().validUntil())) {
      throw new ProofFault(
          ProofFault.Kind.UNPROVEN,
          "the newest time-stamp was not renewed before its certificate ended, "
              + times.getLast().validUntil());
    }
    return times;
  }

  private static List<List<ArchiveTimeStamp>> chains(byte[] record) {
    List<List<ArchiveTimeStamp>> chains = new ArrayList<>();
    EvidenceRecord read = EvidenceRecord.getInstance(record);
    for (ArchiveTimeStampChain chain :
        read.getArchiveTimeStampSequence().getArchiveTimeStampChains()) {
      chains.add(List.of(chain.getArchiveTimestamps()));
    }
    return chains;
  }

  /** One algorithm a chain: another one takes a renewal of the hashes. */
  private static MessageDigest hash(ArchiveTimeStamp first, ArchiveTimeStamp stamp)
      throws ProofFault {
    String name =
        HashAlgorithms.name(
            Asn1.read(() -> stamp.getDigestAlgorithmIdentifier().getAlgorithm(), "a time-stamp"));
    if (!name.equals(HashAlgorithms.name(first.getDigestAlgorithmIdentifier().getAlgorithm()))) {
      throw new ProofFault(
          ProofFault.Kind.UNPROVEN, "a chain of time-stamps changes its hash algorithm");
    }
    return HashAlgorithms.of(name);
  }

  /** RFC 4998 §5.2, hash-tree renewal: over the data and every chain before. */
  private static byte[] renewed(
      MessageDigest hash, byte[] data, List<List<ArchiveTimeStamp>> earlier) throws ProofFault {
    ArchiveTimeStampChain[] chains =
        earlier.stream()
            .map(chain -> new ArchiveTimeStampChain(chain.toArray(ArchiveTimeStamp[]::new)))
            .toArray(ArchiveTimeStampChain[]::new);
    byte[] both = hash.digest(data);
    byte[] before = hash.digest(der(new ArchiveTimeStampSequence(chains)));
    hash.update(both);
    return hash.digest(before);
  }

  private static byte[] der(ASN1Object value) throws ProofFault {
    return Asn1.read(() -> value.getEncoded(ASN1Encoding.DER), "the evidence record");
  }

  private TimeStamp verify(ArchiveTimeStamp stamp, byte[] covered, MessageDigest hash)
      throws ProofFault {
    TimeStampToken token =
        Asn1.read(() -> new TimeStampToken(stamp.getTimeStamp()), "a time-stamp");
    String algorithm = HashAlgorithms.name(token.getTimeStampInfo().getMessageImprintAlgOID());
    byte[] imprint = token.getTimeStampInfo().getMessageImprintDigest();
    if (!algorithm.equals(hash.getAlgorithm())
        || !MessageDigest.isEqual(imprint, root(stamp, covered, hash))) {
      throw new ProofFault(
          ProofFault.Kind.UNPROVEN, "a time-stamp of the evidence record is over other data");
    }
    return verifier.verify(token);
  }

  /** RFC 4998 §4.3: the hashes of each list, in order, hashed into the next. */
  private static byte[] root(ArchiveTimeStamp stamp, byte[] covered, MessageDigest hash)
      throws ProofFault {
    List<PartialHashtree> lists =
        Asn1.read(
            () ->
                stamp.getReducedHashTree() == null
                    ? List.of()
                    : List.of(stamp.getReducedHashTree()),
            "a time-stamp's hash tree");
    if (lists.isEmpty()) {
      return covered;
    }
    if (!lists.getFirst().containsHash(covered)) {
      throw new ProofFault(
          ProofFault.Kind.UNPROVEN, "a hash tree of the evidence record is over other data");
    }
    List<byte[]> carried = List.of();
    for (PartialHashtree list : lists) {
      List<byte[]> all = new ArrayList<>(carried);
      all.addAll(List.of(list.getValues()));
      all.sort(Arrays::compareUnsigned);
      if (all.size() > 1) {
        all.forEach(hash::update);
        carried = List.of(hash.digest());
      } else {
        carried = all;
      }
    }
    return carried.getFirst();
  }

  private static void checkOrder(List<TimeStamp> earlier, TimeStamp next) throws ProofFault {
    if (earlier.isEmpty()) {
      return;
    }
    TimeStamp before = earlier.getLast();
    if (next.time().isBefore(before.time()) || next.time().isAfter(before.validUntil())) {
      throw new ProofFault(
          ProofFault.Kind.UNPROVEN,
          "the time-stamp of "
              + before.time()
              + " was not renewed while its certificate counted, but at "
              + next.time());
    }
  }
}
