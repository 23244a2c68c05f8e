package org.lockkeeper.archive.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.log.SegmentFiles;

/**
 * The keys of all buckets, each wrapped under the vault's root key, in {@code keys/ring.cur}; what
 * was done to them in {@code keys/ring.log}. The only thing in an archive that is ever overwritten
 * in place, besides salts. Safe to call from any thread; blocks.
 *
 * <p>A key is durable before it is given out. A crash at any moment leaves a ring that opens: a key
 * half made was never given out, a destruction begun is finished at the next opening, a rotation
 * has happened or has not.
 */
public final class KeyRing implements AutoCloseable {

  private final Path path;
  private final KeyVault vault;
  private final SegmentFiles files;
  private final SecureRandom random;
  private final InstantSource clock;
  private final RingJournal journal;
  private final List<RingFile.Slot> slots;
  private final Map<Integer, BucketKey> live = new ConcurrentHashMap<>();
  private final Map<Bucket, BucketKey> byBucket = new ConcurrentHashMap<>();
  private SegmentFiles.SegmentFile file;
  private String root;
  private volatile int epoch;
  private Optional<ArchiveFailure> broken = Optional.empty();

  private KeyRing(
      Path directory, KeyVault vault, SegmentFiles files, SecureRandom random, InstantSource clock)
      throws IOException {
    path = directory.resolve("ring.cur");
    this.vault = vault;
    this.files = files;
    this.random = random;
    this.clock = clock;
    boolean fresh = !Files.exists(path);
    if (fresh && Files.exists(directory.resolve("ring.log"))) {
      throw RingFile.corrupt(path.toString(), "the file");
    }
    if (fresh) {
      begin();
    }
    journal = RingJournal.open(directory.resolve("ring.log"), files);
    RingFile.Contents found =
        RingFile.read(Files.readAllBytes(path), path.toString(), going(journal.acts()));
    root = found.root();
    slots = new ArrayList<>(found.slots());
    file = files.open(path);
    try {
      settle(found.torn());
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** What stands in the ring of one bucket. */
  public record Status(int number, Bucket bucket, boolean live, int made, int changed) {}

  /**
   * Opens a ring, or begins one, with a fresh root key in the vault.
   *
   * @param directory the archive's {@code keys}
   * @throws ArchiveFailure CORRUPT if a byte is not what was written, REFUSED if the root key is
   *     not in the vault, BROKEN if the directory cannot be used
   */
  public static KeyRing open(
      Path directory,
      KeyVault vault,
      SegmentFiles files,
      SecureRandom random,
      InstantSource clock) {
    try {
      Files.createDirectories(directory);
      return new KeyRing(directory, vault, files, random, clock);
    } catch (IOException e) {
      throw broken("cannot open the key ring in " + directory, e);
    }
  }

  /** The live key of a bucket; made if there is none. */
  public BucketKey keyOf(Bucket bucket) {
    BucketKey known = byBucket.get(bucket);
    return known != null ? known : create(bucket);
  }

  /** The key of a bucket; empty once it is destroyed, or if there never was one. */
  public Optional<BucketKey> key(int number) {
    return Optional.ofNullable(live.get(number));
  }

  /** Which bucket has a number, live or destroyed. */
  public synchronized Optional<Status> status(int number) {
    return number >= 0 && number < slots.size()
        ? Optional.of(status(slots.get(number)))
        : Optional.empty();
  }

  /** Every bucket that ever was, by number. */
  public synchronized List<Status> buckets() {
    return slots.stream().map(KeyRing::status).toList();
  }

  /** Rises with every key made and every key destroyed. */
  public int epoch() {
    return epoch;
  }

  /** How the root key is kept. */
  public synchronized KeyVault.Attestation attest() {
    return vault.attest(root);
  }

  /**
   * From now on nothing is sealed with this bucket's key; it still opens. Not kept over a restart.
   */
  public void retire(int number) {
    key(number).ifPresent(key -> byBucket.remove(key.bucket(), key));
  }

  /** Notes that a destruction begins. From here on a restart finishes it. */
  public synchronized void begin(Destruction destruction) {
    note(
        destruction.record().isPresent()
            ? RingJournal.Kind.FORGETTING
            : RingJournal.Kind.DESTROYING,
        destruction);
  }

  /**
   * Destroys a bucket's key: in memory and in its slot. Does nothing if it is destroyed already.
   */
  public synchronized void destroy(int number) {
    BucketKey key = live.remove(number);
    if (key != null) {
      byBucket.remove(key.bucket(), key);
      key.destroy();
    }
    RingFile.Slot slot = slots.get(number);
    if (slot.state() == RingFile.State.DESTROYED) {
      return;
    }
    checkUsable();
    RingFile.Slot gone = slot.destroyed(epoch + 1);
    try {
      write(gone);
    } catch (IOException e) {
      throw failed("cannot overwrite the key of bucket " + slot.bucket(), e);
    }
    slots.set(number, gone);
    epoch++;
  }

  /** Notes that a destruction's record is durable in the log. */
  public synchronized void concluded(Destruction destruction) {
    note(
        destruction.record().isPresent() ? RingJournal.Kind.FORGOTTEN : RingJournal.Kind.DESTROYED,
        destruction);
  }

  /** What was begun and not concluded, oldest first. */
  public synchronized List<Destruction> unfinished() {
    return journal.unfinished();
  }

  /**
   * Wraps all live keys under a fresh root key and destroys the old one. The records stay as they
   * are. After a failure the old root key holds, or the new one; never neither.
   */
  public synchronized void rotate() {
    checkUsable();
    String next = RootName.parse(root).next().toString();
    try {
      // One left over from a rotation that failed before it began.
      vault.destroy(next);
      vault.create(next);
      List<RingFile.Slot> rewrapped = new ArrayList<>();
      for (RingFile.Slot slot : slots) {
        rewrapped.add(
            slot.state() == RingFile.State.DESTROYED ? slot : slot.rewrapped(rewrap(slot, next)));
      }
      ReplacedFile.put(path, RingFile.write(next, rewrapped), files);
      file.close();
      file = files.open(path);
      slots.clear();
      slots.addAll(rewrapped);
      String old = root;
      root = next;
      vault.destroy(old);
      journal.add(RingJournal.Act.rotated(clock.instant()));
    } catch (IOException e) {
      // Which of both files has the name is unknown until the ring is opened anew.
      throw breakDown("cannot rotate the root key", e);
    }
  }

  @Override
  public void close() {
    live.values().forEach(BucketKey::destroy);
    live.clear();
    byBucket.clear();
    try {
      file.close();
      journal.close();
    } catch (IOException e) {
      throw broken("cannot close the key ring", e);
    }
  }

  /** Slots that may be half overwritten; alive on paper, so that the end is written again. */
  private static Map<Integer, RingFile.Slot> going(List<RingJournal.Act> acts) {
    Map<Integer, RingFile.Slot> going = new HashMap<>();
    for (RingJournal.Act act : acts) {
      if (act.kind() == RingJournal.Kind.DESTROYING) {
        going.put(
            act.bucket(),
            new RingFile.Slot(
                act.bucket(),
                RingFile.State.GOING,
                act.epoch(),
                act.epoch(),
                new byte[0],
                Bucket.parse(act.name())));
      }
    }
    return going;
  }

  private void begin() throws IOException {
    String first = RootName.first(random).toString();
    vault.create(first);
    ReplacedFile.put(path, RingFile.write(first, List.of()), files);
  }

  /** Brings file, journal and vault, which a crash may have left one step apart, together. */
  private void settle(boolean torn) throws IOException {
    int created =
        journal.acts().stream()
            .filter(act -> act.kind() == RingJournal.Kind.CREATED)
            .mapToInt(act -> act.bucket() + 1)
            .max()
            .orElse(0);
    if (created > slots.size()) {
      throw RingFile.corrupt(path.toString(), "the slot of bucket " + slots.size());
    }
    if (torn) {
      file.truncate(RingFile.place(slots.size()));
      file.sync();
    }
    Collection<String> held = vault.names();
    if (!held.contains(root)) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.REFUSED,
          "the root key "
              + root
              + " is not in the key vault: is it the right one for this archive, and newer than the"
              + " last rotation?");
    }
    for (int number = created; number < slots.size(); number++) {
      created(slots.get(number));
    }
    for (RingFile.Slot slot : slots) {
      epoch = Math.max(epoch, Math.max(slot.made(), slot.changed()));
      if (slot.state() == RingFile.State.LIVE) {
        byte[] key = vault.unwrap(root, slot.wrapped(), slot.context());
        keep(new BucketKey(slot.number(), slot.bucket(), slot.made(), key));
      }
    }
    for (Destruction begun : unfinished()) {
      if (begun.record().isEmpty()) {
        destroy(begun.bucket());
      }
    }
    RootName own = RootName.parse(root);
    for (String other : held) {
      if (own.sameArchive(other) && !other.equals(root)) {
        vault.destroy(other);
      }
    }
  }

