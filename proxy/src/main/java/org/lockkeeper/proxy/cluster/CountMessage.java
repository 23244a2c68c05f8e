package org.lockkeeper.proxy.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.lockkeeper.shared.AmountSeries;
import org.lockkeeper.shared.LocalCounters.Kept;

/**
 * What members tell each other about counts. Its bytes: a 1 for this form, then
 *
 * <pre>
 * ask      1, whom: 16 bytes
 * batch    2, origin: 16 bytes, address: text, number: 8 bytes, flags: 1 byte (1 first, 2 last),
 *          newest: 8 bytes, forgotten: 8 bytes,
 *          how many known: 4 bytes, each: origin 16 bytes, missing 8 bytes, forgotten 8 bytes
 *          how many series: 4 bytes, each: origin 16 bytes, key text, before 8 bytes,
 *          how many buckets: 4 bytes, each: first, last, sum, 8 bytes each
 * </pre>
 *
 * A text is its length in UTF-16 code units, 4 bytes, and those; numbers are big-endian.
 */
sealed interface CountMessage {

  /** Somebody lacks something and asks a member for all it has. */
  record Ask(UUID whom) implements CountMessage {}

  /**
   * Series that changed since the last batch; perhaps none, so that the others know it is there.
   *
   * @param origin who says it
   * @param address which configured member that is
   * @param number 1 for the first batch of an origin, then one more each: a gap shows a loss
   * @param first all that the origin has begins here
   * @param last and has been told with this
   * @param newest the last second in which the origin counted anything
   * @param forgotten up to which second it has forgotten keys
   * @param known with all that the origin has: of whom it has series
   * @param series the origin's own, and, with all it has, those of others
   */
  record Batch(
      UUID origin,
      String address,
      long number,
      boolean first,
      boolean last,
      long newest,
      long forgotten,
      List<Known> known,
      List<Series> series)
      implements CountMessage {
    public Batch {
      known = List.copyOf(known);
      series = List.copyOf(series);
    }
  }

  /**
   * Somebody of whom the sender has series.
   *
   * @param missing up to which second some of them may be missing
   * @param forgotten up to which second it had forgotten keys
   */
  record Known(UUID origin, long missing, long forgotten) {}

  /** One key's series at one member. */
  record Series(UUID origin, String key, Kept kept) {}

  /** The bytes of a message. */
  static byte[] write(CountMessage message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(1);
      switch (message) {
        case Ask(UUID whom) -> {
          out.writeByte(1);
          write(out, whom);
        }
        case Batch batch -> {
          out.writeByte(2);
          write(out, batch);
        }
      }
    } catch (IOException impossible) {
      throw new AssertionError("memory does not fail", impossible);
    }
    return bytes.toByteArray();
  }

  /** The message; empty if these are no bytes of one, as from a member of another version. */
  static Optional<CountMessage> read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != 1) {
        return Optional.empty();
      }
      CountMessage message =
          switch (in.readByte()) {
            case 1 -> new Ask(uuid(in));
            case 2 -> batch(in);
            default -> throw new IOException("no such message");
          };
      return in.read() < 0 ? Optional.of(message) : Optional.empty();
    } catch (IOException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static void write(DataOutputStream out, Batch batch) throws IOException {
    write(out, batch.origin());
    write(out, batch.address());
    out.writeLong(batch.number());
    out.writeByte((batch.first() ? 1 : 0) | (batch.last() ? 2 : 0));
    out.writeLong(batch.newest());
    out.writeLong(batch.forgotten());
    out.writeInt(batch.known().size());
    for (Known known : batch.known()) {
      write(out, known.origin());
      out.writeLong(known.missing());
      out.writeLong(known.forgotten());
    }
    out.writeInt(batch.series().size());
    for (Series series : batch.series()) {
      write(out, series.origin());
      write(out, series.key());
      out.writeLong(series.kept().before());
      List<AmountSeries.Bucket> buckets = series.kept().series().buckets();
      out.writeInt(buckets.size());
      for (AmountSeries.Bucket bucket : buckets) {
        out.writeLong(bucket.first());
        out.writeLong(bucket.last());
        out.writeLong(bucket.sum());
      }
    }
  }

  private static Batch batch(DataInputStream in) throws IOException {
    UUID origin = uuid(in);
    String address = text(in);
    long number = in.readLong();
    int flags = in.readByte();
    long newest = in.readLong();
    long forgotten = in.readLong();
    List<Known> known = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      known.add(new Known(uuid(in), in.readLong(), in.readLong()));
    }
    List<Series> series = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      UUID of = uuid(in);
      String key = text(in);
      long before = in.readLong();
      List<AmountSeries.Bucket> buckets = new ArrayList<>();
      for (int more = in.readInt(); more > 0; more--) {
        buckets.add(new AmountSeries.Bucket(in.readLong(), in.readLong(), in.readLong()));
      }
      series.add(new Series(of, key, new Kept(AmountSeries.of(buckets), before)));
    }
    return new Batch(
        origin,
        address,
        number,
        (flags & 1) != 0,
        (flags & 2) != 0,
        newest,
        forgotten,
        known,
        series);
  }

  private static void write(DataOutputStream out, UUID uuid) throws IOException {
    out.writeLong(uuid.getMostSignificantBits());
    out.writeLong(uuid.getLeastSignificantBits());
  }

  private static UUID uuid(DataInputStream in) throws IOException {
    return new UUID(in.readLong(), in.readLong());
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    // No charset: half a surrogate pair must come back as it was.
    out.writeInt(text.length());
    out.writeChars(text);
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available() / 2) {
      throw new IOException("cut short");
    }
    char[] chars = new char[length];
    for (int at = 0; at < length; at++) {
      chars[at] = in.readChar();
    }
    return new String(chars);
  }
}
