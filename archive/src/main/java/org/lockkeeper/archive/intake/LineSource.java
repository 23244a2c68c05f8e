package org.lockkeeper.archive.intake;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.lockkeeper.message.Digest;

/**
 * Lines of a file, gzip or not, without their line feed; of any length, but kept only to a limit.
 */
final class LineSource implements AutoCloseable {

  /** One line; its bytes are missing if it was longer than the limit. */
  record Line(Optional<byte[]> bytes) {}

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;

  private LineSource(InputStream in) {
    this.in = in;
  }

  static LineSource open(Path file) throws IOException {
    BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      raw.mark(2);
      boolean gzip = raw.read() == 0x1F && raw.read() == 0x8B; // RFC 1952 §2.3.1
      raw.reset();
      return new LineSource(gzip ? new GZIPInputStream(raw, 1 << 16) : raw);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /** The digest of the file as it lies there, compressed or not. */
  static Digest digest(Path file) throws IOException {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return Digest.fromBytes(sha256.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }

  /** The next line; empty at the end. */
  Optional<Line> next(int limit) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    boolean any = false;
    boolean tooLong = false;
    while (true) {
      if (at == end) {
        end = Math.max(0, in.read(buffer));
        at = 0;
        if (end == 0) {
          return any ? Optional.of(line(line, tooLong)) : Optional.empty();
        }
      }
      any = true;
      int start = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      tooLong |= line.size() + (at - start) > limit;
      if (!tooLong) {
        line.write(buffer, start, at - start);
      }
      if (at < end) {
        at++;
        return Optional.of(line(line, tooLong));
      }
    }
  }

  private static Line line(ByteArrayOutputStream line, boolean tooLong) {
    return new Line(tooLong ? Optional.empty() : Optional.of(line.toByteArray()));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
