package org.lockkeeper.match;

import java.util.List;
import java.util.Optional;

/**
 * Reads the words around a hit of a literal, to see whether they are the phrase it was found for.
 * One for each text: it remembers the run of letters it read last, however long, so that no text
 * makes it read one again for each hit in it; a hit's neighbours are bounded in length and number.
 */
final class Wording {

  /** More marks and spaces between two words part them for good. */
  private static final int LONGEST_GAP = 32;

  private static final String ENDS = ".!?;";

  private final NormalText text;

  /** The run of letters and digits read last: hits crowd in one word, and each reads it. */
  private int runStart;

  private int runEnd;

  Wording(NormalText text) {
    this.text = text;
  }

  /** Chars of the normal text, end exclusive. */
  record Span(int start, int end) {}

  /** The phrase whose anchor's literal stands at a place. */
  private Optional<Span> phrase(SearchPattern.Phrase phrase, int anchor, int start, int end) {
    List<WordForm> words = phrase.words();
    Optional<Span> word = word(start).filter(each -> each.end() >= end);
    if (word.isEmpty() || !covers(words.get(anchor), word.get())) {
      return Optional.empty();
    }
    Optional<Span> head = behind(words.subList(0, anchor), word.get());
    Optional<Span> tail = ahead(words.subList(anchor + 1, words.size()), word.get());
    return head.isEmpty() || tail.isEmpty()
        ? Optional.empty()
        : Optional.of(new Span(head.get().start(), tail.get().end()));
  }

  /** What a pattern finds at a hit of its literal; of a pair the nearest partner counts. */
  Optional<Span> at(PhraseUsers.Anchored anchored, int start, int end) {
    Optional<Span> found = phrase(anchored.phrase(), anchored.anchor(), start, end);
    return found.isEmpty() || anchored.pair().isEmpty()
        ? found
        : near(anchored.pair().get(), anchored.first(), found);
  }

  private Optional<Span> near(SearchPattern.Near near, boolean byFirst, Optional<Span> found) {
    SearchPattern.Phrase partner = byFirst ? near.second() : near.first();
    Optional<Span> after =
        near.ordered() && !byFirst ? Optional.empty() : after(partner, found.get(), near.within());
    if (after.isPresent()) {
      return Optional.of(new Span(found.get().start(), after.get().end()));
    }
    Optional<Span> before =
        near.ordered() && byFirst ? Optional.empty() : before(partner, found.get(), near.within());
    return before.map(span -> new Span(span.start(), found.get().end()));
  }

  private Optional<Span> after(SearchPattern.Phrase partner, Span from, int within) {
    WordForm first = partner.words().getFirst();
    List<WordForm> rest = partner.words().subList(1, partner.words().size());
    Optional<Span> word = next(from.end(), false);
    for (int step = 0; step < within && word.isPresent(); step++) {
      if (covers(first, word.get())) {
        Optional<Span> whole = ahead(rest, word.get());
        if (whole.isPresent()) {
          return whole;
        }
      }
      word = next(word.get().end(), false);
    }
    return Optional.empty();
  }

  private Optional<Span> before(SearchPattern.Phrase partner, Span from, int within) {
    WordForm last = partner.words().getLast();
    List<WordForm> rest = partner.words().subList(0, partner.words().size() - 1);
    Optional<Span> word = previous(from.start(), false);
    for (int step = 0; step < within && word.isPresent(); step++) {
      if (covers(last, word.get())) {
        Optional<Span> whole = behind(rest, word.get());
        if (whole.isPresent()) {
          return whole;
        }
      }
      word = previous(word.get().start(), false);
    }
    return Optional.empty();
  }

  /** The words that follow a word, and that word. */
  private Optional<Span> ahead(List<WordForm> words, Span word) {
    Span whole = word;
    for (WordForm each : words) {
      Optional<Span> next = next(whole.end(), true).filter(span -> covers(each, span));
      if (next.isEmpty()) {
        return next;
      }
      whole = new Span(whole.start(), next.get().end());
    }
    return Optional.of(whole);
  }

  private Optional<Span> behind(List<WordForm> words, Span word) {
    Span whole = word;
    for (WordForm each : words.reversed()) {
      Optional<Span> previous = previous(whole.start(), true).filter(span -> covers(each, span));
      if (previous.isEmpty()) {
        return previous;
      }
      whole = new Span(previous.get().start(), whole.end());
    }
    return Optional.of(whole);
  }

  private boolean covers(WordForm form, Span word) {
    boolean differs =
        form instanceof WordForm.Exactly exactly
            && exactly.word().length() != word.end() - word.start();
    return !differs && form.covers(text.key(word.start(), word.end()));
  }

  private Optional<Span> next(int from, boolean sameSentence) {
    String folded = text.folded();
    int at = from;
    while (at < folded.length() && !NormalText.wordPart(folded.codePointAt(at))) {
      if (at - from >= LONGEST_GAP || sameSentence && ENDS.indexOf(folded.charAt(at)) >= 0) {
        return Optional.empty();
      }
      at += Character.charCount(folded.codePointAt(at));
    }
    return at < folded.length() ? word(at) : Optional.empty();
  }

  private Optional<Span> previous(int from, boolean sameSentence) {
    String folded = text.folded();
    int at = from;
    while (at > 0 && !NormalText.wordPart(folded.codePointBefore(at))) {
      if (from - at >= LONGEST_GAP || sameSentence && ENDS.indexOf(folded.charAt(at - 1)) >= 0) {
        return Optional.empty();
      }
      at -= Character.charCount(folded.codePointBefore(at));
    }
    return at > 0 ? word(at - Character.charCount(folded.codePointBefore(at))) : Optional.empty();
  }

  /** The word before a word in its sentence, as {@link NormalText#key}; empty if there is none. */
  String previousWord(Span word) {
    return key(previous(word.start(), true));
  }

  /** The word after a word in its sentence, likewise. */
  String nextWord(Span word) {
    return key(next(word.end(), true));
  }

  private String key(Optional<Span> word) {
    return word.map(span -> text.key(span.start(), span.end())).orElse("");
  }

  /** The word a char stands in; none if it is longer than any word. */
  Optional<Span> word(int at) {
    if (at < runStart || at >= runEnd) {
      String folded = text.folded();
      runStart = at;
      while (runStart > 0 && NormalText.wordPart(folded.codePointBefore(runStart))) {
        runStart -= Character.charCount(folded.codePointBefore(runStart));
      }
      runEnd = at;
      while (runEnd < folded.length() && NormalText.wordPart(folded.codePointAt(runEnd))) {
        runEnd += Character.charCount(folded.codePointAt(runEnd));
      }
    }
    return runEnd - runStart > WordForm.LONGEST_WORD
        ? Optional.empty()
        : Optional.of(new Span(runStart, runEnd));
  }
}
