package org.lockkeeper.extract;

import java.io.InputStream;

/**
 * Reads type and text out of a file's bytes.
 *
 * <p>Never throws on any content: what goes wrong is the status of the result. Bounded in bytes,
 * time, nesting and output by the limits it was made with. Safe to call from many threads; blocks,
 * so it is never called on an event loop.
 */
public interface Extractor {

  /**
   * Reads one file.
   *
   * @param name the file name, a hint only
   * @param content the bytes; read to the end or to the limit, not closed
   */
  Extracted extract(String name, InputStream content);
}
