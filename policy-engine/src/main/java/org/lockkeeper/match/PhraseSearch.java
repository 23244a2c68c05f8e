package org.lockkeeper.match;

import java.util.Arrays;
import org.lockkeeper.match.PhraseIndex.Filed;
import org.lockkeeper.match.PhraseIndex.Pair;

/**
 * One text's search for phrases: first told of each hit of a form's literal, in order of their
 * ends, then asked for what they make up. Every step is charged to the hits that cause it, and
 * pairs to the {@link Budget}.
 */
final class PhraseSearch {

  /** What looking at one occurrence costs; it is a few words of a few chars. */
  private static final int COST = 4;

  private static final int LEAST = 16;

  private final PhraseIndex index;
  private final Words words;
  private final WordForm.Stems stems = new WordForm.Stems();

  /** Forms that words have, in order of the words. */
  private int[] wordOf = new int[LEAST];

  private int[] formOf = new int[LEAST];
  private int hits;

  /** Phrases of pairs that were found: {@code phrase << 32 | first word}. */
  private long[] occurrences = new long[LEAST];

  private int found;

  PhraseSearch(PhraseIndex index, NormalText text) {
    this.index = index;
    this.words = new Words(text);
  }

  /** The literal of a form stands at a place. */
  void hit(int form, int start, int end) {
    int word = words.at(end - 1);
    if (word >= 0 && covers(index.form(form), word, start, end) && !has(word, form)) {
      if (hits == wordOf.length) {
        wordOf = Arrays.copyOf(wordOf, 2 * hits);
        formOf = Arrays.copyOf(formOf, 2 * hits);
      }
      wordOf[hits] = word;
      formOf[hits] = form;
      hits++;
    }
  }

  private boolean covers(WordForm form, int word, int start, int end) {
    return switch (form) {
      case WordForm.Exactly _ -> words.start(word) == start && words.end(word) == end;
      case WordForm.Stemmed stemmed ->
          words.start(word) == start && stemmed.stem().equals(stems.of(words, word));
      case WordForm.Wild wild -> words.start(word) <= start && wild.covers(words.key(word));
    };
  }

  /** Tells what the hits make up. */
  void finish(Budget budget, PatternSet.Sink sink) {
    for (int at = 0; at < hits; at++) {
      int form = formOf[at];
      for (int phrase : index.alone(form)) {
        phrase(phrase, wordOf[at], sink);
      }
      if (index.isFollowed(form)) {
        for (int next = first(wordOf[at] + 1);
            next < hits && wordOf[next] == wordOf[at] + 1;
            next++) {
          for (int phrase : index.followed(form, formOf[next])) {
            phrase(phrase, wordOf[at], sink);
          }
        }
      }
    }
    if (found > 1) {
      pairs(budget, sink);
    }
  }

  /** A phrase that may stand where its anchor does. */
  private void phrase(int phrase, int anchor, PatternSet.Sink sink) {
    int[] forms = index.words(phrase);
    int first = anchor - index.anchor(phrase);
    int last = first + forms.length - 1;
    if (first < 0 || last >= words.count() || !words.oneSentence(first, last)) {
      return;
    }
    for (int at = 0; at < forms.length; at++) {
      if (first + at != anchor && !is(first + at, forms[at])) {
        return;
      }
    }
    for (int user : index.users(phrase)) {
      sink.match(user, words.start(first), words.end(last));
    }
    if (index.paired(phrase)) {
      if (found == occurrences.length) {
        occurrences = Arrays.copyOf(occurrences, 2 * found);
      }
      occurrences[found++] = (long) phrase << Integer.SIZE | first;
    }
  }

  private boolean is(int word, int form) {
    if (index.sought(form)) {
      return has(word, form);
    }
    return switch (index.form(form)) {
      case WordForm.Exactly exactly -> words.is(word, exactly.word());
      case WordForm.Stemmed stemmed -> stemmed.covers(words.key(word));
      case WordForm.Wild wild -> wild.covers(words.key(word));
    };
  }

  private boolean has(int word, int form) {
    for (int at = first(word); at < hits && wordOf[at] == word; at++) {
      if (formOf[at] == form) {
        return true;
      }
    }
    return false;
  }

  /** The first hit of a word, or of those after it. */
  private int first(int word) {
    if (hits == 0 || wordOf[hits - 1] < word) {
      return hits;
    }
    int low = 0;
    int high = hits;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (wordOf[middle] < word) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void pairs(Budget budget, PatternSet.Sink sink) {
    Arrays.sort(occurrences, 0, found);
    int[] present = new int[found];
    int[] from = new int[found + 1];
    int count = 0;
    for (int at = 0; at < found; at++) {
      int phrase = phrase(at);
      if (count == 0 || present[count - 1] != phrase) {
        present[count] = phrase;
        from[count++] = at;
      }
    }
    from[count] = found;
    for (int one = 0; one < count; one++) {
      Filed filed = index.pairs(present[one]);
      if (filed.keys().length < count) {
        for (int key = 0; key < filed.keys().length; key++) {
          int other = Arrays.binarySearch(present, 0, count, filed.keys()[key]);
          if (other >= 0) {
            pairs(filed.values()[key], from, one, other, budget, sink);
          }
        }
      } else if (filed != Filed.NOTHING) {
        for (int other = 0; other < count; other++) {
          pairs(filed.under(present[other]), from, one, other, budget, sink);
        }
      }
    }
  }

  private void pairs(
      int[] pairs, int[] from, int one, int other, Budget budget, PatternSet.Sink sink) {
    for (int each : pairs) {
      Pair pair = index.pair(each);
      int occurring = from[one + 1] - from[one] + from[other + 1] - from[other];
      if (budget.take((long) COST * occurring)) {
        pair(pair, from[one], from[one + 1], from[other], from[other + 1], sink);
      } else {
        sink.failed(pair.user(), GatedRegex.SPENT);
      }
    }
  }

  /** For each occurrence of the one phrase the nearest of the other, those after it first. */
  private void pair(
      Pair pair, int oneFrom, int oneTo, int otherFrom, int otherTo, PatternSet.Sink sink) {
    int ones = index.words(phrase(oneFrom)).length;
    int others = index.words(phrase(otherFrom)).length;
    int within = pair.near().within();
    int next = otherFrom;
    int past = otherFrom;
    for (int at = oneFrom; at < oneTo; at++) {
      int start = word(at);
      int end = start + ones - 1;
      while (next < otherTo && word(next) <= end) {
        next++;
      }
      while (past < otherTo && word(past) + others - 1 < start) {
        past++;
      }
      if (pair.mayFollow() && next < otherTo && close(end, word(next), within)) {
        sink.match(pair.user(), words.start(start), words.end(word(next) + others - 1));
      } else if (pair.mayPrecede()
          && past > otherFrom
          && close(word(past - 1) + others - 1, start, within)) {
        sink.match(pair.user(), words.start(word(past - 1)), words.end(end));
      }
    }
  }

  private boolean close(int before, int after, int within) {
    return after - before <= within && words.oneRun(before, after);
  }

  private int phrase(int occurrence) {
    return (int) (occurrences[occurrence] >>> Integer.SIZE);
  }

  private int word(int occurrence) {
    return (int) occurrences[occurrence];
  }
}
