package org.lockkeeper.archive.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.lockkeeper.archive.log.Entry;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.log.RecordSource;
import org.lockkeeper.archive.query.Query;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.archive.record.Origin;
import org.lockkeeper.message.EventId;
import org.lockkeeper.message.NativeId;

/** The index as it is up to one position of the log: all a search sees. */
final class Snapshot {

  private final IndexReader reader;
  private final Position position;
  private final RecordSource log;
  private final Alphabet alphabet;
  private final IndexLimits limits;
  private final IndexSearcher searcher;

  Snapshot(
      IndexReader reader,
      Position position,
      RecordSource log,
      Alphabet alphabet,
      IndexLimits limits) {
    this.reader = reader;
    this.position = position;
    this.log = log;
    this.alphabet = alphabet;
    this.limits = limits;
    searcher = new IndexSearcher(reader);
  }

  IndexReader reader() {
    return reader;
  }

  Position position() {
    return position;
  }

  long count(Query query) throws IOException {
    return searcher.count(translate(query));
  }

  Hits search(Query query, Page page) throws IOException {
    org.apache.lucene.search.Query translated = translate(query);
    long total = searcher.count(translated);
    int wanted = (int) Math.min(total, (long) page.skip() + page.limit());
    if (wanted <= page.skip()) {
      return new Hits(total, position, List.of());
    }
    ScoreDoc[] found = searcher.search(translated, wanted, NEWEST_FIRST).scoreDocs;
    Highlighter highlighter = new Highlighter(alphabet, query);
    List<Hits.Hit> hits = new ArrayList<>();
    for (int i = page.skip(); i < found.length; i++) {
      Entry entry = entry(found[i].doc);
      hits.add(
          new Hits.Hit(
              entry.position(),
              entry.record(),
              assigned(entry.record()),
              highlighter.in(entry.record())));
    }
    return new Hits(total, position, hits);
  }

  private org.apache.lucene.search.Query translate(Query query) throws IOException {
    return new QueryTranslator(reader, alphabet, limits.wildcardWords(), this::eventsOf)
        .translate(query);
  }

  private Collection<EventId> eventsOf(String nativeId) throws IOException {
    Set<EventId> events = new LinkedHashSet<>();
    Term term = new Term(DocumentFields.name(Query.Field.NATIVE), nativeId);
    Term hit = new Term(DocumentFields.HIT, DocumentFields.YES);
    BooleanQuery answers =
        new BooleanQuery.Builder()
            .add(new TermQuery(term), BooleanClause.Occur.FILTER)
            .add(new TermQuery(hit), BooleanClause.Occur.MUST_NOT)
            .build();
    for (ScoreDoc found : searcher.search(answers, ANSWERS_OF_ONE).scoreDocs) {
      if (entry(found.doc).record() instanceof ArchiveRecord.Answered answered) {
        events.add(answered.event());
      }
    }
    return events;
  }

  /** The id the service gave; of several answers the last that gave one. */
  private Optional<NativeId> assigned(ArchiveRecord record) throws IOException {
    BytesRef id = DocumentFields.id(record.event());
    Term term = new Term(DocumentFields.ANSWERS, id);
    Optional<NativeId> assigned = Optional.empty();
    long last = -1;
    for (ScoreDoc found : searcher.search(new TermQuery(term), ANSWERS_OF_ONE).scoreDocs) {
      Entry entry = entry(found.doc);
      if (entry.record() instanceof ArchiveRecord.Answered answered
          && answered.assigned().isPresent()
          && entry.position().sequence() > last) {
        last = entry.position().sequence();
        assigned = answered.assigned();
      }
    }
    if (assigned.isEmpty()
        && record instanceof ArchiveRecord.Judged judged
        && judged.origin() instanceof Origin.Imported imported) {
      return imported.id();
    }
    return assigned;
  }

  private Entry entry(int document) throws IOException {
    List<LeafReaderContext> leaves = reader.leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
    long sequence = value(leaf, DocumentFields.SEQUENCE, document - leaf.docBase);
    long offset = value(leaf, DocumentFields.OFFSET, document - leaf.docBase);
    return log.read(new Position(sequence, offset));
  }

  private static long value(LeafReaderContext leaf, String field, int document) throws IOException {
    NumericDocValues values = leaf.reader().getNumericDocValues(field);
    if (values == null || !values.advanceExact(document)) {
      throw new UncheckedIOException(new IOException("a document without its " + field));
    }
    return values.longValue();
  }

  private static final Sort NEWEST_FIRST =
      new Sort(
          new SortField(DocumentFields.RECEIVED, SortField.Type.LONG, true),
          new SortField(DocumentFields.SEQUENCE, SortField.Type.LONG, true));

  // One event has one answer, rarely a few; a native id is given to one event of one service.
  private static final int ANSWERS_OF_ONE = 1_000;
}
