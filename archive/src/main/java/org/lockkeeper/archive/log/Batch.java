package org.lockkeeper.archive.log;

import java.util.List;

/**
 * What a follower is given at once.
 *
 * @param next behind the last entry, and behind those that were destroyed and are passed over
 */
record Batch(List<Entry> entries, Position next) {

  Batch {
    entries = List.copyOf(entries);
  }
}
