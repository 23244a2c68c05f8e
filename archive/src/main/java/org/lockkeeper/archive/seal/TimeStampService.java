package org.lockkeeper.archive.seal;

import java.io.IOException;

/** A time-stamp authority (RFC 3161): bytes of a request in, bytes of a response out. Blocks. */
@FunctionalInterface
public interface TimeStampService {

  /**
   * @throws IOException if the authority cannot be reached, or does not answer a request
   */
  byte[] answer(byte[] request) throws IOException;
}
