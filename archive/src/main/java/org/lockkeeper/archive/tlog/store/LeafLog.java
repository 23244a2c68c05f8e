package org.lockkeeper.archive.tlog.store;

import java.lang.System.Logger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.tlog.Note;
import org.lockkeeper.archive.tlog.NoteSigner;
import org.lockkeeper.archive.tlog.ProofFault;
import org.lockkeeper.archive.tlog.TreeHead;

/**
 * Takes the leaves of durable records and has them in the tree soon after: a queue before a {@link
 * TileLog} and the thread that drives it. Leaves that had not reached a checkpoint when the process
 * died are to be given again. Safe to call from any thread.
 */
public final class LeafLog implements AutoCloseable {

  private static final Logger LOG = System.getLogger("org.lockkeeper.archive.tlog");

  private final Path log;
  private final Settings settings;
  private final InstantSource clock;
  private final Listener listener;
  private final TileLog tiles;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private final Thread thread;
  private long published;
  private long waitingBytes;
  private long wanted;
  private boolean closed;
  private Optional<ArchiveFailure> failure = Optional.empty();

  /**
   * How it works.
   *
   * @param cadence how often a grown tree is signed
   * @param waitingBytes leaves in memory; beyond it, whoever appends waits for the disk
   */
  public record Settings(Duration cadence, long waitingBytes) {

    /** A checkpoint each second; 64 MiB, which is some 300,000 leaves. */
    public static Settings defaults() {
      return new Settings(Duration.ofSeconds(1), 64 << 20);
    }
  }

  /**
   * Told of each new checkpoint before those who wait for it, on the log's own thread: do little
   * there.
   */
  @FunctionalInterface
  public interface Listener {
    void published(Note checkpoint);
  }

  private LeafLog(
      Path log,
      String origin,
      List<NoteSigner> signers,
      TileFiles files,
      Settings settings,
      InstantSource clock,
      Listener listener) {
    this.log = log;
    this.settings = settings;
    this.clock = clock;
    this.listener = listener;
    published = size(new TileReader(log).checkpoint());
    tiles = TileLog.open(log, origin, signers, files, new Given());
    thread = Thread.ofPlatform().name("archive-tree").unstarted(this::advance);
  }

  /**
   * Opens the tree of an archive, or begins one.
   *
   * @throws ArchiveFailure as {@link TileLog#open}
   */
  public static LeafLog open(
      Path log,
      String origin,
      List<NoteSigner> signers,
      TileFiles files,
      Settings settings,
      InstantSource clock,
      Listener listener) {
    LeafLog opened = new LeafLog(log, origin, signers, files, settings, clock, listener);
    opened.thread.start();
    return opened;
  }

  private static long size(Optional<Note> checkpoint) {
    try {
      return checkpoint.isPresent() ? TreeHead.parse(checkpoint.get().text()).size() : 0;
    } catch (ProofFault e) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.CORRUPT, "the tree's checkpoint is none: " + e.getMessage(), e);
    }
  }

  /** How many leaves stand below a published checkpoint, and so survive a power cut. */
  public long size() {
    lock.lock();
    try {
      return published;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the next leaves; their records are durable. Does not wait for the disk, unless it is far
   * behind.
   *
   * @param first the index of the first; those that are in the tree already are passed over
   * @throws ArchiveFailure if the tree cannot be written any more
   * @throws IllegalArgumentException if leaves before the first are missing
   */
  public void append(long first, List<byte[]> leaves) {
    lock.lock();
    try {
      long next = published + waiting.size();
      if (first > next) {
        throw new IllegalArgumentException("leaf " + first + " comes before leaf " + next);
      }
      for (byte[] leaf :
          leaves.subList((int) Math.min(next - first, leaves.size()), leaves.size())) {
        while (waitingBytes > settings.waitingBytes() && failure.isEmpty() && !closed) {
          wanted = published + waiting.size();
          changed.signalAll();
          changed.awaitUninterruptibly();
        }
        checkUsable();
        waiting.add(leaf);
        waitingBytes += leaf.length;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Leaves that are in the tree or wait for it.
   *
   * @param first below all that was appended
   * @return at least one leaf, from the first on, and no more than {@code most}
   * @throws ArchiveFailure CORRUPT or BROKEN if they cannot be read
   */
  public List<byte[]> read(long first, int most) {
    long size;
    lock.lock();
    try {
      size = published;
      if (first >= size) {
        return waiting(first - size, most);
      }
    } finally {
      lock.unlock();
    }
    long bundle = first / TileName.FULL;
    List<byte[]> leaves = new TileReader(log).bundle(size, bundle);
    int begin = (int) (first % TileName.FULL);
    return leaves.subList(begin, Math.min(leaves.size(), begin + most));
  }

  private List<byte[]> waiting(long skip, int most) {
    List<byte[]> leaves = new ArrayList<>();
    Iterator<byte[]> all = waiting.iterator();
    for (long i = 0; all.hasNext() && leaves.size() < most; i++) {
      byte[] leaf = all.next();
      if (i >= skip) {
        leaves.add(leaf);
      }
    }
    return leaves;
  }

  /**
   * Has the tree signed at once, and waits until so many leaves stand below a checkpoint.
   *
   * @throws ArchiveFailure if they will not
   */
  public void await(long size) throws InterruptedException {
    lock.lock();
    try {
      wanted = Math.max(wanted, size);
      changed.signalAll();
      while (published < size) {
        checkUsable();
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private void checkUsable() {
    if (failure.isPresent()) {
      throw failure.get();
    }
    if (closed) {
      throw new ArchiveFailure(ArchiveFailure.Kind.REFUSED, "the tree is closed");
    }
  }

  private void advance() {
    boolean last = false;
    while (!last) {
      last = waitForWork();
      try {
        tiles.advance(clock.instant()).ifPresent(this::took);
      } catch (ArchiveFailure e) {
        failed(e);
        last |= e.kind() != ArchiveFailure.Kind.FULL;
      } catch (RuntimeException | Error ours) {
        LOG.log(Logger.Level.ERROR, "the tree's writer failed", ours);
        failed(new ArchiveFailure(ArchiveFailure.Kind.BROKEN, "the tree's writer failed", ours));
        last = true;
      }
    }
  }

  /** Waits for the next tick, or for someone who wants the tree now; true at the end. */
  private boolean waitForWork() {
    lock.lock();
    try {
      long left = settings.cadence().toNanos();
      while (left > 0 && !closed && wanted <= published) {
        left = changed.awaitNanos(left);
      }
      return closed;
    } catch (InterruptedException e) {
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void took(Note checkpoint) {
    long size = size(Optional.of(checkpoint));
    listener.published(checkpoint);
    lock.lock();
    try {
      for (; published < size; published++) {
        waitingBytes -= waiting.remove().length;
      }
      failure = Optional.empty();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A full disk is tried again at the next tick; nothing else is. */
  private void failed(ArchiveFailure e) {
    LOG.log(Logger.Level.ERROR, "the tree does not grow: {0}", e.getMessage());
    lock.lock();
    try {
      if (e.kind() != ArchiveFailure.Kind.FULL) {
        failure = Optional.of(e);
      }
      wanted = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the tree grows; if not, why. */
  public Optional<ArchiveFailure> failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /** Signs what is waiting, then closes. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The leaves as the tiles take them: those below the checkpoint from disk, newer ones from here.
   */
  private final class Given implements Leaves {

    @Override
    public long durable() {
      lock.lock();
      try {
        return published + waiting.size();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public List<byte[]> read(long first, int most) {
      return LeafLog.this.read(first, most);
    }
  }
}
