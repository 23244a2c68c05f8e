package org.lockkeeper.archive.index;

import org.lockkeeper.archive.query.Query;

/** Something that answers queries over a record. Safe to call from many threads. */
public interface Searchable extends AutoCloseable {

  /**
   * Finds the entries a query matches, newest first.
   *
   * @throws org.lockkeeper.archive.query.QueryFault if a wildcard stands for more words than the
   *     limit
   */
  Hits search(Query query, Page page);

  /**
   * How many entries a query matches. Exact.
   *
   * @throws org.lockkeeper.archive.query.QueryFault as {@link #search}
   */
  long count(Query query);

  @Override
  void close();
}
