package org.lockkeeper.archive.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.log.ArchiveFailure;

/**
 * A SoftHSM token from Debian's softhsm2. The library reads its configuration from the environment
 * of the process, once: each test therefore runs in a process of its own.
 */
class Pkcs11VaultTest {

  private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");

  @TempDir Path directory;

  @BeforeAll
  static void needsSoftHsm() {
    assumeThat(LIBRARY).as("SoftHSM, Debian's softhsm2").exists();
  }

  @Test
  void keepsTheContractAndKeepsTheKeyInside() throws Exception {
    Path configuration = token();
    Files.writeString(directory.resolve("pin"), "1234\n");
    Process tested =
        start(
            configuration,
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            TokenContract.class.getName(),
            LIBRARY.toString(),
            directory.resolve("pin").toString());
    String said = new String(tested.getInputStream().readAllBytes());
    assertThat(tested.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(said).endsWith("kept\n");
    assertThat(tested.exitValue()).isZero();
  }

  @Test
  void noLibraryOrTokenIsSaid() throws IOException {
    Path pin = Files.writeString(directory.resolve("pin"), "1234\n");
    Path none = directory.resolve("none.so");
    assertThatExceptionOfType(ArchiveFailure.class)
        .isThrownBy(() -> Pkcs11Vault.open(none, 0, Passphrase.read(pin), new SecureRandom()))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(ArchiveFailure.Kind.REFUSED))
        .withMessageContaining(none.toString());
  }

  private Path token() throws Exception {
    Path tokens = Files.createDirectories(directory.resolve("tokens"));
    Path configuration =
        Files.writeString(
            directory.resolve("softhsm2.conf"),
            "directories.tokendir = " + tokens + "\nobjectstore.backend = file\n");
    Process init =
        start(
            configuration,
            "softhsm2-util",
            "--init-token",
            "--free",
            "--label",
            "archive",
            "--so-pin",
            "5678",
            "--pin",
            "1234");
    String said = new String(init.getInputStream().readAllBytes());
    assertThat(init.waitFor()).as(said).isZero();
    return configuration;
  }

  private static Process start(Path configuration, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("SOFTHSM2_CONF", configuration.toString());
    return builder.start();
  }
}
