package org.lockkeeper.archive.tlog.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.tlog.Frontier;
import org.lockkeeper.archive.tlog.Note;
import org.lockkeeper.archive.tlog.ProofFault;
import org.lockkeeper.archive.tlog.TreeHasher;
import org.lockkeeper.archive.tlog.TreeHead;
import org.lockkeeper.archive.tlog.VerifierKey;
import org.lockkeeper.message.Digest;

/**
 * Checks what else stands in a log's directory once its newest tree is known to be right: tiles of
 * earlier sizes, and earlier checkpoints that were kept.
 */
final class SpareFilesCheck {

  private final Path log;
  private final long size;

  SpareFilesCheck(Path log, long size) {
    this.log = log;
    this.size = size;
  }

  Optional<TileCheck.Damaged> check(Collection<VerifierKey> keys) throws IOException {
    try (Stream<Path> list = Files.list(log)) {
      for (Path file : list.filter(path -> path.toString().endsWith(".vkey")).sorted().toList()) {
        Optional<TileCheck.Damaged> damage = key(file, keys);
        if (damage.isPresent()) {
          return damage;
        }
      }
    }
    for (String file : below("tile")) {
      Optional<TileCheck.Damaged> damage = tile(file);
      if (damage.isPresent()) {
        return damage;
      }
    }
    for (String file : below("history")) {
      if (file.endsWith(".note")) {
        Optional<TileCheck.Damaged> damage = note(file, keys);
        if (damage.isPresent()) {
          return damage;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<TileCheck.Damaged> key(Path file, Collection<VerifierKey> keys)
      throws IOException {
    String name = String.valueOf(file.getFileName());
    byte[] text = Files.readAllBytes(file);
    boolean known =
        keys.stream()
            .anyMatch(key -> Arrays.equals(text, (key + "\n").getBytes(StandardCharsets.UTF_8)));
    return known ? Optional.empty() : damaged(name, 0, "it is none of the log's keys");
  }

  private List<String> below(String directory) throws IOException {
    Path top = log.resolve(directory);
    if (!Files.isDirectory(top)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(top)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> log.relativize(file).toString().replace('\\', '/'))
          .filter(file -> !file.endsWith(DurableFile.NEW))
          .sorted()
          .toList();
    }
  }

  private Optional<TileCheck.Damaged> tile(String file) throws IOException {
    Optional<TileName> parsed = TileName.parse(file);
    if (parsed.isEmpty()) {
      return damaged(file, 0, "no file of a log is called that");
    }
    TileName name = parsed.get();
    long hashes = size >> TileName.HEIGHT * Math.max(name.level(), 0);
    if (name.index() * TileName.FULL + name.width() > hashes) {
      // Written ahead of its checkpoint, which a crash or the running writer has not signed yet.
      return Optional.empty();
    }
    TileName newest = TileName.in(size, name.level(), name.index());
    if (newest.equals(name)) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(log.resolve(file));
    } catch (NoSuchFileException removedMeanwhile) {
      return Optional.empty();
    }
    int place = Arrays.mismatch(bytes, start(newest, name.width()));
    return place < 0
        ? Optional.empty()
        : damaged(file, name.firstLeaf(), "it is not the start of the tile it grew into");
  }

  private byte[] start(TileName newest, int width) {
    TileReader reader = new TileReader(log);
    if (newest.level() != TileName.ENTRIES) {
      return Arrays.copyOf(reader.tile(newest), width * Digest.LENGTH);
    }
    EntryBundle bundle = new EntryBundle();
    reader.bundle(size, newest.index()).subList(0, width).forEach(bundle::add);
    return bundle.bytes();
  }

  private Optional<TileCheck.Damaged> note(String file, Collection<VerifierKey> keys)
      throws IOException {
    try {
      Note note = Note.parse(Files.readAllBytes(log.resolve(file)));
      note.verify(keys);
      TreeHead head = TreeHead.parse(note.text());
      if (!file.equals("history/" + head.size() + ".note")) {
        return damaged(file, 0, "it is a checkpoint of " + head.size() + " leaves");
      }
      if (head.size() > size) {
        // The writer may have gone on meanwhile; then the next check comes by here again.
        return head.size() <= newestSize()
            ? Optional.empty()
            : damaged(file, size, "a checkpoint of more leaves than the log has was signed");
      }
      Frontier tree =
          Frontier.of(head.size(), new TileReader(log).subtrees(head.size()), new TreeHasher());
      return tree.root().equals(head.root())
          ? Optional.empty()
          : damaged(file, 0, "the log does not continue the tree this checkpoint signs");
    } catch (ProofFault e) {
      return damaged(file, 0, String.valueOf(e.getMessage()));
    } catch (ArchiveFailure e) {
      return damaged(file, 0, String.valueOf(e.getMessage()));
    }
  }

  private long newestSize() throws ProofFault {
    Optional<Note> newest = new TileReader(log).checkpoint();
    return newest.isPresent() ? TreeHead.parse(newest.get().text()).size() : 0;
  }

  private static Optional<TileCheck.Damaged> damaged(String file, long leaf, String why) {
    return Optional.of(new TileCheck.Damaged(file, leaf, why));
  }
}
