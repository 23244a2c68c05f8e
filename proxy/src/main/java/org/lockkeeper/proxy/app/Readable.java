package org.lockkeeper.proxy.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks at files before long work begins on them. */
final class Readable {

  private Readable() {}

  /**
   * Passes if every one is a file and can be read.
   *
   * @throws UsageException that names the first which is not
   */
  static void all(List<Path> files) {
    for (Path file : files) {
      if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
        throw new UsageException("cannot read " + file);
      }
    }
  }
}