  private synchronized BucketKey create(Bucket bucket) {
    BucketKey made = byBucket.get(bucket);
    if (made != null) {
      return made;
    }
    checkUsable();
    byte[] key = new byte[BucketKey.BYTES];
    random.nextBytes(key);
    int number = slots.size();
    RingFile.Slot bare =
        new RingFile.Slot(number, RingFile.State.LIVE, epoch + 1, epoch + 1, new byte[0], bucket);
    RingFile.Slot slot = bare.rewrapped(vault.wrap(root, key, bare.context()));
    try {
      write(slot);
      created(slot);
    } catch (IOException e) {
      throw failed("cannot keep a key for bucket " + bucket, e);
    }
    slots.add(slot);
    epoch++;
    BucketKey fresh = new BucketKey(number, bucket, slot.made(), key);
    keep(fresh);
    return fresh;
  }

  private void created(RingFile.Slot slot) throws IOException {
    journal.add(RingJournal.Act.created(clock.instant(), slot));
  }

  private void keep(BucketKey key) {
    live.put(key.number(), key);
    byBucket.put(key.bucket(), key);
  }

  private void note(RingJournal.Kind kind, Destruction destruction) {
    checkUsable();
    RingFile.Slot slot = slots.get(destruction.bucket());
    try {
      journal.add(RingJournal.Act.of(clock.instant(), kind, destruction, slot));
    } catch (IOException e) {
      throw failed("cannot note a destruction in the ring's journal", e);
    }
  }

