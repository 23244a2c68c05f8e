package org.lockkeeper.archive.record;

import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.lockkeeper.message.Digest;

/** CBOR into memory: definite lengths only. For one record; not shared between threads. */
final class CborWriter implements AutoCloseable {

  /** Writes one value. */
  @FunctionalInterface
  interface Item<T> {
    void write(T value) throws IOException;
  }

  private final ByteArrayBuilder bytes = new ByteArrayBuilder(FIRST_BUFFER);
  private final CBORGenerator out;

  CborWriter() throws IOException {
    out = FACTORY.createGenerator(bytes);
  }

  void array(int size) throws IOException {
    out.writeStartArray(null, size);
  }

  void end() throws IOException {
    out.writeEndArray();
  }

  /**
   * A text as UTF-8; one with an unpaired surrogate, which UTF-8 cannot carry, as a byte string of
   * UTF-16BE.
   */
  void text(String text) throws IOException {
    if (wellFormed(text)) {
      // Not writeString: it cuts long texts into chunks of indefinite length.
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      out.writeUTF8String(utf8, 0, utf8.length);
      return;
    }
    ByteBuffer utf16 = ByteBuffer.allocate(2 * text.length());
    utf16.asCharBuffer().put(text);
    out.writeBinary(utf16.array());
  }

  void number(long number) throws IOException {
    out.writeNumber(number);
  }

  void flag(boolean flag) throws IOException {
    out.writeBoolean(flag);
  }

  void digest(Digest digest) throws IOException {
    out.writeBinary(digest.bytes());
  }

  void uuid(UUID uuid) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(16);
    buffer.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    out.writeBinary(buffer.array());
  }

  /** Seconds since 1970, then nanoseconds of the second. */
  void instant(Instant instant) throws IOException {
    out.writeNumber(instant.getEpochSecond());
    out.writeNumber(instant.getNano());
  }

  <T> void optional(Optional<T> value, Item<T> item) throws IOException {
    if (value.isPresent()) {
      item.write(value.get());
    } else {
      out.writeNull();
    }
  }

  <T> void list(List<T> values, Item<T> item) throws IOException {
    array(values.size());
    for (T value : values) {
      item.write(value);
    }
    end();
  }

  byte[] bytes() throws IOException {
    out.flush();
    return bytes.toByteArray();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static boolean wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private static final CBORFactory FACTORY = new CBORFactory();
  private static final int FIRST_BUFFER = 500;
}
