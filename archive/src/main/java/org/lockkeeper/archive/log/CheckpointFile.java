package org.lockkeeper.archive.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.lockkeeper.message.Digest;

/**
 * What the log held when it was last closed, opened or began a segment, in a file beside the
 * segments. A log that ends before it has lost records, whatever its last group looks like.
 */
final class CheckpointFile {

  private final Path archive;
  private final Path path;
  private final SegmentFiles files;

  CheckpointFile(Path archive, SegmentFiles files) {
    this.archive = archive;
    path = archive.resolve("checkpoint");
    this.files = files;
  }

  /** Replaces the checkpoint; it survives a power cut when this returns. */
  void write(Checkpoint checkpoint) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).putLong(MAGIC);
    bytes.putLong(checkpoint.end().sequence()).putLong(checkpoint.end().offset());
    bytes.put(checkpoint.chain().bytes());
    bytes.putInt(SegmentFormatV1.crc(bytes.array(), 0, bytes.position())).flip();
    Path fresh = path.resolveSibling("checkpoint.new");
    try (SegmentFiles.SegmentFile file = files.open(fresh)) {
      file.truncate(0);
      while (bytes.hasRemaining()) {
        file.write(bytes, bytes.position());
      }
      file.sync();
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    files.syncDirectory(archive);
  }

  /**
   * The checkpoint; empty if none was ever written.
   *
   * @throws ArchiveFailure if the file is not what was written
   */
  Optional<Checkpoint> read() {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw new ArchiveFailure(ArchiveFailure.Kind.BROKEN, "cannot read " + path, e);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length != BYTES
        || in.getLong() != MAGIC
        || in.getInt(BYTES - 4) != SegmentFormatV1.crc(bytes, 0, BYTES - 4)) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.CORRUPT, path + " is not what was written; restore it from a copy");
    }
    Position end = new Position(in.getLong(), in.getLong());
    byte[] chain = new byte[SegmentFormatV1.CHAIN_BYTES];
    in.get(chain);
    return Optional.of(new Checkpoint(end, Digest.fromBytes(chain)));
  }

  private static final long MAGIC = 0x4C4B43484B505431L; // "LKCHKPT1"
  private static final int BYTES = 60;
}
