package org.lockkeeper.archive.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.Operations;
import org.lockkeeper.archive.query.Query;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.message.Attachment;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.TextPart;

/** Finds a query's words again in a hit's texts, cut into words just as the index cut them. */
final class Highlighter {

  /** No hit shows more places; a page of them is shown to a person. */
  private static final int MOST = 1_000;

  /** Words that must stand next to each other, each told by a test. */
  private record Sequence(List<Predicate<String>> words) {}

  private final Alphabet alphabet;
  private final List<Sequence> wanted;

  Highlighter(Alphabet alphabet, Query query) {
    this.alphabet = alphabet;
    wanted = sequences(query).toList();
  }

  List<Hits.Highlight> in(ArchiveRecord record) {
    if (wanted.isEmpty() || !(record instanceof ArchiveRecord.Judged judged)) {
      return List.of();
    }
    Content content = judged.message().action().content();
    List<Hits.Highlight> found = new ArrayList<>();
    for (TextPart part : content.parts()) {
      find(part.pointer(), part.text(), found);
    }
    for (int i = 0; i < content.attachments().size(); i++) {
      Attachment attachment = content.attachments().get(i);
      if (attachment.file().isPresent()) {
        find("attachment:" + i, attachment.file().get().extracted().text(), found);
      }
    }
    return found;
  }

  private void find(String pointer, String text, List<Hits.Highlight> found) {
    List<Alphabet.Token> tokens = alphabet.tokens(text);
    List<Hits.Highlight> here = new ArrayList<>();
    for (int i = 0; i < tokens.size() && found.size() + here.size() < MOST; i++) {
      for (Sequence sequence : wanted) {
        if (matches(sequence, tokens, i)) {
          int end = tokens.get(i + sequence.words().size() - 1).end();
          here.add(new Hits.Highlight(pointer, tokens.get(i).start(), end));
        }
      }
    }
    here.stream().sorted(BY_PLACE).distinct().forEach(found::add);
  }

  private static boolean matches(Sequence sequence, List<Alphabet.Token> tokens, int at) {
    int length = sequence.words().size();
    if (at + length > tokens.size()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (!sequence.words().get(i).test(tokens.get(at + i).word())) {
        return false;
      }
    }
    return true;
  }

  private Stream<Sequence> sequences(Query query) {
    return switch (query) {
      case Query.Word(String text) -> phrase(alphabet.words(text));
      case Query.Phrase(List<String> words) -> phrase(alphabet.words(String.join(" ", words)));
      case Query.Wildcard(String pattern) -> wildcard(alphabet.pattern(pattern));
      case Query.And(List<Query> all) -> all.stream().flatMap(this::sequences);
      case Query.Or(List<Query> any) -> any.stream().flatMap(this::sequences);
      case Query.Not _, Query.Everything _, Query.Is _, Query.Received _ -> Stream.empty();
    };
  }

  private static Stream<Sequence> phrase(List<String> words) {
    return words.isEmpty()
        ? Stream.empty()
        : Stream.of(
            new Sequence(words.stream().<Predicate<String>>map(word -> word::equals).toList()));
  }

  private static Stream<Sequence> wildcard(String pattern) {
    CharacterRunAutomaton automaton =
        new CharacterRunAutomaton(
            Operations.determinize(
                QueryTranslator.automaton(pattern), Operations.DEFAULT_DETERMINIZE_WORK_LIMIT));
    return Stream.of(new Sequence(List.of(automaton::run)));
  }

  private static final Comparator<Hits.Highlight> BY_PLACE =
      Comparator.comparingInt(Hits.Highlight::start).thenComparingInt(Hits.Highlight::end);
}
