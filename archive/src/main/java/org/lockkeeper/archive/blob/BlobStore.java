package org.lockkeeper.archive.blob;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.lockkeeper.message.Digest;

/**
 * Attachments, each stored once under the digest of its bytes. Safe to call from many threads;
 * blocks.
 */
public interface BlobStore {

  /**
   * Stores a file's bytes. When this returns, they survive a power cut.
   *
   * @throws IOException if they could not be made durable; then nothing is left behind
   */
  void put(Digest name, byte[] content) throws IOException;

  /** Opens a stored file; empty if there is none of that name. */
  Optional<InputStream> open(Digest name) throws IOException;
}
