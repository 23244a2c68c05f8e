package org.lockkeeper.archive.tlog.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.tlog.ConsistencyProof;
import org.lockkeeper.archive.tlog.InclusionProof;
import org.lockkeeper.archive.tlog.Note;
import org.lockkeeper.archive.tlog.ProofFault;
import org.lockkeeper.archive.tlog.Subtrees;
import org.lockkeeper.archive.tlog.TileRoots;
import org.lockkeeper.archive.tlog.TlogProof;
import org.lockkeeper.archive.tlog.TreeHasher;
import org.lockkeeper.message.Digest;

/**
 * Reads a tiled log, also beside its writer. What it gives is what the files say: whoever needs
 * more checks it against a signed checkpoint. Not safe for concurrent use.
 */
public final class TileReader {

  private final Path log;
  private final TreeHasher hasher = new TreeHasher();
  private final Map<TileName, byte[]> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TileName, byte[]> eldest) {
          return size() > KEPT;
        }
      };

  /** A reader of the log in a directory. */
  public TileReader(Path log) {
    this.log = log;
  }

  /**
   * The newest checkpoint, its signatures not checked; empty if there is none yet.
   *
   * @throws ArchiveFailure CORRUPT if the file is no checkpoint, BROKEN if it cannot be read
   */
  public Optional<Note> checkpoint() {
    Path path = log.resolve("checkpoint");
    try {
      return Optional.of(Note.parse(Files.readAllBytes(path)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (ProofFault e) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.CORRUPT, path + " is damaged: " + e.getMessage(), e);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /**
   * The subtrees of the tree at a size. They throw {@link ArchiveFailure}: CORRUPT if a tile is
   * missing or has another length than it must, BROKEN if it cannot be read.
   */
  public Subtrees subtrees(long size) {
    return (height, index) -> {
      int level = height / TileName.HEIGHT;
      int inner = height % TileName.HEIGHT;
      long first = index << inner;
      byte[] tile = tile(TileName.in(size, level, first / TileName.FULL));
      return TileRoots.root(tile, (int) (first % TileName.FULL), 1 << inner, hasher);
    };
  }

  /**
   * A tile's bytes, cut to its width; taken from the full tile where the partial one is gone.
   *
   * @throws ArchiveFailure CORRUPT if it is missing or not as long as it must be
   */
  byte[] tile(TileName name) {
    byte[] known = kept.get(name);
    if (known != null) {
      return known;
    }
    int length = name.width() * Digest.LENGTH;
    byte[] bytes = read(name);
    if (bytes.length < length || name.full() && bytes.length > length) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.CORRUPT,
          log.resolve(name.path()) + " has " + bytes.length + " bytes, not " + length);
    }
    byte[] cut = bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    kept.put(name, cut);
    return cut;
  }

  /**
   * The leaves of one bundle, as many as the size makes it hold.
   *
   * @throws ArchiveFailure CORRUPT if it is missing or not whole
   */
  public List<byte[]> bundle(long size, long index) {
    TileName name = TileName.in(size, TileName.ENTRIES, index);
    return EntryBundle.parse(read(name))
        .filter(leaves -> leaves.size() >= name.width())
        .map(leaves -> leaves.subList(0, name.width()))
        .orElseThrow(
            () ->
                new ArchiveFailure(
                    ArchiveFailure.Kind.CORRUPT,
                    log.resolve(name.path()) + " does not hold " + name.width() + " leaves"));
  }

  /** The bytes of one leaf of the tree at a size; throws as {@link #bundle}. */
  public byte[] leaf(long size, long index) {
    return bundle(size, index / TileName.FULL).get((int) (index % TileName.FULL));
  }

  /** Proves a leaf in the tree at a size; throws as {@link #subtrees}. */
  public InclusionProof inclusion(long index, long size) {
    return InclusionProof.of(index, size, subtrees(size), hasher);
  }

  /** Proves that the tree at the second size continues that at the first; throws likewise. */
  public ConsistencyProof consistency(long first, long second) {
    return ConsistencyProof.of(first, second, subtrees(second), hasher);
  }

  /** The proof of a leaf below a checkpoint of this log, as it goes into a file. */
  public TlogProof prove(long index, Note checkpoint, long size) {
    return new TlogProof(inclusion(index, size), checkpoint);
  }

  private byte[] read(TileName name) {
    try {
      return Files.readAllBytes(log.resolve(name.path()));
    } catch (NoSuchFileException perhapsFull) {
      return readWhole(name);
    } catch (IOException e) {
      throw unreadable(log.resolve(name.path()), e);
    }
  }

  private byte[] readWhole(TileName name) {
    Path path = log.resolve(name.whole().path());
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.CORRUPT, log.resolve(name.path()) + " is missing", e);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static ArchiveFailure unreadable(Path path, IOException e) {
    return new ArchiveFailure(ArchiveFailure.Kind.BROKEN, "cannot read " + path + ": " + e, e);
  }

  // Tiles in memory, 8 KiB each: enough for the way to one leaf in the largest tree, and for
  // neighbours to share it.
  private static final int KEPT = 64;
}
