package org.lockkeeper.archive.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.tlog.ProofFault;

class TimeStampTest {

  private static final Instant BEGIN = Instant.parse("2026-11-25T13:00:00Z");
  private static final byte[] DATA = "a checkpoint\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;

  private final LoopbackAuthority authority =
      new LoopbackAuthority("Test authority", BEGIN, Duration.ofDays(365));
  private final TimeStampVerifier verifier = new TimeStampVerifier(List.of(authority.root));

  private static TimeStamps stamps(TimeStampService service) {
    return new TimeStamps(service, () -> BigInteger.valueOf(77));
  }

  @Test
  void overHttpAndBack() throws IOException, ProofFault {
    try (LoopbackAuthority.Served served = authority.serve();
        HttpClient client = HttpClient.newHttpClient()) {
      TimeStamps stamps =
          stamps(new HttpTimeStampService(client, served.uri(), Duration.ofSeconds(20)));

      TimeStamp stamp = verifier.verify(stamps.stamp(DATA), DATA);

      assertThat(stamp.time()).isEqualTo(authority.now);
      assertThat(stamp.authority()).isEqualTo("CN=Test authority");
      assertThat(stamp.policy()).isEqualTo("1.3.6.1.4.1.99999.1");
      assertThat(stamp.validUntil()).isEqualTo(BEGIN.plus(Duration.ofDays(365)));
    }
  }

  @Test
  void anAuthorityThatIsNotThereIsTheWorldsFault() throws IOException {
    URI gone;
    try (LoopbackAuthority.Served served = authority.serve()) {
      gone = served.uri();
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThatThrownBy(
              () ->
                  stamps(new HttpTimeStampService(client, gone, Duration.ofSeconds(20)))
                      .stamp(DATA))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void anAuthorityThatDoesNotServeStampsIsNamed() throws IOException {
    try (LoopbackAuthority.Served served = authority.serve();
        HttpClient client = HttpClient.newHttpClient()) {
      URI elsewhere = served.uri().resolve("/elsewhere");
      assertThatThrownBy(
              () ->
                  stamps(new HttpTimeStampService(client, elsewhere, Duration.ofSeconds(20)))
                      .stamp(DATA))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("404");
    }
  }

  /** OpenSSL, another implementation, believes the same file with the same root. */
  @Test
  void opensslVerifiesIt() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "needs Debian's openssl");
    Path data = Files.write(directory.resolve("1.note"), DATA);
    Path response = Files.write(directory.resolve("1.tsr"), stamps(authority).stamp(DATA));
    Path roots = directory.resolve("roots.pem");
    Files.writeString(roots, pem(authority.root));

    assertThat(openssl(data, response, roots)).contains("Verification: OK");

    Files.write(data, "another\n".getBytes(StandardCharsets.UTF_8));
    assertThat(openssl(data, response, roots)).contains("Verification: FAILED");
  }

  private String openssl(Path data, Path response, Path roots) throws Exception {
    Process process =
        new ProcessBuilder(
                "/usr/bin/openssl",
                "ts",
                "-verify",
                "-data",
                data.toString(),
                "-in",
                response.toString(),
                "-CAfile",
                roots.toString(),
                "-attime",
                String.valueOf(authority.now.getEpochSecond()))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return output;
  }

  private static String pem(X509Certificate certificate) throws CertificateEncodingException {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  @Test
  void otherDataAndOtherRootsAreRefused() throws IOException, ProofFault {
    byte[] response = stamps(authority).stamp(DATA);
    LoopbackAuthority stranger =
        new LoopbackAuthority("Test authority", BEGIN, Duration.ofDays(365));

    assertThat(kind(() -> verifier.verify(response, new byte[1])))
        .isEqualTo(ProofFault.Kind.UNPROVEN);
    assertThat(kind(() -> new TimeStampVerifier(List.of(stranger.root)).verify(response, DATA)))
        .isEqualTo(ProofFault.Kind.UNSIGNED);
    assertThat(kind(() -> new TimeStampVerifier(List.of()).verify(response, DATA)))
        .isEqualTo(ProofFault.Kind.UNSIGNED);
  }

  @Test
  void aStampFromAfterTheCertificateEndedIsRefused() throws IOException, ProofFault {
    authority.now = BEGIN.plus(Duration.ofDays(366));
    byte[] response = stamps(authority).stamp(DATA);
    assertThatThrownBy(() -> verifier.verify(response, DATA)).isInstanceOf(ProofFault.class);
  }

  @Test
  void aStampIsGoodAfterItsCertificateEnded() throws IOException, ProofFault {
    // The check is at the stamp's own time, so the verifier's clock does not matter.
    LoopbackAuthority old =
        new LoopbackAuthority("Old", Instant.parse("2001-01-01T00:00:00Z"), Duration.ofDays(30));
    TimeStamp stamp =
        new TimeStampVerifier(List.of(old.root)).verify(stamps(old).stamp(DATA), DATA);
    assertThat(stamp.time()).isEqualTo(old.now);
  }

  @Test
  void anAnswerToAnotherRequestIsRefused() throws IOException, ProofFault {
    AtomicReference<byte[]> kept = new AtomicReference<>(new byte[0]);
    stamps(
            request -> {
              kept.set(authority.answer(request));
              return kept.get();
            })
        .stamp(DATA);

    // Replayed for other data, and for the same data with another nonce.
    assertThat(kind(() -> stamps(request -> kept.get()).stamp(new byte[1])))
        .isEqualTo(ProofFault.Kind.FORGED);
    assertThat(
            kind(
                () ->
                    new TimeStamps(request -> kept.get(), () -> BigInteger.valueOf(78))
                        .stamp(DATA)))
        .isEqualTo(ProofFault.Kind.FORGED);
  }

  @Test
  void aFlippedByteIsRefusedOrChangesNothing() throws IOException, ProofFault {
    byte[] response = stamps(authority).stamp(DATA);
    TimeStamp whole = verifier.verify(response, DATA);
    int unseen = 0;
    for (int at = 0; at < response.length; at++) {
      byte[] flipped = response.clone();
      flipped[at] ^= 1;
      try {
        // The response's status and the token's lists of algorithms are under no signature; what is
        // believed must not have changed.
        assertThat(verifier.verify(flipped, DATA)).isEqualTo(whole);
        unseen++;
      } catch (ProofFault expected) {
        assertThat(expected.getMessage()).isNotEmpty();
      }
    }
    assertThat(unseen).isLessThan(response.length / 20);
  }

  @Test
  void whatIsNoResponseIsRefused() {
    for (byte[] bytes : List.of(new byte[0], new byte[] {0x30, 0}, DATA)) {
      assertThatThrownBy(() -> verifier.verify(bytes, DATA)).isInstanceOf(ProofFault.class);
    }
  }

  interface Attempt {
    void run() throws ProofFault, IOException;
  }

  static ProofFault.Kind kind(Attempt attempt) throws IOException {
    try {
      attempt.run();
    } catch (ProofFault fault) {
      return fault.kind();
    }
    throw new AssertionError("no fault was found");
  }
}
