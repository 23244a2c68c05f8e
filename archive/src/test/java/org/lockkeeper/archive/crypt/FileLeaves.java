package org.lockkeeper.archive.crypt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Leaves in one file that survives a kill, for tests in which a process dies. */
public final class FileLeaves implements LeafSink {

  private final FileChannel channel;

  public FileLeaves(Path file) throws IOException {
    channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public synchronized long size() {
    try {
      return channel.size() / Leaf.BYTES;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void append(long first, List<byte[]> leaves) {
    ByteBuffer all = ByteBuffer.allocate(leaves.size() * Leaf.BYTES);
    leaves.forEach(all::put);
    try {
      channel.write(all.flip(), first * Leaf.BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized List<byte[]> read(long first, int most) {
    List<byte[]> leaves = new ArrayList<>();
    try {
      for (long i = first; i < Math.min(size(), first + most); i++) {
        byte[] leaf = new byte[Leaf.BYTES];
        channel.read(ByteBuffer.wrap(leaf), i * Leaf.BYTES);
        leaves.add(leaf);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return leaves;
  }

  @Override
  public void await(long size) {}

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
