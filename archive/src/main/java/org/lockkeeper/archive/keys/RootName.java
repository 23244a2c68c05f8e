package org.lockkeeper.archive.keys;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What a root key is called in its vault: {@code lockkeeper-<archive>-<number>}, so that several
 * archives may share a vault and each knows which keys are its own.
 *
 * @param archive eight random bytes, in hexadecimal
 * @param number 1 for the first; each rotation adds one
 */
record RootName(String archive, int number) {

  private static final String PREFIX = "lockkeeper-";
  private static final int ARCHIVE_BYTES = 8;

  /** The first of a new archive. */
  static RootName first(SecureRandom random) {
    byte[] archive = new byte[ARCHIVE_BYTES];
    random.nextBytes(archive);
    return new RootName(HexFormat.of().formatHex(archive), 1);
  }

  static RootName parse(String name) {
    int end = name.lastIndexOf('-');
    return new RootName(
        name.substring(name.indexOf('-') + 1, end), Integer.parseInt(name.substring(end + 1)));
  }

  RootName next() {
    return new RootName(archive, number + 1);
  }

  /** Whether a key in the vault is one of the same archive's. */
  boolean sameArchive(String other) {
    return other.startsWith(PREFIX + archive + "-");
  }

  @Override
  public String toString() {
    return PREFIX + archive + "-" + number;
  }
}
