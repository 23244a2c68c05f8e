package org.lockkeeper.archive.index;

import org.lockkeeper.archive.log.Follower;
import org.lockkeeper.archive.query.Query;

/** Search over the record. Derived from the log: deleting it loses nothing. */
public interface Index extends Follower, AutoCloseable {

  /** Finds the entries a query matches, newest first. Safe to call from many threads. */
  Hits search(Query query, Page page);

  /** How many entries a query matches. Exact. */
  long count(Query query);

  @Override
  void close();
}
