package org.lockkeeper.proxy.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lockkeeper.archive.index.Hits;
import org.lockkeeper.archive.index.Index;
import org.lockkeeper.archive.index.Page;
import org.lockkeeper.archive.log.Entry;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.query.Query;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.message.NativeId;
import org.lockkeeper.message.TextPart;

/** Search by looking at every entry of a {@link FakeLog}. Words match as parts of the text. */
final class FakeIndex implements Index {
  private final FakeLog log;

  /** How many entries at the log's end it has not seen yet. */
  int behind;

  FakeIndex(FakeLog log) {
    this.log = log;
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public Position caughtUpTo() {
    return new Position(log.entries().size() - behind, 0);
  }

  @Override
  public void accept(Entry entry) {}

  @Override
  public Hits search(Query query, Page page) {
    List<Entry> found =
        log.entries().reversed().stream().filter(entry -> matches(query, entry)).toList();
    return new Hits(
        found.size(),
        caughtUpTo(),
        found.stream()
            .skip(page.skip())
            .limit(page.limit())
            .map(
                entry ->
                    new Hits.Hit(
                        entry.position(), entry.record(), assigned(entry), marks(query, entry)))
            .toList());
  }

  @Override
  public long count(Query query) {
    return search(query, Page.first(0)).total();
  }

  @Override
  public void close() {}

  private boolean matches(Query query, Entry entry) {
    return switch (query) {
      case Query.Everything _ -> true;
      case Query.Word word -> !marks(word, entry).isEmpty();
      case Query.Is is -> value(is, entry);
      case Query.And and -> and.all().stream().allMatch(each -> matches(each, entry));
      case Query.Or or -> or.any().stream().anyMatch(each -> matches(each, entry));
      case Query.Not not -> !matches(not.query(), entry);
      case Query.Wildcard _, Query.Phrase _, Query.Received _ ->
          throw new UnsupportedOperationException("the fake has no " + query);
    };
  }

  private boolean value(Query.Is is, Entry entry) {
    if (is.field() == Query.Field.EVENT) {
      return entry.record().event().toString().equals(is.value());
    }
    if (!(entry.record() instanceof ArchiveRecord.Judged judged)) {
      return false;
    }
    return switch (is.field()) {
      case SERVICE -> judged.message().service().value().equals(is.value());
      case CHANNEL -> judged.message().audience().channel().equals(is.value());
      case AUTHOR -> judged.message().actor().handle().equals(is.value());
      case ACTION -> judged.message().action().verb().equals(is.value());
      case VERDICT -> judged.decision().verdict().label().equals(is.value());
      case RULE ->
          judged.decision().because().stream().anyMatch(rule -> rule.value().equals(is.value()));
      case NATIVE ->
          assigned(entry).stream().anyMatch(id -> id.value().equals(is.value()))
              || MessageView.target(judged.message().action())
                  .filter(id -> id.value().equals(is.value()))
                  .isPresent();
      case TAG, EVENT -> false;
    };
  }

  private Optional<NativeId> assigned(Entry entry) {
    return log.entries().stream()
        .map(Entry::record)
        .filter(ArchiveRecord.Answered.class::isInstance)
        .map(ArchiveRecord.Answered.class::cast)
        .filter(answer -> answer.event().equals(entry.record().event()))
        .flatMap(answer -> answer.assigned().stream())
        .findFirst();
  }

  private static List<Hits.Highlight> marks(Query query, Entry entry) {
    if (!(query instanceof Query.Word word)
        || !(entry.record() instanceof ArchiveRecord.Judged judged)) {
      return List.of();
    }
    List<Hits.Highlight> marks = new ArrayList<>();
    for (TextPart part : judged.message().action().content().parts()) {
      String text = part.text().toLowerCase(Locale.ROOT);
      int at = text.indexOf(word.text());
      while (at >= 0) {
        marks.add(new Hits.Highlight(part.pointer(), at, at + word.text().length()));
        at = text.indexOf(word.text(), at + 1);
      }
    }
    return marks;
  }
}
