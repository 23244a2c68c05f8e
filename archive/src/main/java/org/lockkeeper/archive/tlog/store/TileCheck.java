package org.lockkeeper.archive.tlog.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.tlog.Frontier;
import org.lockkeeper.archive.tlog.Note;
import org.lockkeeper.archive.tlog.ProofFault;
import org.lockkeeper.archive.tlog.TreeHasher;
import org.lockkeeper.archive.tlog.TreeHead;
import org.lockkeeper.archive.tlog.VerifierKey;
import org.lockkeeper.message.Digest;

/**
 * Checks a whole tiled log from its files: every leaf is hashed, every tile compared with what the
 * leaves make, and the root held against the signed checkpoint. Changes nothing, and works beside
 * the writer: it checks the tree of the checkpoint it found.
 */
public final class TileCheck {

  private final Path log;
  private final TreeHead head;
  private Optional<Damaged> different = Optional.empty();

  private TileCheck(Path log, TreeHead head) {
    this.log = log;
    this.head = head;
  }

  /** What came out. */
  public sealed interface Result {}

  /** All of it proves. */
  public record Intact(TreeHead head, List<Note.Verified> signatures) implements Result {}

  /**
   * Something does not prove.
   *
   * @param file below the log's directory, with slashes
   * @param leaf the first leaf that is hit, from 0
   */
  public record Damaged(String file, long leaf, String why) implements Result {}

  /** Sees the leaves as they are checked, in their order. */
  @FunctionalInterface
  public interface Visitor {
    void leaf(long index, byte[] leaf);
  }

  /**
   * Checks the log in a directory.
   *
   * @param keys of the log, and of witnesses that are known; signatures by others are passed over
   * @throws ArchiveFailure BROKEN if there is no checkpoint or a file cannot be read
   */
  public static Result of(Path log, Collection<VerifierKey> keys, Visitor visitor) {
    try {
      Note note = Note.parse(Files.readAllBytes(log.resolve("checkpoint")));
      List<Note.Verified> signatures = note.verify(keys);
      TreeHead head = TreeHead.parse(note.text());
      Optional<Damaged> damage = new TileCheck(log, head).check(visitor);
      if (damage.isEmpty()) {
        damage = new SpareFilesCheck(log, head.size()).check(keys);
      }
      return damage.isPresent() ? damage.get() : new Intact(head, signatures);
    } catch (ProofFault e) {
      return new Damaged("checkpoint", 0, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.BROKEN, "cannot read the log in " + log + ": " + e, e);
    }
  }

  private Optional<Damaged> check(Visitor visitor) throws IOException {
    TileEdge edge = new TileEdge();
    long bundles = (head.size() + TileName.FULL - 1) / TileName.FULL;
    for (long index = 0; index < bundles; index++) {
      TileName name = TileName.in(head.size(), TileName.ENTRIES, index);
      Optional<List<byte[]>> leaves = bundle(name);
      if (leaves.isEmpty()) {
        return Optional.of(different.orElseThrow());
      }
      List<TileEdge.Tile> filled = new ArrayList<>();
      for (byte[] leaf : leaves.get()) {
        visitor.leaf(edge.size(), leaf);
        edge.append(leaf, filled);
      }
      compare(filled);
    }
    compare(edge.partial());
    if (edge.root().equals(head.root())) {
      // The leaves are those that were signed, so what differs is a tile's own damage.
      return different;
    }
    return Optional.of(blame());
  }

  /** A bundle's leaves; empty if they are not as many as they must be, and then that is noted. */
  private Optional<List<byte[]>> bundle(TileName name) throws IOException {
    Optional<byte[]> bytes = read(name);
    Optional<List<byte[]>> leaves =
        bytes.flatMap(EntryBundle::parse).filter(all -> all.size() == name.width());
    if (leaves.isPresent()) {
      return leaves;
    }
    String why = bytes.isEmpty() ? "the file is missing" : "its lengths are not what was written";
    long leaf = bytes.map(bundle -> firstBad(name, bundle)).orElse(name.firstLeaf());
    different = Optional.of(new Damaged(name.path(), leaf, why));
    return Optional.empty();
  }

