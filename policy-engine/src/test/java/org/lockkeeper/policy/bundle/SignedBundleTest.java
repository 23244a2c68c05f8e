package org.lockkeeper.policy.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockkeeper.message.Digest;
import org.lockkeeper.policy.bundle.BundleException.Kind;

/** What was signed comes out as it went in; anything else does not come out at all. */
final class SignedBundleTest {

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  private final SigningKey key = SigningKey.generate();
  private final TrustedKeys trusted = TrustedKeys.parse(key.publicText());

  @Test
  void whatWasSignedIsReadWhole() {
    Bundle bundle = bundle("v1", NOON, Map.of("p.yaml", "pack: p", "lists/l.txt", "ä\n"));
    SignedBundle read = SignedBundle.verify(SignedBundle.sign(bundle, key).bytes(), trusted);
    assertThat(read.bundle().header()).isEqualTo(bundle.header());
    assertThat(read.bundle().files().keySet()).containsExactly("lists/l.txt", "p.yaml");
    assertThat(read.bundle().files().get("lists/l.txt")).isEqualTo("ä\n".getBytes(UTF_8));
    assertThat(read.signer()).isEqualTo(key.id());
  }

  @Test
  void theSameFolderAndHeaderGiveTheSameBytes() {
    SigningKey again = SigningKey.parse(key.text());
    assertThat(SignedBundle.sign(bundle("v1", NOON, Map.of("a.txt", "x")), key).bytes())
        .isEqualTo(SignedBundle.sign(bundle("v1", NOON, Map.of("a.txt", "x")), again).bytes());
  }

  @Test
  void noByteCanBeChangedCutOrAdded() {
    byte[] good = SignedBundle.sign(bundle("v1", NOON, Map.of("a.txt", "x")), key).bytes();
    for (int at = 0; at < good.length; at++) {
      byte[] changed = good.clone();
      changed[at] ^= 1;
      refused(changed, trusted);
      refused(Arrays.copyOf(good, at), trusted);
    }
    refused(Arrays.copyOf(good, good.length + 1), trusted);
  }

  @Test
  void theReasonIsNamed() {
    byte[] good = SignedBundle.sign(bundle("v1", NOON, Map.of("a.txt", "x")), key).bytes();
    byte[] altered = good.clone();
    altered[14] ^= 1;
    byte[] unsigned = Arrays.copyOf(good, good.length - 96);
    unsigned[unsigned.length - 1] = 0;
    TrustedKeys stranger = TrustedKeys.parse(SigningKey.generate().publicText());
    assertThat(refused(altered, trusted)).isEqualTo(Kind.ALTERED);
    assertThat(refused(unsigned, trusted)).isEqualTo(Kind.UNSIGNED);
    assertThat(refused(good, stranger)).isEqualTo(Kind.UNTRUSTED);
    assertThat(refused(new byte[0], trusted)).isEqualTo(Kind.UNREADABLE);
    assertThat(refused("no bundle, but text".getBytes(UTF_8), trusted)).isEqualTo(Kind.UNREADABLE);
  }

  @Test
  void severalKeysMayBeTrusted() {
    SigningKey other = SigningKey.generate();
    TrustedKeys both = TrustedKeys.parse(key.publicText() + other.publicText());
    Bundle bundle = bundle("v1", NOON, Map.of());
    assertThat(SignedBundle.verify(SignedBundle.sign(bundle, key).bytes(), both)).isNotNull();
    assertThat(SignedBundle.verify(SignedBundle.sign(bundle, other).bytes(), both)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/etc/x.yaml", "../x.yaml", "a/../x.yaml", "a//b", "a\\b", "c:x", ".git/x"})
  void aFileOutsideTheFolderIsNoFile(String name) {
    assertThatThrownBy(() -> bundle("v1", NOON, Map.of(name, "x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMadeUpLengthCostsNoMemory() {
    byte[] content = ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array();
    assertThatThrownBy(() -> BundleFormatV1.read(content)).isInstanceOf(BundleException.class);
  }

  @Test
  void theLaterOneTakesThePlaceAndAllAgreeOnTwoOfOneMoment() {
    SignedBundle first = SignedBundle.sign(bundle("v1", NOON, Map.of()), key);
    SignedBundle later = SignedBundle.sign(bundle("v0", NOON.plusMillis(1), Map.of()), key);
    SignedBundle same = SignedBundle.sign(bundle("v2", NOON, Map.of()), key);
    assertThat(later.supersedes(first)).isTrue();
    assertThat(first.supersedes(later)).isFalse();
    assertThat(first.supersedes(first)).isFalse();
    assertThat(first.supersedes(same)).isNotEqualTo(same.supersedes(first));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no key",
        "-----BEGIN PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\n!!!\n-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"
      })
  void whatIsNoKeyIsSaidToBeNone(String text) {
    assertThatThrownBy(() -> TrustedKeys.parse(text)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SigningKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void halvesOfTwoKeysAreNoKey() {
    String mixed = key.text().replace(key.publicText(), SigningKey.generate().publicText());
    assertThatThrownBy(() -> SigningKey.parse(mixed)).hasMessageContaining("belong together");
  }

  private static Bundle bundle(String label, Instant created, Map<String, String> files) {
    TreeMap<String, byte[]> bytes = new TreeMap<>();
    files.forEach((name, text) -> bytes.put(name, text.getBytes(UTF_8)));
    Optional<Digest> parent = Optional.of(Digest.of(new byte[] {1}));
    return new Bundle(new Bundle.Header(label, parent, created, "test"), bytes);
  }

  private static Kind refused(byte[] file, TrustedKeys trusted) {
    return catchThrowableOfType(BundleException.class, () -> SignedBundle.verify(file, trusted))
        .kind();
  }
}
