package org.lockkeeper.archive.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.lockkeeper.archive.log.ArchiveFailure;

/**
 * What opens a vault: the first line of a file that the configuration names. Never printed, logged
 * or compared.
 */
public final class Passphrase {

  private final char[] characters;

  private Passphrase(char[] characters) {
    this.characters = characters;
  }

  /**
   * Reads a passphrase or PIN.
   *
   * @throws ArchiveFailure REFUSED if the file is not there or its first line is empty
   */
  public static Passphrase read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.REFUSED,
          "cannot read the passphrase file " + file + "; name a readable one in archive.keys",
          e);
    }
    String line = text.lines().findFirst().orElse("");
    if (line.isEmpty()) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.REFUSED,
          "the first line of the passphrase file " + file + " is empty");
    }
    return new Passphrase(line.toCharArray());
  }

  /** Reads the file, which is first written with a random passphrase if it is not there. */
  public static Passphrase readOrMake(Path file, SecureRandom random) {
    if (!Files.exists(file)) {
      byte[] fresh = new byte[RANDOM_BYTES];
      random.nextBytes(fresh);
      make(file, HexFormat.of().formatHex(fresh) + "\n");
    }
    return read(file);
  }

  private static void make(Path file, String line) {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer bytes = StandardCharsets.US_ASCII.encode(line);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.BROKEN, "cannot write the passphrase file " + file + ": " + e, e);
    }
  }

  /** A copy, for the one library call that needs it; to be overwritten behind it. */
  char[] characters() {
    return characters.clone();
  }

  @Override
  public String toString() {
    return "a passphrase";
  }

  private static final int RANDOM_BYTES = 32;
}
