package org.lockkeeper.archive.log;

import java.util.Objects;
import org.lockkeeper.archive.record.ArchiveRecord;

/**
 * A record in its place.
 *
 * @param next the position just behind this entry
 */
public record Entry(Position position, Position next, ArchiveRecord record) {

  public Entry {
    Objects.requireNonNull(position, "position");
    Objects.requireNonNull(next, "next");
    Objects.requireNonNull(record, "record");
  }
}
