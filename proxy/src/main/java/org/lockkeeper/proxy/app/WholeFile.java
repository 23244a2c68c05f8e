package org.lockkeeper.proxy.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file whole or not at all: a gateway that watches the folder never sees half of it. */
final class WholeFile {

  private WholeFile() {}

  /** Puts the bytes beside the place, then moves them there. */
  static void write(Path file, byte[] bytes) throws IOException {
    // Hidden: the rules folder takes no notice of it.
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      Files.write(part, bytes);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
