package org.lockkeeper.policy.bundle;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lockkeeper.message.Digest;

/**
 * A bundle's content as bytes. The same bundle gives the same bytes on every machine.
 *
 * <pre>
 * label      text
 * parent     0, or 1 and 32 bytes SHA-256
 * created    8 bytes, milliseconds of the epoch
 * author     text
 * count      4 bytes: how many files
 * file       name: text, length: 4 bytes, the bytes        (count times, names ascending)
 * </pre>
 *
 * A text is 4 bytes of length and as many bytes of UTF-8. Numbers are big-endian.
 */
final class BundleFormatV1 {

  private BundleFormatV1() {}

  static byte[] write(Bundle bundle) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      text(out, bundle.header().label());
      Optional<Digest> parent = bundle.header().parent();
      out.writeByte(parent.isPresent() ? 1 : 0);
      if (parent.isPresent()) {
        out.write(parent.get().bytes());
      }
      out.writeLong(bundle.header().createdAt().toEpochMilli());
      text(out, bundle.header().author());
      out.writeInt(bundle.files().size());
      for (Map.Entry<String, byte[]> file : bundle.files().entrySet()) {
        text(out, file.getKey());
        out.writeInt(file.getValue().length);
        out.write(file.getValue());
      }
    } catch (IOException impossible) {
      throw new AssertionError("memory does not fail", impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws BundleException if it is anything else
   */
  static Bundle read(byte[] content) {
    ByteBuffer in = ByteBuffer.wrap(content);
    try {
      String label = text(in);
      Optional<Digest> parent =
          switch (in.get()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(Digest.fromBytes(bytes(in, Digest.LENGTH)));
            default -> throw new IllegalArgumentException("a flag is neither 0 nor 1");
          };
      Instant created = Instant.ofEpochMilli(in.getLong());
      String author = text(in);
      SortedMap<String, byte[]> files = files(in);
      if (in.hasRemaining()) {
        throw new IllegalArgumentException("something follows the last file");
      }
      return new Bundle(new Bundle.Header(label, parent, created, author), files);
    } catch (BufferUnderflowException | CharacterCodingException | IllegalArgumentException odd) {
      throw new BundleException(
          BundleException.Kind.UNREADABLE, "its content cannot be read: " + odd.getMessage());
    }
  }

  private static SortedMap<String, byte[]> files(ByteBuffer in) throws CharacterCodingException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    int count = in.getInt();
    for (int read = 0; read < count; read++) {
      String name = text(in);
      if (!files.isEmpty() && name.compareTo(files.lastKey()) <= 0) {
        throw new IllegalArgumentException("its files are out of order at \"" + name + "\"");
      }
      files.put(name, bytes(in, in.getInt()));
    }
    return files;
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(ByteBuffer in) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(bytes(in, in.getInt())))
        .toString();
  }

  private static byte[] bytes(ByteBuffer in, int length) {
    // Before room is made: a made-up length must not cost memory.
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
