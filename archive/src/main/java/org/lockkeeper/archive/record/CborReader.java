package org.lockkeeper.archive.record;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lockkeeper.message.Digest;

/** Reads what {@link CborWriter} writes, and refuses everything else. Not shared. */
final class CborReader implements AutoCloseable {

  /** Reads one value. */
  @FunctionalInterface
  interface Item<T> {
    T read() throws IOException;
  }

  private final CBORParser in;

  /** The token ahead, where an optional value had to look whether there is one. */
  private @Nullable JsonToken ahead;

  CborReader(byte[] bytes, int offset, int length) throws IOException {
    in = FACTORY.createParser(bytes, offset, length);
  }

  /** The start of an array of which the reader knows the length. */
  void array() throws IOException {
    expect(JsonToken.START_ARRAY);
  }

  void endArray() throws IOException {
    expect(JsonToken.END_ARRAY);
  }

  String text() throws IOException {
    return switch (take()) {
      case VALUE_STRING -> in.getText();
      case VALUE_EMBEDDED_OBJECT -> utf16(in.getBinaryValue());
      case JsonToken other -> throw new UnreadableRecordException("a text is " + other);
    };
  }

  long number() throws IOException {
    expect(JsonToken.VALUE_NUMBER_INT);
    return in.getLongValue();
  }

  int smallNumber() throws IOException {
    return Math.toIntExact(number());
  }

  boolean flag() throws IOException {
    return switch (take()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case JsonToken other -> throw new UnreadableRecordException("a flag is " + other);
    };
  }

  Digest digest() throws IOException {
    return Digest.fromBytes(binary());
  }

  UUID uuid() throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(binary());
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  Instant instant() throws IOException {
    long second = number();
    return Instant.ofEpochSecond(second, number());
  }

  <T> Optional<T> optional(Item<T> item) throws IOException {
    JsonToken next = take();
    if (next == JsonToken.VALUE_NULL) {
      return Optional.empty();
    }
    ahead = next;
    return Optional.of(item.read());
  }

  <T> List<T> list(Item<T> item) throws IOException {
    array();
    List<T> values = new ArrayList<>();
    for (JsonToken next = take(); next != JsonToken.END_ARRAY; next = take()) {
      ahead = next;
      values.add(item.read());
    }
    return values;
  }

  /** Checks that nothing follows. */
  void end() throws IOException {
    if (in.nextToken() != null) {
      throw new UnreadableRecordException("bytes behind the record");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private byte[] binary() throws IOException {
    expect(JsonToken.VALUE_EMBEDDED_OBJECT);
    return in.getBinaryValue();
  }

  private void expect(JsonToken wanted) throws IOException {
    JsonToken found = take();
    if (found != wanted) {
      throw new UnreadableRecordException(found + " stands where " + wanted + " belongs");
    }
  }

  private JsonToken take() throws IOException {
    JsonToken token = ahead;
    ahead = null;
    if (token == null) {
      token = in.nextToken();
    }
    if (token == null) {
      throw new UnreadableRecordException("the record ends too early");
    }
    return token;
  }

  private static String utf16(byte[] bytes) throws UnreadableRecordException {
    if (bytes.length % 2 != 0) {
      throw new UnreadableRecordException("half a UTF-16 code unit");
    }
    return ByteBuffer.wrap(bytes).asCharBuffer().toString();
  }

  // The frame's length is the limit: a text inside it cannot be longer, so Jackson's own, lower,
  // limit would only make long attachments' texts unreadable.
  private static final CBORFactory FACTORY =
      CBORFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();
}
