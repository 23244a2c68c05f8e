package org.lockkeeper.archive.index;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.message.NativeId;

/**
 * One page of what a search found.
 *
 * @param total how many entries match in all; exact
 * @param snapshot how much of the log the search saw
 */
public record Hits(long total, Position snapshot, List<Hit> page) {

  public Hits {
    page = List.copyOf(page);
  }

  /**
   * One entry that matches.
   *
   * @param record the record itself, read back from the log
   * @param assigned the service's own id of the message, once its answer was seen
   * @param highlights where the query's words stand in the record's texts
   */
  public record Hit(
      Position position,
      ArchiveRecord record,
      Optional<NativeId> assigned,
      List<Highlight> highlights) {

    public Hit {
      Objects.requireNonNull(position, "position");
      Objects.requireNonNull(record, "record");
      highlights = List.copyOf(highlights);
    }
  }

  /**
   * A span of one text that a query's word matched.
   *
   * @param pointer the text part, or {@code attachment:N}
   * @param start first UTF-16 code unit
   * @param end one past the last
   */
  public record Highlight(String pointer, int start, int end) {}
}
