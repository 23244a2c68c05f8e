package org.lockkeeper.archive.tlog.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The writing side of the file system, as far as the tiles use it: the seam at which tests make
 * disks fail. Every method blocks.
 */
public interface TileFiles {

  /** Makes a directory in one that is there. */
  void createDirectory(Path directory) throws IOException;

  /** Writes a whole file, new or over what it held. Survives a power cut only once synced. */
  void write(Path path, byte[] bytes) throws IOException;

  /** Makes what a file holds survive a power cut. */
  void sync(Path path) throws IOException;

  /** Gives a file another name, in one step, in the place of what had that name. */
  void move(Path from, Path to) throws IOException;

  /** Makes the names in a directory survive a power cut. */
  void syncDirectory(Path directory) throws IOException;

  /** Removes a file or an empty directory, if it is there. */
  void delete(Path path) throws IOException;
}
