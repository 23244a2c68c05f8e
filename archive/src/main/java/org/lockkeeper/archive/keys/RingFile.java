package org.lockkeeper.archive.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.lockkeeper.archive.log.ArchiveFailure;

/**
 * The bytes of {@code ring.cur}, version 2, drawn in FORMAT.md: a header, then one slot a bucket,
 * in order of the buckets' numbers. Pure.
 */
final class RingFile {

  /** A slot never straddles a sector of 512 bytes, so that a disk writes it whole or not at all. */
  static final int SLOT_BYTES = 256;

  private RingFile() {}

  /** What became of a bucket's key. */
  enum State {
    LIVE,
    /** Being destroyed when a crash came; never on disk. */
    GOING,
    DESTROYED
  }

  /**
   * One bucket.
   *
   * @param made the ring's epoch when the key was made
   * @param changed the ring's epoch when the slot was last written
   * @param wrapped the key under the root key; empty once destroyed
   */
  record Slot(int number, State state, int made, int changed, byte[] wrapped, Bucket bucket) {

    /** What the wrapped key is bound to: its place in the ring and its bucket. */
    byte[] context() {
      byte[] name = bucket.toString().getBytes(StandardCharsets.US_ASCII);
      return ByteBuffer.allocate(16 + name.length)
          .putLong(MAGIC)
          .putInt(number)
          .putInt(made)
          .put(name)
          .array();
    }

    Slot rewrapped(byte[] fresh) {
      return new Slot(number, state, made, changed, fresh, bucket);
    }

    Slot destroyed(int epoch) {
      return new Slot(number, State.DESTROYED, made, epoch, new byte[0], bucket);
    }
  }

  /**
   * All that is in the file.
   *
   * @param root the name of the root key all slots are wrapped under
   * @param torn whether a last slot follows that is not whole
   */
  record Contents(String root, List<Slot> slots, boolean torn) {}

  static long place(int number) {
    return (long) SLOT_BYTES * (number + 1);
  }

  static byte[] write(String root, List<Slot> slots) {
    ByteBuffer out = ByteBuffer.allocate(SLOT_BYTES * (slots.size() + 1));
    byte[] name = root.getBytes(StandardCharsets.UTF_8);
    out.putLong(MAGIC).put((byte) name.length).put(name);
    close(out, 0);
    for (Slot slot : slots) {
      out.put(slot(slot));
    }
    return out.array();
  }

  static byte[] slot(Slot slot) {
    byte[] name = slot.bucket().toString().getBytes(StandardCharsets.US_ASCII);
    ByteBuffer out = ByteBuffer.allocate(SLOT_BYTES);
    out.put((byte) (slot.state() == State.LIVE ? LIVE : DESTROYED)).put((byte) name.length);
    out.putShort((short) slot.wrapped().length);
    out.putInt(slot.number()).putInt(slot.made()).putInt(slot.changed());
    out.put(name).put(slot.wrapped());
    close(out, 0);
    return out.array();
  }

  /**
   * Reads the file.
   *
   * @param going the slots whose destruction was begun: overwriting one may have been cut short
   * @throws ArchiveFailure CORRUPT if anything but those and the last slot is not what was written
   */
  static Contents read(byte[] bytes, String file, Map<Integer, Slot> going) {
    if (bytes.length < SLOT_BYTES || !whole(bytes, 0)) {
      throw corrupt(file, "its header");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.getLong() != MAGIC) {
      throw corrupt(file, "its header");
    }
    String root = text(in, in.get() & 0xFF);
    List<Slot> slots = new ArrayList<>();
    for (int at = SLOT_BYTES; at < bytes.length; at += SLOT_BYTES) {
      boolean last = at + SLOT_BYTES >= bytes.length;
      if (at + SLOT_BYTES > bytes.length || !whole(bytes, at)) {
        Slot destroyed = going.get(slots.size());
        if (destroyed != null) {
          slots.add(destroyed);
          continue;
        }
        if (last) {
          return new Contents(root, slots, true);
        }
        throw corrupt(file, "the slot of bucket " + slots.size());
      }
      Slot slot = slot(in.position(at));
      if (slot.number() != slots.size()) {
        throw corrupt(file, "the slot of bucket " + slots.size());
      }
      slots.add(slot);
    }
    return new Contents(root, slots, false);
  }

  private static Slot slot(ByteBuffer in) {
    State state = in.get() == LIVE ? State.LIVE : State.DESTROYED;
    int nameLength = in.get() & 0xFF;
    byte[] wrapped = new byte[in.getShort()];
    int number = in.getInt();
    int made = in.getInt();
    int changed = in.getInt();
    Bucket bucket = Bucket.parse(text(in, nameLength));
    in.get(wrapped);
    return new Slot(number, state, made, changed, wrapped, bucket);
  }

  private static String text(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void close(ByteBuffer out, int from) {
    out.putInt(from + SLOT_BYTES - 4, crc(out.array(), from));
    out.position(from + SLOT_BYTES);
  }

  private static boolean whole(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).getInt(at + SLOT_BYTES - 4) == crc(bytes, at);
  }

  private static int crc(byte[] bytes, int at) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, at, SLOT_BYTES - 4);
    return (int) crc.getValue();
  }

  static ArchiveFailure corrupt(String file, String part) {
    return new ArchiveFailure(
        ArchiveFailure.Kind.CORRUPT,
        file + ": " + part + " is not what was written; restore the file from its own backup");
  }

  private static final long MAGIC = 0x4C4B52494E473032L; // "LKRING02"
  private static final int LIVE = 1;
  private static final int DESTROYED = 2;
}
