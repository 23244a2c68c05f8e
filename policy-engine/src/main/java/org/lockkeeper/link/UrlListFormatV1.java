package org.lockkeeper.link;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lockkeeper.message.Digest;

/**
 * A read list as a file ({@code .lku}), so that a gateway starts without reading text again.
 * Numbers are big-endian, texts as {@link DataOutputStream#writeUTF} writes them:
 *
 * <pre>
 * magic      8 bytes: LKURLS01
 * name       text
 * source     32 bytes: SHA-256 of what the list was read from
 * parts      4 bytes: how many; then for each
 *   category text
 *   bytes    1 byte: how many bytes of each hash count, 4 to 8
 *   count    4 bytes
 *   keys     8 bytes each, ascending with their sign turned
 * digest     32 bytes: SHA-256 of all before it
 * </pre>
 */
public final class UrlListFormatV1 {

  /** How the name of such a file ends. */
  public static final String ENDING = ".lku";

  private static final byte[] MAGIC = {'L', 'K', 'U', 'R', 'L', 'S', '0', '1'};
  private static final int MOST_PARTS = 10_000;
  private static final int CHUNK = 1 << 16;

  private UrlListFormatV1() {}

  /** Writes a list. */
  public static void write(UrlList list, OutputStream to) throws IOException {
    MessageDigest sha256 = sha256();
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new DigestOutputStream(to, sha256), 1 << 16));
    out.write(MAGIC);
    out.writeUTF(list.name());
    out.write(list.source().bytes());
    out.writeInt(list.parts().size());
    for (UrlList.Part part : list.parts()) {
      out.writeUTF(part.category());
      out.writeByte(part.bytes());
      out.writeInt(part.keys().length);
      for (long key : part.keys()) {
        out.writeLong(key);
      }
    }
    out.flush();
    to.write(sha256.digest());
  }

  /**
   * Reads a list.
   *
   * @param mostEntries entries a list may have
   * @throws ListFault if it is none, or damaged
   * @throws IOException if it cannot be read
   */
  public static UrlList read(InputStream from, long mostEntries) throws IOException {
    MessageDigest sha256 = sha256();
    InputStream buffered = new BufferedInputStream(from, 1 << 16);
    DataInputStream in = new DataInputStream(new DigestInputStream(buffered, sha256));
    try {
      if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
        throw new ListFault("its file is no list");
      }
      UrlList list =
          new UrlList(
              in.readUTF(), Digest.fromBytes(in.readNBytes(Digest.LENGTH)), parts(in, mostEntries));
      byte[] digest = sha256.digest();
      if (!Arrays.equals(digest, buffered.readNBytes(Digest.LENGTH))) {
        throw new ListFault("its file is damaged");
      }
      return list;
    } catch (EOFException | IllegalArgumentException _) {
      throw new ListFault("its file is cut short");
    }
  }

  private static List<UrlList.Part> parts(DataInputStream in, long mostEntries) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST_PARTS) {
      throw new ListFault("its file is damaged");
    }
    List<UrlList.Part> parts = new ArrayList<>();
    long entries = 0;
    for (int part = 0; part < count; part++) {
      String category = in.readUTF();
      int bytes = in.readByte();
      int size = in.readInt();
      entries += size;
      if (bytes < 1 || bytes > Long.BYTES || size < 0 || entries > mostEntries) {
        throw new ListFault("its file is damaged, or has more entries than are taken");
      }
      parts.add(new UrlList.Part(category, bytes, keys(in, size)));
    }
    return parts;
  }

  /** Grows with what comes: a number in a damaged file takes no memory by itself. */
  private static long[] keys(DataInputStream in, int size) throws IOException {
    long[] keys = new long[Math.min(size, CHUNK)];
    for (int at = 0; at < size; at += CHUNK) {
      int many = Math.min(CHUNK, size - at);
      byte[] raw = in.readNBytes(many * Long.BYTES);
      if (raw.length != many * Long.BYTES) {
        throw new EOFException();
      }
      keys = keys.length < at + many ? Arrays.copyOf(keys, Math.min(size, 2 * (at + many))) : keys;
      ByteBuffer.wrap(raw).asLongBuffer().get(keys, at, many);
    }
    return keys;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
