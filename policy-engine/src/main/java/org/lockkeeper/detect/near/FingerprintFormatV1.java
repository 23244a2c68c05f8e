package org.lockkeeper.detect.near;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lockkeeper.message.Digest;

/**
 * The bytes of a {@code .fpr} file, version 1. All numbers are big-endian.
 *
 * <pre>
 *   8  "LKFPR" 0 0 1
 *  16  salt
 *   4  letters of a gram, then 4: grams of a window
 *   4  documents D
 *      D times: 2 length, label in UTF-8; 2 length, name in UTF-8; 32 digest of the file;
 *               4 fingerprints; 4 shared, 4 of text, 4 of document (the threshold)
 *   4  N, then N longs: fingerprints, sorted; one that several documents have stands several times
 *      N ints: whose each is
 *  32  SHA-256 of all that stands before
 * </pre>
 *
 * <p><b>What the file gives away.</b> Labels and names stand in clear. No text can be read from it,
 * but whoever has the file can ask whether a text he already has, or guesses 25 letters in a row
 * of, is in a registered document.
 */
@SuppressWarnings("ArrayRecordComponent") // Megabytes, handed from one to the next.
record FingerprintFormatV1(byte[] salt, List<Registered> documents, long[] hashes, int[] owners) {

  private static final byte[] MAGIC = {'L', 'K', 'F', 'P', 'R', 0, 0, 1};

  static final int SALT = 16;

  private static final int ENTRY = Long.BYTES + Integer.BYTES;

  byte[] write() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(MAGIC);
      out.write(salt);
      out.writeInt(Winnowing.GRAM);
      out.writeInt(Winnowing.WINDOW);
      out.writeInt(documents.size());
      for (Registered document : documents) {
        text(out, document.label());
        text(out, document.name());
        out.write(document.digest().bytes());
        out.writeInt(document.fingerprints());
        out.writeInt(document.threshold().shared());
        out.writeInt(document.threshold().ofText());
        out.writeInt(document.threshold().ofDocument());
      }
      out.writeInt(hashes.length);
      for (long hash : hashes) {
        out.writeLong(hash);
      }
      for (int owner : owners) {
        out.writeInt(owner);
      }
      out.write(Digest.of(bytes.toByteArray()).bytes());
    } catch (IOException impossible) {
      throw new UncheckedIOException("a buffer does not fail", impossible);
    }
    return bytes.toByteArray();
  }

  static FingerprintFormatV1 read(byte[] file) {
    int end = file.length - Digest.LENGTH;
    if (end < MAGIC.length || !Arrays.equals(file, 0, 5, MAGIC, 0, 5)) {
      throw new IllegalArgumentException("this is no file of fingerprints");
    }
    if (!Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new IllegalArgumentException("the file is of a newer version than this program");
    }
    Digest stated = Digest.fromBytes(Arrays.copyOfRange(file, end, file.length));
    if (!Digest.of(Arrays.copyOf(file, end)).equals(stated)) {
      throw new IllegalArgumentException("the file is damaged; make it again");
    }
    try {
      return read(ByteBuffer.wrap(file, MAGIC.length, end - MAGIC.length));
    } catch (BufferUnderflowException cut) {
      throw new IllegalArgumentException("the file's parts do not fit; make it again", cut);
    }
  }

  private static FingerprintFormatV1 read(ByteBuffer in) {
    byte[] salt = bytes(in, SALT);
    require(in.getInt() == Winnowing.GRAM && in.getInt() == Winnowing.WINDOW);
    int count = in.getInt();
    List<Registered> documents = new ArrayList<>();
    for (int document = 0; document < count; document++) {
      documents.add(
          new Registered(
              text(in),
              text(in),
              Digest.fromBytes(bytes(in, Digest.LENGTH)),
              in.getInt(),
              new Threshold(in.getInt(), in.getInt(), in.getInt())));
    }
    int entries = in.getInt();
    require(entries >= 0 && entries == in.remaining() / ENTRY && in.remaining() % ENTRY == 0);
    long[] hashes = new long[entries];
    int[] owners = new int[entries];
    in.asLongBuffer().get(hashes);
    in.position(in.position() + entries * Long.BYTES);
    in.asIntBuffer().get(owners);
    for (int owner : owners) {
      require(owner >= 0 && owner < documents.size());
    }
    return new FingerprintFormatV1(salt, documents, hashes, owners);
  }

  private static void require(boolean fits) {
    if (!fits) {
      throw new IllegalArgumentException("the file's parts do not fit; make it again");
    }
  }

  private static byte[] bytes(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static String text(ByteBuffer in) {
    return new String(bytes(in, Short.toUnsignedInt(in.getShort())), StandardCharsets.UTF_8);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(bytes.length);
    out.write(bytes);
  }
}
