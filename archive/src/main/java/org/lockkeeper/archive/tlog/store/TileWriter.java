package org.lockkeeper.archive.tlog.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.tlog.Note;

/**
 * Puts tiles and checkpoints into a log's directory so that a name, once there, names a whole and
 * durable file. Not safe for concurrent use.
 */
final class TileWriter {

  private final Path log;
  private final TileFiles files;

  TileWriter(Path log, TileFiles files) {
    this.log = log;
    this.files = files;
  }

  /**
   * Makes tiles durable: all are written under other names, then all synced, then all named, then
   * the directories synced. A tile that is there already stays as it is.
   *
   * @param replace puts a tile in the place of one that differs, to mend a damaged one
   * @throws ArchiveFailure CORRUPT if a tile is there with other bytes and shall not be replaced
   */
  void tiles(Collection<TileEdge.Tile> tiles, boolean replace) throws IOException {
    List<Path> fresh = new ArrayList<>();
    Set<Path> directories = new LinkedHashSet<>();
    for (TileEdge.Tile tile : tiles) {
      Path path = log.resolve(tile.name().path());
      if (!isThere(path, tile, replace)) {
        Path directory = parent(path);
        makeDirectory(directory, directories);
        files.write(newName(path), tile.bytes());
        directories.add(directory);
        fresh.add(path);
      }
    }
    for (Path path : fresh) {
      files.sync(newName(path));
    }
    for (Path path : fresh) {
      files.move(newName(path), path);
    }
    for (Path directory : directories) {
      files.syncDirectory(directory);
    }
  }

  private boolean isThere(Path path, TileEdge.Tile tile, boolean replace) throws IOException {
    if (!Files.exists(path)) {
      return false;
    }
    boolean same = Arrays.equals(Files.readAllBytes(path), tile.bytes());
    if (!same && !replace) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.CORRUPT,
          path
              + " is not made from the leaves the segments hold: one of them was exchanged;"
              + " run verify, then restore the older copy");
    }
    return same;
  }

  /** A new directory's own name must be durable too. */
  private void makeDirectory(Path directory, Set<Path> directories) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path above = parent(directory);
    if (!directory.equals(log)) {
      makeDirectory(above, directories);
    }
    files.createDirectories(directory);
    directories.add(above);
  }

  /** Replaces a small file, such as the checkpoint; durable when this returns. */
  void replace(Path path, byte[] bytes) throws IOException {
    Set<Path> directories = new LinkedHashSet<>();
    makeDirectory(parent(path), directories);
    files.write(newName(path), bytes);
    files.sync(newName(path));
    files.move(newName(path), path);
    directories.add(parent(path));
    for (Path directory : directories) {
      files.syncDirectory(directory);
    }
  }

  /** Publishes a checkpoint, after all the tiles it stands on. */
  void checkpoint(Note note) throws IOException {
    replace(log.resolve("checkpoint"), note.bytes());
  }

  /** Removes the partial forms of tiles that are full now; they may be missing. */
  void deletePartials(Collection<TileEdge.Tile> full) throws IOException {
    for (TileEdge.Tile tile : full) {
      Path path = log.resolve(tile.name().path());
      Path partials = path.resolveSibling(path.getFileName() + ".p");
      if (Files.isDirectory(partials)) {
        List<Path> all;
        try (var list = Files.list(partials)) {
          all = list.toList();
        }
        for (Path partial : all) {
          files.delete(partial);
        }
        files.delete(partials);
      }
    }
  }

  static Path newName(Path path) {
    return path.resolveSibling(path.getFileName() + NEW);
  }

  static Path parent(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException(path + " stands in no directory");
    }
    return parent;
  }

  /** What the name of a file under way ends with; whoever finds one may delete it. */
  static final String NEW = ".new";
}
