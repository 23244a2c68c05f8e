package org.lockkeeper.archive.tlog.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Small files that are replaced whole: whenever power goes, the old one or the new one is there.
 */
public final class DurableFile {

  private DurableFile() {}

  /** Replaces a file, and makes its directory if there is none; durable when this returns. */
  public static void replace(Path path, byte[] bytes, TileFiles files) throws IOException {
    Set<Path> directories = new LinkedHashSet<>();
    makeDirectory(parent(path), files, directories);
    files.write(newName(path), bytes);
    files.sync(newName(path));
    files.move(newName(path), path);
    directories.add(parent(path));
    for (Path directory : directories) {
      files.syncDirectory(directory);
    }
  }

  /** Makes a directory; those whose syncing makes its name durable are added to a set. */
  static void makeDirectory(Path directory, TileFiles files, Set<Path> toSync) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path above = parent(directory);
    makeDirectory(above, files, toSync);
    files.createDirectory(directory);
    toSync.add(above);
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
