package org.lockkeeper.archive.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.apache.lucene.util.automaton.Operations;
import org.lockkeeper.archive.query.Query;
import org.lockkeeper.archive.query.QueryFault;
import org.lockkeeper.message.EventId;

/**
 * Our queries in Lucene's words, for one reader. What comes out matches hits only, never answers.
 */
final class QueryTranslator {

  /** Finds the events that were given a native id by their service's answer. */
  @FunctionalInterface
  interface Answers {
    Collection<EventId> eventsOf(String nativeId) throws IOException;
  }

  private final IndexReader reader;
  private final Alphabet alphabet;
  private final int wildcardWords;
  private final Answers answers;

  QueryTranslator(IndexReader reader, Alphabet alphabet, int wildcardWords, Answers answers) {
    this.reader = reader;
    this.alphabet = alphabet;
    this.wildcardWords = wildcardWords;
    this.answers = answers;
  }

  org.apache.lucene.search.Query translate(Query query) throws IOException {
    return switch (query) {
      case Query.Everything() -> hits();
      case Query.Word(String text) -> phrase(alphabet.words(text));
      case Query.Phrase(List<String> words) -> phrase(alphabet.words(String.join(" ", words)));
      case Query.Wildcard(String pattern) -> wildcard(pattern);
      case Query.Is(Query.Field field, String value) -> is(field, DocumentFields.value(value));
      case Query.Received(long from, long to) ->
          from >= to
              ? new MatchNoDocsQuery("an empty time")
              : LongPoint.newRangeQuery(DocumentFields.RECEIVED, from, to - 1);
      case Query.And(List<Query> all) -> bool(all, BooleanClause.Occur.FILTER);
      case Query.Or(List<Query> any) -> bool(any, BooleanClause.Occur.SHOULD);
      case Query.Not(Query inner) ->
          new BooleanQuery.Builder()
              .add(hits(), BooleanClause.Occur.FILTER)
              .add(translate(inner), BooleanClause.Occur.MUST_NOT)
              .build();
    };
  }

  private static org.apache.lucene.search.Query hits() {
    return new TermQuery(new Term(DocumentFields.HIT, DocumentFields.YES));
  }

  private org.apache.lucene.search.Query bool(List<Query> queries, BooleanClause.Occur occur)
      throws IOException {
    if (queries.isEmpty()) {
      return occur == BooleanClause.Occur.FILTER ? hits() : new MatchNoDocsQuery("one of none");
    }
    BooleanQuery.Builder builder = new BooleanQuery.Builder();
    for (Query query : queries) {
      builder.add(translate(query), occur);
    }
    return builder.build();
  }

  private static org.apache.lucene.search.Query phrase(List<String> words) {
    return switch (words.size()) {
      case 0 -> new MatchNoDocsQuery("no word in it");
      case 1 -> new TermQuery(new Term(DocumentFields.TEXT, words.getFirst()));
      default -> new PhraseQuery(DocumentFields.TEXT, words.toArray(String[]::new));
    };
  }

  private org.apache.lucene.search.Query is(Query.Field field, String value) throws IOException {
    return switch (field) {
      case EVENT -> event(value);
      case NATIVE -> nativeId(value);
      case SERVICE, CHANNEL, AUTHOR, ACTION, VERDICT, RULE, TAG ->
          new TermQuery(new Term(DocumentFields.name(field), value));
    };
  }

  private static org.apache.lucene.search.Query event(String value) {
    try {
      BytesRef id = DocumentFields.id(EventId.parse(value));
      return new TermQuery(new Term(DocumentFields.name(Query.Field.EVENT), id));
    } catch (IllegalArgumentException noId) {
      return new MatchNoDocsQuery("no event id");
    }
  }

  private org.apache.lucene.search.Query nativeId(String value) throws IOException {
    List<BytesRef> events = new ArrayList<>();
    for (EventId event : answers.eventsOf(value)) {
      events.add(DocumentFields.id(event));
    }
    org.apache.lucene.search.Query named =
        new BooleanQuery.Builder()
            .add(hits(), BooleanClause.Occur.FILTER)
            .add(
                new TermQuery(new Term(DocumentFields.name(Query.Field.NATIVE), value)),
                BooleanClause.Occur.FILTER)
            .build();
    return new BooleanQuery.Builder()
        .add(named, BooleanClause.Occur.SHOULD)
        .add(
            new TermInSetQuery(DocumentFields.name(Query.Field.EVENT), events),
            BooleanClause.Occur.SHOULD)
        .build();
  }

  /** Counts the words a wildcard stands for before it is run: too many are said, not cut off. */
  private org.apache.lucene.search.Query wildcard(String typed) throws IOException {
    Terms terms = MultiTerms.getTerms(reader, DocumentFields.TEXT);
    if (terms == null) {
      return new MatchNoDocsQuery("no words yet");
    }
    CompiledAutomaton automaton = new CompiledAutomaton(automaton(alphabet.pattern(typed)));
    TermsEnum found = automaton.getTermsEnum(terms);
    List<BytesRef> words = new ArrayList<>();
    for (BytesRef word = found.next(); word != null; word = found.next()) {
      if (words.size() == wildcardWords) {
        throw new QueryFault(
            typed
                + " stands for more than "
                + wildcardWords
                + " different words; write more of it");
      }
      words.add(BytesRef.deepCopyOf(word));
    }
    return new TermInSetQuery(DocumentFields.TEXT, words);
  }

  static Automaton automaton(String pattern) {
    return WildcardQuery.toAutomaton(
        new Term(DocumentFields.TEXT, pattern), Operations.DEFAULT_DETERMINIZE_WORK_LIMIT);
  }
}
