package org.lockkeeper.proxy.net;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.lockkeeper.proxy.codec.Headers;

/** A content coding this gateway can undo (RFC 9110 §8.4.1). */
enum ContentCoding {
  IDENTITY,
  GZIP,
  DEFLATE;

  /** The coding of a message; empty for one that cannot be undone here, or several. */
  static Optional<ContentCoding> of(Headers headers) {
    List<String> fields = headers.all("content-encoding");
    if (fields.isEmpty()) {
      return Optional.of(IDENTITY);
    }
    return switch (String.join(",", fields).strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> Optional.of(IDENTITY);
      case "gzip", "x-gzip" -> Optional.of(GZIP);
      case "deflate" -> Optional.of(DEFLATE);
      default -> Optional.empty();
    };
  }

  /**
   * The bytes uncoded. Never makes more than {@code limit} of them, whatever the coded bytes
   * promise.
   *
   * @throws TooLong if there are more
   * @throws IOException if the coding is broken or cut short
   */
  byte[] undo(byte[] coded, long limit) throws IOException {
    return switch (this) {
      case IDENTITY -> coded;
      case GZIP -> {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(coded))) {
          yield drain(in, limit);
        }
      }
      case DEFLATE -> inflate(coded, limit);
    };
  }

  /** Zlib as the standard says, or raw as some clients send it. */
  private static byte[] inflate(byte[] coded, long limit) throws IOException {
    boolean zlib =
        coded.length >= 2
            && (coded[0] & 0x0f) == 8
            && ((coded[0] & 0xff) << 8 | coded[1] & 0xff) % 31 == 0;
    Inflater inflater = new Inflater(!zlib);
    try (InputStream in =
        new InflaterInputStream(new ByteArrayInputStream(coded), inflater, 8192)) {
      return drain(in, limit);
    } finally {
      inflater.end();
    }
  }

  private static byte[] drain(InputStream in, long limit) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    byte[] part = new byte[8192];
    try {
      for (int n = in.read(part); n >= 0; n = in.read(part)) {
        if (out.size() + (long) n > limit) {
          throw new TooLong();
        }
        out.write(part, 0, n);
      }
    } catch (EOFException cut) {
      throw new ZipException("the coded body is cut short");
    }
    return out.toByteArray();
  }

  /** More bytes than were asked for. */
  static final class TooLong extends IOException {
    TooLong() {
      super("longer than the limit");
    }
  }
}
