package org.lockkeeper.archive.crypt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.log.SegmentFiles;
import org.lockkeeper.message.Digest;

/**
 * {@code heads}: where each channel's chain stood at one position of the log, drawn in FORMAT.md.
 * Saves a restart the reading of the log from its beginning; never ahead of the leaves that are
 * durable.
 */
final class HeadsFile {

  private final Path path;
  private final SegmentFiles files;

  HeadsFile(Path archive, SegmentFiles files) {
    path = archive.resolve("heads");
    this.files = files;
  }

  /**
   * What the file holds.
   *
   * @param received when the last record before the position was taken in
   */
  record Content(Position position, long received, Map<ChannelHeads.Key, ChannelHeads.Head> heads) {
    Content {
      heads = Map.copyOf(heads);
    }
  }

  static byte[] bytes(Content content) {
    ByteBuffer out = ByteBuffer.allocate(HEAD + ONE * content.heads().size() + 4);
    out.putLong(MAGIC).putLong(content.position().sequence()).putLong(content.position().offset());
    out.putLong(content.received()).putInt(content.heads().size());
    content
        .heads()
        .forEach(
            (key, head) -> {
              out.putInt(key.bucket());
              key.channel().put(out);
              out.putLong(head.count()).put(head.last().bytes());
            });
    return out.putInt(crc(out.array(), out.position())).array();
  }

  /** Replaces the file; it survives a power cut when this returns. */
  void write(byte[] content) throws IOException {
    Path fresh = path.resolveSibling("heads.new");
    try (SegmentFiles.SegmentFile file = files.open(fresh)) {
      file.truncate(0);
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        file.write(bytes, bytes.position());
      }
      file.sync();
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Path directory = path.getParent();
    if (directory != null) {
      files.syncDirectory(directory);
    }
  }

  /**
   * What the file holds; the start of a log if there is none.
   *
   * @throws ArchiveFailure CORRUPT if it is not what was written
   */
  Content read() throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (NoSuchFileException none) {
      return new Content(Position.START, 0, Map.of());
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < HEAD + 4
        || in.getInt(bytes.length - 4) != crc(bytes, bytes.length - 4)
        || in.getLong() != MAGIC) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.CORRUPT, path + " is not what was written; restore it from a copy");
    }
    Position position = new Position(in.getLong(), in.getLong());
    long received = in.getLong();
    int count = in.getInt();
    Map<ChannelHeads.Key, ChannelHeads.Head> heads = new HashMap<>();
    for (int i = 0; i < count; i++) {
      ChannelHeads.Key key = new ChannelHeads.Key(in.getInt(), ChannelTag.get(in));
      long stands = in.getLong();
      byte[] last = new byte[Digest.LENGTH];
      in.get(last);
      heads.put(key, new ChannelHeads.Head(stands, Digest.fromBytes(last)));
    }
    return new Content(position, received, heads);
  }

  private static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  private static final long MAGIC = 0x4C4B484541443032L; // "LKHEAD02"
  private static final int HEAD = 36;
  private static final int ONE = 60;
}
