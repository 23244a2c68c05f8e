package org.lockkeeper.archive.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockkeeper.archive.seal.TimeStampTest.kind;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.tsp.ArchiveTimeStampChain;
import org.bouncycastle.asn1.tsp.ArchiveTimeStampSequence;
import org.bouncycastle.asn1.tsp.EvidenceRecord;
import org.junit.jupiter.api.Test;
import org.lockkeeper.archive.tlog.ProofFault;

/** Evidence that is renewed over the years, as RFC 4998 has it. */
class EvidenceTest {

  // Long ago: the library refuses to renew what its own clock takes for the future.
  private static final Instant BEGIN = Instant.parse("2016-01-01T00:00:00Z");
  private static final Duration YEAR = Duration.ofDays(365);
  private static final byte[] DATA = "a checkpoint\n".getBytes(StandardCharsets.UTF_8);

  private final LoopbackAuthority first = new LoopbackAuthority("First", BEGIN, YEAR);
  private final LoopbackAuthority second =
      new LoopbackAuthority("Second", BEGIN.plus(Duration.ofDays(300)), YEAR.multipliedBy(3));
  private final EvidenceVerifier verifier =
      new EvidenceVerifier(new TimeStampVerifier(List.of(first.root, second.root)));
  private final EvidenceRecords renewals = new EvidenceRecords(stamps(second));

  private static TimeStamps stamps(LoopbackAuthority authority) {
    return new TimeStamps(authority, () -> BigInteger.valueOf(authority.now.getEpochSecond()));
  }

  private byte[] begun() throws IOException, ProofFault {
    return EvidenceRecords.begin(stamps(first).stamp(DATA));
  }

  private List<TimeStamp> verify(byte[] record, byte[] data) throws ProofFault {
    return verifier.verify(record, data, second.now);
  }

  @Test
  void beginsWithAStamp() throws IOException, ProofFault {
    List<TimeStamp> stamps = verifier.verify(begun(), DATA, first.now);
    assertThat(stamps).extracting(TimeStamp::time).containsExactly(first.now);
    assertThat(kind(() -> verifier.verify(begun(), new byte[1], first.now)))
        .isEqualTo(ProofFault.Kind.UNPROVEN);
  }

  @Test
  void isRenewedBeforeTheCertificateEnds() throws IOException, ProofFault {
    byte[] record = renewals.renewTimeStamp(begun());
    Instant renewed = second.now;
    assertThat(verify(record, DATA))
        .extracting(TimeStamp::time)
        .containsExactly(first.now, renewed);

    second.now = second.now.plus(YEAR);
    byte[] again = renewals.renewTimeStamp(record);
    // Long after the first authority's end.
    assertThat(verify(again, DATA))
        .extracting(TimeStamp::time)
        .containsExactly(first.now, renewed, second.now);
    assertThat(kind(() -> verify(again, new byte[1]))).isEqualTo(ProofFault.Kind.UNPROVEN);
  }

  @Test
  void hashesAreRenewedToo() throws IOException, ProofFault {
    byte[] once = renewals.renewTimeStamp(begun());
    second.now = second.now.plus(YEAR);
    byte[] stronger = renewals.renewHash(once, DATA, EvidenceRecords.Hash.SHA_512);
    assertThat(verify(stronger, DATA)).hasSize(3);
    second.now = second.now.plus(Duration.ofDays(30));
    byte[] twice = renewals.renewTimeStamp(stronger);
    assertThat(verify(twice, DATA)).hasSize(4);
    second.now = second.now.plus(Duration.ofDays(30));
    byte[] thrice = renewals.renewHash(twice, DATA, EvidenceRecords.Hash.SHA_256);
    assertThat(verify(thrice, DATA)).hasSize(5);
    assertThat(kind(() -> verify(thrice, new byte[1]))).isEqualTo(ProofFault.Kind.UNPROVEN);
  }

  @Test
  void hashesRenewedOverOtherDataAreRefused() throws IOException, ProofFault {
    assertThat(kind(() -> renewals.renewHash(begun(), new byte[1], EvidenceRecords.Hash.SHA_512)))
        .isEqualTo(ProofFault.Kind.MALFORMED);

    // A record put together from the first chain of one and the second of another.
    byte[] other = EvidenceRecords.begin(stamps(first).stamp(new byte[1]));
    byte[] renewed = renewals.renewHash(other, new byte[1], EvidenceRecords.Hash.SHA_512);
    EvidenceRecord one = EvidenceRecord.getInstance(begun());
    EvidenceRecord two = EvidenceRecord.getInstance(renewed);
    ArchiveTimeStampChain[] mixed = {
      one.getArchiveTimeStampSequence().getArchiveTimeStampChains()[0],
      two.getArchiveTimeStampSequence().getArchiveTimeStampChains()[1]
    };
    byte[] wrong =
        new EvidenceRecord(
                two.getDigestAlgorithms(), null, null, new ArchiveTimeStampSequence(mixed))
            .getEncoded();
    assertThat(kind(() -> verify(wrong, DATA))).isEqualTo(ProofFault.Kind.UNPROVEN);
  }

  @Test
  void aRenewalThatCameTooLateIsRefused() throws IOException, ProofFault {
    second.now = BEGIN.plus(YEAR).plusSeconds(1);
    byte[] late = renewals.renewTimeStamp(begun());
    assertThat(kind(() -> verify(late, DATA))).isEqualTo(ProofFault.Kind.UNPROVEN);
  }

  @Test
  void evidenceThatIsNoLongerRenewedEnds() throws IOException, ProofFault {
    byte[] record = begun();
    assertThat(kind(() -> verifier.verify(record, DATA, BEGIN.plus(YEAR).plusSeconds(1))))
        .isEqualTo(ProofFault.Kind.UNPROVEN);
  }

  @Test
  void flippedBytesAndNonsenseAreRefused() throws IOException, ProofFault {
    byte[] record = renewals.renewTimeStamp(begun());
    int unseen = 0;
    for (int at = 0; at < record.length; at += 3) {
      byte[] flipped = record.clone();
      flipped[at] ^= 1;
      try {
        verify(flipped, DATA);
        unseen++;
      } catch (ProofFault expected) {
        assertThat(expected.getMessage()).isNotEmpty();
      }
    }
    // The list of algorithms at the front is a hint only.
    assertThat(unseen).isLessThan(12);
    assertThat(kind(() -> verify(new byte[0], DATA))).isEqualTo(ProofFault.Kind.MALFORMED);
    assertThat(kind(() -> verify(DATA, DATA))).isEqualTo(ProofFault.Kind.MALFORMED);
  }
}
