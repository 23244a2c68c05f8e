package org.lockkeeper.extract;

import java.io.IOException;

/** A limit ended the reading of a file. An {@link IOException}, which every parser expects. */
final class LimitReachedException extends IOException {

  private static final long serialVersionUID = 1;

  LimitReachedException(String limit) {
    super(limit);
  }
}
