package org.lockkeeper.archive.tlog.store;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.tlog.Note;
import org.lockkeeper.archive.tlog.NoteSignature;
import org.lockkeeper.archive.tlog.NoteSigner;
import org.lockkeeper.archive.tlog.ProofFault;
import org.lockkeeper.archive.tlog.TreeHead;
import org.lockkeeper.message.Digest;

/**
 * The tiled log's one writer. It follows the segments: takes the leaves that are durable there,
 * makes tiles of them and signs the tree. Nobody's record waits for it. A checkpoint is signed only
 * over durable leaves, and published only when every tile below it is durable.
 *
 * <p>Used by one thread. One process at a time: whoever opens it holds the archive's lock.
 */
public final class TileLog {

  private static final Logger LOG = System.getLogger("org.lockkeeper.archive.tlog");

  private final Path log;
  private final String origin;
  private final List<NoteSigner> signers;
  private final TileFiles files;
  private final TileWriter writer;
  private final Leaves leaves;
  private TileEdge edge = new TileEdge();
  private List<TileEdge.Tile> unsaved = new ArrayList<>();
  private Optional<Note> published = Optional.empty();
  private Optional<ArchiveFailure> dead = Optional.empty();

  private TileLog(
      Path log, String origin, List<NoteSigner> signers, TileFiles files, Leaves leaves) {
    this.log = log;
    this.origin = origin;
    this.signers = List.copyOf(signers);
    this.files = files;
    this.leaves = leaves;
    writer = new TileWriter(log, files);
  }

