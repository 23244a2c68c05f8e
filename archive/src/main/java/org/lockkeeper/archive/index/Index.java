package org.lockkeeper.archive.index;

import org.lockkeeper.archive.log.Follower;

/** Search over the record. Derived from the log: deleting it loses nothing. */
public interface Index extends Follower, Searchable {

  @Override
  void close();
}