  /** The first leaf of a torn bundle that does not have its hash in the tile of hashes. */
  private long firstBad(TileName name, byte[] bundle) {
    TreeHasher hasher = new TreeHasher();
    Optional<byte[]> tile = Optional.empty();
    try {
      tile = read(TileName.in(head.size(), 0, name.index()));
    } catch (IOException unreadable) {
      return name.firstLeaf();
    }
    int i = 0;
    for (byte[] leaf : EntryBundle.whole(bundle)) {
      if (tile.isEmpty() || !at(tile.get(), i, hasher.leaf(leaf))) {
        break;
      }
      i++;
    }
    return name.firstLeaf() + Math.min(i, name.width() - 1);
  }

  private static boolean at(byte[] tile, int index, Digest hash) {
    int begin = index * Digest.LENGTH;
    int end = begin + Digest.LENGTH;
    return end <= tile.length && Arrays.equals(tile, begin, end, hash.bytes(), 0, Digest.LENGTH);
  }

  /** Notes the first tile that is not what the leaves make. */
  private void compare(List<TileEdge.Tile> made) throws IOException {
    for (TileEdge.Tile tile : made) {
      if (different.isPresent()) {
        return;
      }
      if (tile.name().level() == TileName.ENTRIES) {
        continue;
      }
      Optional<byte[]> stored = read(tile.name());
      if (stored.isEmpty()) {
        different = damaged(tile.name(), 0, "the file is missing");
        return;
      }
      int place = Arrays.mismatch(tile.bytes(), stored.get());
      if (place >= 0) {
        int hash = Math.min(place / Digest.LENGTH, tile.name().width() - 1);
        different = damaged(tile.name(), hash, "it is not made from its leaves");
      }
    }
  }

  private static Optional<Damaged> damaged(TileName name, int hash, String why) {
    long leaf = name.firstLeaf() + ((long) hash << TileName.HEIGHT * name.level());
    return Optional.of(new Damaged(name.path(), leaf, why));
  }

  /** Names what keeps the leaves from leading to the signed root. */
  private Damaged blame() throws IOException {
    if (different.isEmpty()) {
      return new Damaged(
          "checkpoint", 0, "all leaves and tiles agree, but the checkpoint signs another tree");
    }
    Damaged first = different.get();
    Optional<TileName> name = TileName.parse(first.file());
    boolean leafTile = name.isPresent() && name.get().level() == 0;
    if (!leafTile) {
      return first;
    }
    TileName bundle = TileName.in(head.size(), TileName.ENTRIES, first.leaf() / TileName.FULL);
    String why =
        tilesLeadToRoot()
            ? "the leaf is not the one that was logged"
            : "the leaf and the tile of its hash differ, and neither leads to the signed root";
    return new Damaged(bundle.path(), first.leaf(), why);
  }

  /** Whether the hashes of leaves, taken from their tiles, are those that were signed. */
  private boolean tilesLeadToRoot() throws IOException {
    Frontier tree = new Frontier(new TreeHasher());
    while (tree.size() < head.size()) {
      TileName name = TileName.in(head.size(), 0, tree.size() / TileName.FULL);
      Optional<byte[]> tile = read(name);
      if (tile.isEmpty() || tile.get().length < name.width() * Digest.LENGTH) {
        return false;
      }
      for (int i = 0; i < name.width(); i++) {
        int begin = i * Digest.LENGTH;
        tree.append(Digest.fromBytes(Arrays.copyOfRange(tile.get(), begin, begin + Digest.LENGTH)));
      }
    }
    return tree.root().equals(head.root());
  }

  /** A tile's file; of a partial one that was removed, the start of the full one. */
  private Optional<byte[]> read(TileName name) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(log.resolve(name.path())));
    } catch (NoSuchFileException perhapsFull) {
      if (name.full()) {
        return Optional.empty();
      }
    }
    return read(name.whole()).map(bytes -> start(name, bytes));
  }

  private static byte[] start(TileName name, byte[] whole) {
    if (name.level() != TileName.ENTRIES) {
      return Arrays.copyOf(whole, Math.min(whole.length, name.width() * Digest.LENGTH));
    }
    EntryBundle bundle = new EntryBundle();
    EntryBundle.whole(whole).stream().limit(name.width()).forEach(bundle::add);
    return bundle.bytes();
  }
}
