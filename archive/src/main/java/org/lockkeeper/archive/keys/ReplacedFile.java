package org.lockkeeper.archive.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.lockkeeper.archive.log.SegmentFiles;

/**
 * Puts a new content in a file's place in one step, then overwrites the old content where it stood.
 * After a crash at any moment the file holds the old content or the new one, whole.
 *
 * <p>Overwriting in place reaches the old bytes on file systems that do so; on flash and on those
 * that copy on write, remains may survive below the file system.
 */
final class ReplacedFile {

  private ReplacedFile() {}

  static void put(Path path, byte[] content, SegmentFiles files) throws IOException {
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    try (SegmentFiles.SegmentFile file = files.open(fresh)) {
      file.truncate(0);
      write(file, content);
      file.sync();
    }
    if (!Files.exists(path)) {
      move(fresh, path, files);
      return;
    }
    try (SegmentFiles.SegmentFile old = files.open(path)) {
      move(fresh, path, files);
      write(old, new byte[Math.toIntExact(old.size())]);
      old.sync();
    }
  }

  private static void move(Path fresh, Path path, SegmentFiles files) throws IOException {
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Path directory = path.getParent();
    if (directory != null) {
      files.syncDirectory(directory);
    }
  }

  private static void write(SegmentFiles.SegmentFile file, byte[] content) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    while (bytes.hasRemaining()) {
      file.write(bytes, bytes.position());
    }
  }
}
