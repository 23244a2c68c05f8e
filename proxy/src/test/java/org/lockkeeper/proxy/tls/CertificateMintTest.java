package org.lockkeeper.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The development identity on disk, and an operator's own. */
final class CertificateMintTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final List<String> HOSTS = List.of("chat.test", "127.0.0.1", "::1");

  private final Path folder;

  CertificateMintTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private ServerIdentity mint(Instant when, List<String> hosts) throws IOException {
    return new CertificateMint(folder.resolve("tls"), InstantSource.fixed(when), new SecureRandom())
        .identity(hosts);
  }

  @Test
  void theFirstStartMintsALeafUnderItsOwnAuthority() throws Exception {
    ServerIdentity identity = mint(NOW, List.of("chat.test", "127.0.0.1"));
    X509Certificate leaf = identity.chain().getFirst();
    X509Certificate authority = identity.chain().getLast();
    leaf.verify(authority.getPublicKey());
    authority.verify(authority.getPublicKey());
    assertThat(leaf.getPublicKey().getAlgorithm()).isEqualTo("EC");
    assertThat(leaf.getNotBefore().toInstant()).isEqualTo(NOW.minus(Duration.ofDays(1)));
    assertThat(leaf.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(90)));
    assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
    assertThat(authority.getBasicConstraints()).isZero();
    assertThat(leaf.getExtensionValue("2.5.29.14")).isNull();
    byte[] issuer = leaf.getExtensionValue("2.5.29.35");
    byte[] subject = authority.getExtensionValue("2.5.29.14");
    // The last 20 bytes of both are the key's hash.
    assertThat(Arrays.copyOfRange(issuer, issuer.length - 20, issuer.length))
        .isEqualTo(Arrays.copyOfRange(subject, subject.length - 20, subject.length));
    assertThat(leaf.getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(List.of(2, "chat.test"), List.of(7, "127.0.0.1"));
  }

  @Test
  void keysAreForTheirOwnerOnly() throws Exception {
    mint(NOW, HOSTS);
    for (String key : new String[] {"gateway.key", "ca.key"}) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("tls").resolve(key))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void whatIsThereIsUsedUntilItNearsItsEndOrTheHostsChange() throws Exception {
    List<String> hosts = List.of("chat.test", "127.0.0.1");
    ServerIdentity first = mint(NOW, hosts);
    assertThat(mint(NOW.plus(Duration.ofDays(75)), hosts).chain()).isEqualTo(first.chain());
    ServerIdentity renewed = mint(NOW.plus(Duration.ofDays(77)), hosts);
    assertThat(renewed.chain().getFirst()).isNotEqualTo(first.chain().getFirst());
    assertThat(renewed.chain().getLast()).isEqualTo(first.chain().getLast());
    ServerIdentity other = mint(NOW.plus(Duration.ofDays(77)), List.of("other.test"));
    assertThat(other.chain().getFirst()).isNotEqualTo(renewed.chain().getFirst());
    ServerIdentity muchLater = mint(NOW.plus(Duration.ofDays(700)), hosts);
    assertThat(muchLater.chain().getLast()).isNotEqualTo(first.chain().getLast());
  }

  @Test
  void addressesOfBothKindsAreAddresses() throws Exception {
    X509Certificate leaf = mint(NOW, HOSTS).chain().getFirst();
    assertThat(leaf.getSubjectAlternativeNames())
        .contains(List.of(7, "0:0:0:0:0:0:0:1"), List.of(7, "127.0.0.1"));
    assertThat(mint(NOW, HOSTS).chain().getFirst()).isEqualTo(leaf);
  }

  @Test
  void anOperatorsOwnIdentityIsRead() throws Exception {
    ServerIdentity minted = mint(NOW, HOSTS);
    ServerIdentity read =
        ServerIdentity.load(
            folder.resolve("tls").resolve("gateway.pem"),
            folder.resolve("tls").resolve("gateway.key"));
    assertThat(read.chain()).isEqualTo(minted.chain());
    assertThat(read.toString()).doesNotContain("BEGIN");
  }

  @Test
  void rsaKeysAreReadToo() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    Path file = folder.resolve("rsa.key");
    Files.writeString(file, Pem.encode(generator.generateKeyPair().getPrivate()));
    assertThat(Pem.privateKey(file).getAlgorithm()).isEqualTo("RSA");
  }

  @Test
  void keysInOtherFormsAreRefusedWithTheCommandThatConvertsThem() throws Exception {
    mint(NOW, HOSTS);
    Path certificates = folder.resolve("tls").resolve("gateway.pem");
    for (String form : new String[] {"EC PRIVATE" + " KEY", "ENCRYPTED PRIVATE" + " KEY"}) {
      Path key = folder.resolve("other.key");
      Files.writeString(key, Pem.encode(form, new byte[] {1, 2, 3}));
      assertThatThrownBy(() -> ServerIdentity.load(certificates, key))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt -in " + key)
          .message()
          .doesNotContain("\n");
    }
  }

  @Test
  void filesThatDoNotBelongTogetherOrHoldSomethingElseAreRefused() throws Exception {
    mint(NOW, HOSTS);
    Path certificates = folder.resolve("tls").resolve("gateway.pem");
    Path key = folder.resolve("tls").resolve("gateway.key");
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair other = generator.generateKeyPair();
    Path foreign = folder.resolve("foreign.key");
    Files.writeString(foreign, Pem.encode(other.getPrivate()));
    assertThatThrownBy(() -> ServerIdentity.load(certificates, foreign))
        .hasMessageContaining("is not the key of the first certificate");
    assertThatThrownBy(() -> ServerIdentity.load(key, key)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> ServerIdentity.load(certificates, certificates))
        .hasMessageContaining("holds no private key");
    Path broken = folder.resolve("broken.key");
    Files.writeString(broken, Pem.encode("PRIVATE" + " KEY", new byte[] {1, 2, 3}));
    assertThatThrownBy(() -> ServerIdentity.load(certificates, broken))
        .isInstanceOf(IOException.class);
  }
}
