package org.lockkeeper.archive.tlog.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
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
  private final Set<Path> durable = new HashSet<>();

  TileWriter(Path log, TileFiles files) {
    this.log = log.toAbsolutePath();
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
    Set<Path> toSync = new LinkedHashSet<>();
    for (TileEdge.Tile tile : tiles) {
      Path path = log.resolve(tile.name().path());
      Path directory = DurableFile.parent(path);
      DurableFile.makeDirectory(directory, files, toSync);
      // What an earlier process left may not have reached the disk: neither names nor directories.
      for (Path above = directory;
          above.startsWith(log) && !durable.contains(above);
          above = DurableFile.parent(above)) {
        toSync.add(above);
      }
      if (!isThere(path, tile, replace)) {
        files.write(DurableFile.newName(path), tile.bytes());
        toSync.add(directory);
        fresh.add(path);
      }
    }
    for (Path path : fresh) {
      files.sync(DurableFile.newName(path));
    }
    for (Path path : fresh) {
      files.move(DurableFile.newName(path), path);
    }
    for (Path directory : toSync) {
      files.syncDirectory(directory);
      durable.add(directory);
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

  /** Publishes a checkpoint, after all the tiles it stands on. */
  void checkpoint(Note note) throws IOException {
    DurableFile.replace(log.resolve("checkpoint"), note.bytes(), files);
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
        durable.remove(partials);
      }
    }
  }
}