  /**
   * Opens a log, or begins one. Takes up the tree where the newest checkpoint left it; tiles that
   * were lost are made again from the leaves.
   *
   * @param log its own directory
   * @param origin what its checkpoints are signed as; the same for ever
   * @param signers the log's keys, the Ed25519 one first
   * @throws ArchiveFailure CORRUPT if the checkpoint is not by these keys, or the leaves do not
   *     lead to its root; BROKEN if the directory cannot be used
   */
  public static TileLog open(
      Path log, String origin, List<NoteSigner> signers, TileFiles files, Leaves leaves) {
    TileLog opened = new TileLog(log, origin, signers, files, leaves);
    try {
      Set<Path> toSync = new LinkedHashSet<>();
      toSync.add(DurableFile.parent(log));
      DurableFile.makeDirectory(log.toAbsolutePath(), files, toSync);
      // What is found is built upon, so its names must be durable, whoever gave them.
      toSync.add(log.toAbsolutePath());
      for (Path directory : toSync) {
        files.syncDirectory(directory);
      }
      files.delete(DurableFile.newName(log.resolve("checkpoint")));
      opened.takeUp();
      opened.writeKeys();
    } catch (IOException e) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.BROKEN, "cannot open the log in " + log + ": " + e, e);
    }
    return opened;
  }

  private void takeUp() throws IOException {
    TileReader reader = new TileReader(log);
    published = reader.checkpoint();
    if (published.isEmpty()) {
      return;
    }
    TreeHead head = verified(published.get());
    if (leaves.durable() < head.size()) {
      throw corrupt(
          "the segments hold %d leaves and the checkpoint is of %d: records were lost, restore a copy"
              .formatted(leaves.durable(), head.size()));
    }
    Optional<TileEdge> kept = keptEdge(reader, head);
    if (kept.isPresent()) {
      edge = kept.get();
    } else {
      rebuild(head);
    }
  }

  /** {@code log.vkey} for the first key, {@code log.2.vkey} for the next: what outsiders need. */
  private void writeKeys() throws IOException {
    for (int i = 0; i < signers.size(); i++) {
      Path file = log.resolve(i == 0 ? "log.vkey" : "log." + (i + 1) + ".vkey");
      byte[] text = (signers.get(i).verifier() + "\n").getBytes(StandardCharsets.UTF_8);
      if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), text)) {
        DurableFile.replace(file, text, files);
      }
    }
  }

  private TreeHead verified(Note note) {
    try {
      note.verify(signers.stream().map(NoteSigner::verifier).toList());
      TreeHead head = TreeHead.parse(note.text());
      if (!head.origin().equals(origin)) {
        throw corrupt("the checkpoint is of another log, " + head.origin());
      }
      return head;
    } catch (ProofFault e) {
      throw corrupt("the checkpoint does not hold: " + e.getMessage());
    }
  }

  /** The edge as the tiles have it; empty if they do not lead to the checkpoint's root. */
  private Optional<TileEdge> keptEdge(TileReader reader, TreeHead head) {
    long size = head.size();
    if (size == 0) {
      return Optional.of(new TileEdge());
    }
    try {
      long last = size / TileName.FULL;
      List<byte[]> entries = size % TileName.FULL == 0 ? List.of() : reader.bundle(size, last);
      TileEdge found = TileEdge.of(size, reader.subtrees(size), entries);
      if (found.root().equals(head.root()) && found.holds(entries)) {
        return Optional.of(found);
      }
      LOG.log(Logger.Level.WARNING, "the newest tiles in {0} do not lead to its root", log);
    } catch (ArchiveFailure damaged) {
      LOG.log(Logger.Level.WARNING, "tiles are damaged: {0}", damaged.getMessage());
    }
    return Optional.empty();
  }

  /** Makes all tiles again; only once the leaves have shown that they are the checkpoint's. */
  private void rebuild(TreeHead head) throws IOException {
    LOG.log(Logger.Level.WARNING, "making the tiles in {0} again from the segments", log);
    TileEdge check = new TileEdge();
    grow(check, head.size(), filled -> {});
    if (!check.root().equals(head.root())) {
      throw corrupt(
          "the leaves in the segments do not lead to the root the checkpoint signs at %d leaves;"
                  .formatted(head.size())
              + " run verify, then restore a copy");
    }
    edge = new TileEdge();
    grow(edge, head.size(), filled -> writer.tiles(filled, true));
    writer.tiles(edge.partial(), true);
  }

  /** Does something with the tiles that were filled. */
  private interface Filled {
    void take(List<TileEdge.Tile> tiles) throws IOException;
  }

  private void grow(TileEdge growing, long size, Filled filled) throws IOException {
    while (growing.size() < size) {
      List<TileEdge.Tile> tiles = new ArrayList<>();
      int most = (int) Math.min(LEAVES_AT_ONCE, size - growing.size());
      for (byte[] leaf : leaves.read(growing.size(), most)) {
        growing.append(leaf, tiles);
      }
      filled.take(tiles);
    }
  }

  /**
   * Brings the tree up to the durable leaves and publishes it.
   *
   * @param now goes into signatures that state a time
   * @return the new checkpoint; empty if there is none newer
   * @throws ArchiveFailure FULL: the next call tries again; BROKEN: this log never writes again,
   *     the process must restart; CORRUPT: leaves or tiles are not what they were
   */
  public Optional<Note> advance(Instant now) {
    if (dead.isPresent()) {
      throw dead.get();
    }
    long durable = leaves.durable();
    if (durable < edge.size()) {
      throw corrupt("the segments held %d leaves and now %d".formatted(edge.size(), durable));
    }
    if (published.isPresent() && durable == edge.size() && unsaved.isEmpty() && isCurrent()) {
      return Optional.empty();
    }
    try {
      save();
      grow(
          edge,
          durable,
          filled -> {
            unsaved = filled;
            save();
          });
      writer.tiles(edge.partial(), false);
      Note note = sign(new TreeHead(origin, edge.size(), edge.root()), now);
      writer.checkpoint(note);
      published = Optional.of(note);
      return published;
    } catch (IOException e) {
      throw worldFailed(e);
    }
  }

  private boolean isCurrent() {
    return published.map(note -> note.text().equals(head().text())).orElse(false);
  }

  private TreeHead head() {
    return new TreeHead(origin, edge.size(), edge.root());
  }

  private void save() throws IOException {
    writer.tiles(unsaved, false);
    writer.deletePartials(unsaved);
    unsaved = new ArrayList<>();
  }

  private Note sign(TreeHead head, Instant now) {
    List<NoteSignature> signatures =
        signers.stream().map(signer -> signer.sign(head, now)).toList();
    return new Note(head.text(), signatures);
  }

  /**
   * Puts witnesses' signatures on the newest checkpoint.
   *
   * @param cosigned the same checkpoint; its further signatures were checked by the caller
   * @return whether it was still the newest
   */
  public boolean cosign(Note cosigned) {
    if (published.isEmpty() || !published.get().text().equals(cosigned.text())) {
      return false;
    }
    Note note = published.get().with(cosigned.signatures());
    try {
      writer.checkpoint(note);
    } catch (IOException e) {
      throw worldFailed(e);
    }
    published = Optional.of(note);
    return true;
  }

  /** The newest checkpoint that is published; empty before the first. */
  public Optional<Note> checkpoint() {
    return published;
  }

  /** How many leaves the tree has. */
  public long size() {
    return edge.size();
  }

  /** The root over them. */
  public Digest root() {
    return edge.root();
  }

  private ArchiveFailure corrupt(String what) {
    return new ArchiveFailure(ArchiveFailure.Kind.CORRUPT, log + ": " + what);
  }

  private ArchiveFailure worldFailed(IOException e) {
    String message = String.valueOf(e.getMessage());
    String words = message.toLowerCase(Locale.ROOT);
    if (words.contains("no space left") || words.contains("quota exceeded")) {
      return new ArchiveFailure(
          ArchiveFailure.Kind.FULL, "the tree in " + log + " does not grow: no space left", e);
    }
    // After a failed sync nobody knows what the disk holds; only a restart looks again.
    ArchiveFailure failure =
        new ArchiveFailure(
            ArchiveFailure.Kind.BROKEN,
            "cannot write the log in " + log + ": " + message + "; check the disk, then restart",
            e);
    dead = Optional.of(failure);
    return failure;
  }

  // Bounds memory: some 32 bundles at a time, however far the tree is behind.
  private static final int LEAVES_AT_ONCE = 32 * TileName.FULL;
}
