package org.lockkeeper.proxy.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lockkeeper.detect.DetectorSet.Detected;
import org.lockkeeper.message.Digest;
import org.lockkeeper.shared.FindingsCacheContract;

/** What members say bears their seal, and findings can be read by who has the text. */
final class SealTest {

  private static final Seal OURS = Seal.of("0123456789012345678901234567890x".getBytes(UTF_8));
  private static final Seal THEIRS = Seal.of("0123456789012345678901234567890y".getBytes(UTF_8));
  private static final byte[] BODY = "body".getBytes(UTF_8);
  private static final Digest TEXT = Digest.of("some text".getBytes(UTF_8));

  @Test
  void aStrangersChangedMovedOrCutWordIsNoWord() {
    byte[] sealed = OURS.seal("counts", BODY);
    assertThat(OURS.open("counts", sealed).map(String::new)).contains("body");
    assertThat(THEIRS.open("counts", sealed)).isEmpty();
    assertThat(OURS.open("findings", sealed)).isEmpty();
    for (int at = 0; at < sealed.length; at++) {
      byte[] changed = sealed.clone();
      changed[at] ^= 1;
      assertThat(OURS.open("counts", changed)).isEmpty();
      assertThat(OURS.open("counts", Arrays.copyOf(sealed, at))).isEmpty();
    }
  }

  @Test
  void aShortSecretIsNone() {
    assertThatThrownBy(() -> Seal.of(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("openssl rand");
  }

  @Test
  void findingsOpenForWhoHasTheTextAndTheSecretAlone() {
    byte[] clear = FindingsFormatV1.write(FindingsCacheContract.SOMETHING).orElseThrow();
    Locked locked = Locked.of(OURS, TEXT, clear, new SecureRandom());
    Locked told = Locked.read(locked.bytes()).orElseThrow();
    assertThat(told.open(OURS, TEXT).flatMap(FindingsFormatV1::read))
        .contains(FindingsCacheContract.SOMETHING);
    assertThat(told.open(THEIRS, TEXT)).isEmpty();
    assertThat(told.open(OURS, Digest.of(BODY))).isEmpty();
    assertThat(told.name()).isNotEqualTo(TEXT).isNotEqualTo(Locked.name(THEIRS, TEXT));
    String said = new String(locked.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(said).doesNotContain("payment-card").doesNotContain("other");
  }

  @Test
  void findingsThatAreCutOrOddAreNone() {
    byte[] clear = FindingsFormatV1.write(FindingsCacheContract.SOMETHING).orElseThrow();
    for (int length = 0; length < clear.length; length++) {
      assertThat(FindingsFormatV1.read(Arrays.copyOf(clear, length))).isEmpty();
    }
    byte[] odd = clear.clone();
    odd[5] = 99;
    assertThat(FindingsFormatV1.read(odd)).as("no such category").isEmpty();
    assertThat(
            FindingsFormatV1.write(new Detected(List.of(), Map.of()))
                .flatMap(FindingsFormatV1::read))
        .isEqualTo(Optional.of(new Detected(List.of(), Map.of())));
    assertThat(Locked.read(new byte[31])).isEmpty();
    assertThat(Locked.read(new byte[32]).orElseThrow().open(OURS, TEXT)).isEmpty();
  }
}