  private byte[] rewrap(RingFile.Slot slot, String under) {
    return vault.wrap(under, vault.unwrap(root, slot.wrapped(), slot.context()), slot.context());
  }

  private void write(RingFile.Slot slot) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(RingFile.slot(slot));
    while (bytes.hasRemaining()) {
      file.write(bytes, RingFile.place(slot.number()) + bytes.position());
    }
    file.sync();
  }

  private static Status status(RingFile.Slot slot) {
    return new Status(
        slot.number(),
        slot.bucket(),
        slot.state() == RingFile.State.LIVE,
        slot.made(),
        slot.changed());
  }

  private void checkUsable() {
    if (broken.isPresent()) {
      throw broken.get();
    }
  }

  /** A full disk may have room again; after any other failure nobody knows what is in the file. */
  private ArchiveFailure failed(String what, IOException e) {
    ArchiveFailure failure = ArchiveFailure.of(what, e);
    return failure.kind() == ArchiveFailure.Kind.FULL ? failure : breakDown(what, e);
  }

  private ArchiveFailure breakDown(String what, IOException e) {
    ArchiveFailure failure = broken(what, e);
    broken = Optional.of(failure);
    return failure;
  }

  private static ArchiveFailure broken(String what, IOException e) {
    return new ArchiveFailure(
        ArchiveFailure.Kind.BROKEN,
        what + ": " + e.getMessage() + "; check the disk, then restart",
        e);
  }
}
