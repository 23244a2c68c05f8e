package org.lockkeeper.archive.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.log.DiskFiles;

class BcfksVaultTest implements KeyVaultContract {

  private static final String WORDS = "a phrase for tests only";

  @TempDir Path directory;

  @BeforeEach
  void writeThePassphrase() throws IOException {
    Files.writeString(directory.resolve("phrase"), WORDS + "\nsecond line\n");
  }

  @Override
  public KeyVault open() {
    return open(Passphrase.read(directory.resolve("phrase")));
  }

  private KeyVault open(Passphrase passphrase) {
    return BcfksVault.open(
        directory.resolve("root.bcfks"), passphrase, new DiskFiles(), new SecureRandom());
  }

  @Test
  void anotherPassphraseOpensNothingAndIsNotTold() throws IOException {
    try (KeyVault vault = open()) {
      vault.create("one");
    }
    Path wrong = Files.writeString(directory.resolve("wrong"), "not the phrase\n");
    assertThatExceptionOfType(ArchiveFailure.class)
        .isThrownBy(() -> open(Passphrase.read(wrong)))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(ArchiveFailure.Kind.REFUSED))
        .satisfies(e -> assertThat(trace(e)).doesNotContain("not the phrase", WORDS))
        .withMessageContaining("passphrase is another one");
    assertThat(Passphrase.read(wrong).toString()).doesNotContain("phrase\n", "not the");
  }

  @Test
  void aChangedFileOpensNothing() throws IOException {
    try (KeyVault vault = open()) {
      vault.create("one");
    }
    Path file = directory.resolve("root.bcfks");
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length; i += 37) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      Files.write(file, changed);
      assertThatExceptionOfType(ArchiveFailure.class).as("byte %s", i).isThrownBy(this::open);
    }
  }

  @Test
  void aMissingOrEmptyPassphraseFileIsSaid() throws IOException {
    Path none = directory.resolve("none");
    assertThatExceptionOfType(ArchiveFailure.class)
        .isThrownBy(() -> Passphrase.read(none))
        .withMessageContaining(none.toString());
    Path empty = Files.writeString(directory.resolve("empty"), "\n");
    assertThatExceptionOfType(ArchiveFailure.class)
        .isThrownBy(() -> Passphrase.read(empty))
        .withMessageContaining("is empty");
  }

  @Test
  void aPassphraseIsMadeOnceAndForItsOwnerOnly() throws IOException {
    Path file = directory.resolve("made");
    char[] first = Passphrase.readOrMake(file, new SecureRandom()).characters();
    assertThat(first).hasSize(64);
    assertThat(Passphrase.readOrMake(file, new SecureRandom()).characters()).isEqualTo(first);
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
  }

  private static String trace(Throwable failure) {
    StringBuilder all = new StringBuilder();
    for (Throwable next = failure; next != null; next = next.getCause()) {
      all.append(next).append('\n');
    }
    return all.toString();
  }
}
