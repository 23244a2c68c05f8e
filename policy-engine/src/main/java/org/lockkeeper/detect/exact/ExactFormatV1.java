package org.lockkeeper.detect.exact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lockkeeper.detect.exact.ExactData.Look;
import org.lockkeeper.detect.exact.ExactData.Tables;
import org.lockkeeper.message.Digest;

/**
 * The bytes of an {@code .edm} file, version 1. All numbers are big-endian.
 *
 * <pre>
 *   8  "LKEDM" 0 0 1
 *  16  salt
 *   8  check of the key: HMAC of "check", cut
 *   4  rows R
 *   4  columns C, then 4: how many of them are primary
 *      C times: 2 length, name in UTF-8
 *      shapes of the primary columns: 8 longs (two a kind: which lengths exist), 4 ints (words)
 *      shapes of all columns, likewise; left out if C = 1
 *   4  F, then F longs: filter of the primary columns' values, 16 bits a value
 *   4  G, then G longs: filter of all values; left out if C = 1
 *   4  T, then T longs: tags, sorted: HMAC-SHA-256(key, value) cut to 64 bits
 *      T ints: row * C + column of each tag; left out if C = 1
 *      R * C ints: upper 32 bits of the tag of each cell, 0 if empty; left out if C = 1
 *  32  SHA-256 of all that stands before
 * </pre>
 *
 * <p>One column of a million values takes 10 MB; each further column 14 MB if primary, 8 MB if not.
 *
 * <p><b>What the file gives away.</b> Never a value, but whoever has the file (and the key file,
 * where one was used) can try values and see which stand in the table: a graphics card makes
 * billions of HMACs a second, so numbers of nine digits are all tried within seconds, and names by
 * a list of names. Against that no hash helps, only the key file: without it not one guess can be
 * tried. The file shows without any key how many rows it has, the columns' names, the lengths and
 * kinds (digits, letters) that occur, and which cells of different rows are equal.
 */
final class ExactFormatV1 {

  private static final byte[] MAGIC = {'L', 'K', 'E', 'D', 'M', 0, 0, 1};

  /** Wide enough for any table people export; a larger number is damage. */
  static final int MOST_COLUMNS = 32;

  /** Where a table must be split; a file of this many cells has over half a gigabyte. */
  static final int MOST_CELLS = 100_000_000;

  private ExactFormatV1() {}

  static byte[] write(byte[] salt, ExactData data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
    try {
      out.write(MAGIC);
      out.write(salt);
      out.write(data.key().check());
      ints(out, data.rows(), data.columns().size(), data.primaries());
      for (String column : data.columns()) {
        byte[] name = column.getBytes(StandardCharsets.UTF_8);
        out.write(ByteBuffer.allocate(2).putShort((short) name.length).array());
        out.write(name);
      }
      shapes(out, data.known().shapes());
      if (!data.oneColumn()) {
        shapes(out, data.anywhere().shapes());
      }
      counted(out, data.known().filter().bits());
      if (!data.oneColumn()) {
        counted(out, data.anywhere().filter().bits());
      }
      counted(out, data.tables().tags());
      ints(out, data.tables().cells());
      ints(out, data.tables().witnesses());
      out.write(Digest.of(out.toByteArray()).bytes());
    } catch (IOException impossible) {
      throw new UncheckedIOException("a buffer does not fail", impossible);
    }
    return out.toByteArray();
  }

  static ExactData read(byte[] file, byte[] secret) {
    int end = file.length - Digest.LENGTH;
    if (end < MAGIC.length || !Arrays.equals(file, 0, 5, MAGIC, 0, 5)) {
      throw new IllegalArgumentException("this is no file of exact data");
    }
    if (!Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new IllegalArgumentException("the file is of a newer version than this program");
    }
    Digest stated = Digest.fromBytes(Arrays.copyOfRange(file, end, file.length));
    if (!Digest.of(Arrays.copyOf(file, end)).equals(stated)) {
      throw new IllegalArgumentException("the file is damaged; build it again");
    }
    try {
      return read(ByteBuffer.wrap(file, MAGIC.length, end - MAGIC.length), secret);
    } catch (BufferUnderflowException | NegativeArraySizeException cut) {
      throw new IllegalArgumentException("the file's parts do not fit; build it again", cut);
    }
  }

  private static ExactData read(ByteBuffer in, byte[] secret) {
    byte[] salt = new byte[ExactKey.SALT];
    in.get(salt);
    byte[] check = new byte[ExactKey.CHECK];
    in.get(check);
    ExactKey key = new ExactKey(salt, secret);
    if (!Arrays.equals(check, key.check())) {
      throw new IllegalArgumentException(
          secret.length == 0
              ? "the file was built with a key; name it by key:"
              : "the key is not the one the file was built with");
    }
    int rows = in.getInt();
    int columns = in.getInt();
    int primaries = in.getInt();
    require(rows >= 0 && columns >= 1 && columns <= MOST_COLUMNS);
    require(primaries >= 1 && primaries <= columns && (long) rows * columns <= MOST_CELLS);
    List<String> names = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      byte[] name = new byte[Short.toUnsignedInt(in.getShort())];
      in.get(name);
      names.add(new String(name, StandardCharsets.UTF_8));
    }
    boolean one = columns == 1;
    Shapes shapes = shapes(in);
    Shapes allShapes = one ? shapes : shapes(in);
    Look known = new Look(shapes, filter(in));
    Look anywhere = one ? known : new Look(allShapes, filter(in));
    long[] tags = longs(in, in.getInt());
    int[] cells = one ? new int[0] : ints(in, tags.length);
    int[] witnesses = one ? new int[0] : ints(in, rows * columns);
    require(!in.hasRemaining());
    for (int cell : cells) {
      require(cell >= 0 && cell < witnesses.length);
    }
    return new ExactData(
        key, names, primaries, rows, known, anywhere, new Tables(tags, cells, witnesses));
  }

  private static Shapes shapes(ByteBuffer in) {
    Shapes shapes = new Shapes(longs(in, 2 * Shapes.KINDS), ints(in, Shapes.KINDS));
    for (int words : shapes.words()) {
      require(words >= 0 && words <= Shapes.MOST_WORDS);
    }
    return shapes;
  }

  private static Filter filter(ByteBuffer in) {
    long[] bits = longs(in, in.getInt());
    require(Filter.whole(bits.length));
    return new Filter(bits);
  }

  private static long[] longs(ByteBuffer in, int count) {
    require(count >= 0 && count <= in.remaining() / Long.BYTES);
    long[] longs = new long[count];
    in.asLongBuffer().get(longs);
    in.position(in.position() + count * Long.BYTES);
    return longs;
  }

  private static int[] ints(ByteBuffer in, int count) {
    require(count >= 0 && count <= in.remaining() / Integer.BYTES);
    int[] ints = new int[count];
    in.asIntBuffer().get(ints);
    in.position(in.position() + count * Integer.BYTES);
    return ints;
  }

  private static void require(boolean fits) {
    if (!fits) {
      throw new IllegalArgumentException("the file's parts do not fit; build it again");
    }
  }

  private static void shapes(OutputStream out, Shapes shapes) throws IOException {
    longs(out, shapes.lengths());
    ints(out, shapes.words());
  }

  private static void counted(OutputStream out, long[] values) throws IOException {
    ints(out, values.length);
    longs(out, values);
  }

  private static void longs(OutputStream out, long... values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES);
    bytes.asLongBuffer().put(values);
    out.write(bytes.array());
  }

  private static void ints(OutputStream out, int... values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
    bytes.asIntBuffer().put(values);
    out.write(bytes.array());
  }
}
