package org.lockkeeper.proxy.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lockkeeper.archive.index.Hits;
import org.lockkeeper.archive.index.Index;
import org.lockkeeper.archive.index.Page;
import org.lockkeeper.archive.log.Entry;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.log.RecordLog;
import org.lockkeeper.archive.query.Query;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.message.EventId;
import org.lockkeeper.message.NativeId;
import org.lockkeeper.message.ServiceId;

/** The questions the console asks the archive. Blocks; safe to share. */
final class Archive {

  // More records of one message than a page can usefully list.
  private static final int MOST_RELATED = 50;

  private static final Pattern REFERENCE = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

  private final RecordLog log;
  private final Index index;
  private final Function<String, ParsedQuery> queries;

  Archive(RecordLog log, Index index, Function<String, ParsedQuery> queries) {
    this.log = log;
    this.index = index;
    this.queries = queries;
  }

  /** A record and what else is known of its event and message. */
  record Found(Entry entry, List<NativeId> assigned, List<Hits.Hit> related) {}

  ParsedQuery parse(String query) {
    return queries.apply(query);
  }

  Hits search(Query query, Page page) {
    return index.search(query, page);
  }

  /** How many durable records the index has not taken in yet. */
  long lag() {
    return Math.max(0, log.checkpoint().end().sequence() - index.caughtUpTo().sequence());
  }

  Position end() {
    return log.checkpoint().end();
  }

  /**
   * Finds a record by its position as {@link RecordLine#reference} writes it, or by its event's id;
   * then the record of the judgement where there are several. Empty if there is none, or if the
   * index has not seen it yet.
   */
  Optional<Found> find(String reference) {
    Matcher position = REFERENCE.matcher(reference);
    if (position.matches()) {
      return at(new Position(Long.parseLong(position.group(1)), Long.parseLong(position.group(2))));
    }
    EventId event;
    try {
      event = EventId.parse(reference);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    List<Hits.Hit> hits = of(event);
    return hits.stream()
        .filter(hit -> !(hit.record() instanceof ArchiveRecord.Answered))
        .findFirst()
        .or(() -> hits.stream().findFirst())
        .flatMap(hit -> at(hit.position()));
  }

  private Optional<Found> at(Position position) {
    if (position.compareTo(end()) >= 0) {
      return Optional.empty();
    }
    Entry entry = log.read(position);
    List<Hits.Hit> same = of(entry.record().event());
    List<NativeId> assigned =
        same.stream().flatMap(hit -> hit.assigned().stream()).distinct().toList();
    List<Hits.Hit> related = new ArrayList<>(same);
    if (entry.record() instanceof ArchiveRecord.Judged judged) {
      related.addAll(about(judged.message().service(), ids(judged, assigned)));
    }
    related.removeIf(hit -> hit.position().equals(position));
    return Optional.of(
        new Found(entry, assigned, related.stream().distinct().limit(MOST_RELATED).toList()));
  }

  private static List<NativeId> ids(ArchiveRecord.Judged judged, List<NativeId> assigned) {
    List<NativeId> ids = new ArrayList<>(assigned);
    MessageView.target(judged.message().action()).ifPresent(ids::add);
    return ids;
  }

  private List<Hits.Hit> of(EventId event) {
    return index
        .search(new Query.Is(Query.Field.EVENT, event.toString()), Page.first(MOST_RELATED))
        .page();
  }

  private List<Hits.Hit> about(ServiceId service, List<NativeId> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    List<Query> any =
        ids.stream().<Query>map(id -> new Query.Is(Query.Field.NATIVE, id.value())).toList();
    return index
        .search(
            new Query.And(
                List.of(new Query.Is(Query.Field.SERVICE, service.value()), new Query.Or(any))),
            Page.first(MOST_RELATED))
        .page();
  }
}
