package org.lockkeeper.archive.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The writing side of the file system, as far as the log uses it: the seam at which tests make
 * disks fail. Every method blocks.
 */
public interface SegmentFiles {

  /** Opens a file for writing; makes it, empty, if it is not there. */
  SegmentFile open(Path path) throws IOException;

  /** Makes the names in a directory survive a power cut. */
  void syncDirectory(Path directory) throws IOException;

  /** One open file. */
  interface SegmentFile extends AutoCloseable {

    /** Writes at a place, perhaps fewer bytes than there are. */
    int write(ByteBuffer bytes, long at) throws IOException;

    /** Makes all that was written survive a power cut (fdatasync). */
    void sync() throws IOException;

    void truncate(long size) throws IOException;

    long size() throws IOException;

    @Override
    void close() throws IOException;
  }
}
