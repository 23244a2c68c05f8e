package org.lockkeeper.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lockkeeper.match.SearchPattern.Near;
import org.lockkeeper.match.SearchPattern.Phrase;

/**
 * The phrases, and pairs of phrases, that are found by one literal. Lists of words written with
 * choices are hundreds of phrases around a few common words; so each is filed under the word that
 * stands beside that word in it, and a hit asks only those whose neighbour is there.
 */
final class PhraseUsers {

  /** None. */
  static final PhraseUsers NONE = new PhraseUsers(List.of());

  private final boolean exact;
  private final List<Anchored> alone = new ArrayList<>();
  private final Map<String, List<Anchored>> byPrevious = new HashMap<>();
  private final Map<String, List<Anchored>> byNext = new HashMap<>();

  /**
   * One pattern, and the phrase of it that the literal stands in.
   *
   * @param anchor the word of the phrase that the literal stands in
   * @param pair the pair it is one of; empty where it stands for itself
   * @param first whether it is the first of that pair
   */
  record Anchored(int user, Phrase phrase, int anchor, Optional<Near> pair, boolean first) {

    static Anchored of(int user, Phrase phrase) {
      return new Anchored(user, phrase, phrase.anchor(), Optional.empty(), true);
    }

    static Anchored of(int user, Near near) {
      boolean first = near.byFirst();
      Phrase phrase = first ? near.first() : near.second();
      return new Anchored(user, phrase, phrase.anchor(), Optional.of(near), first);
    }

    String literal() {
      return phrase.words().get(anchor).literal();
    }

    private WordForm form() {
      return phrase.words().get(anchor);
    }
  }

  /** Takes those whose literal stands at a hit, as far as their neighbours tell. */
  interface Candidates {
    void candidate(Anchored anchored);
  }

  PhraseUsers(List<Anchored> users) {
    this.exact = users.stream().allMatch(each -> each.form() instanceof WordForm.Exactly);
    for (Anchored each : users) {
      List<WordForm> words = each.phrase().words();
      int anchor = each.anchor();
      if (anchor > 0 && words.get(anchor - 1) instanceof WordForm.Exactly previous) {
        byPrevious.computeIfAbsent(previous.word(), _ -> new ArrayList<>()).add(each);
      } else if (anchor + 1 < words.size()
          && words.get(anchor + 1) instanceof WordForm.Exactly next) {
        byNext.computeIfAbsent(next.word(), _ -> new ArrayList<>()).add(each);
      } else {
        alone.add(each);
      }
    }
  }

  boolean isEmpty() {
    return alone.isEmpty() && byPrevious.isEmpty() && byNext.isEmpty();
  }

  /** Names the candidates of one hit of the literal. */
  void at(Wording wording, int start, int end, Candidates candidates) {
    Optional<Wording.Span> word = wording.word(start).filter(each -> each.end() >= end);
    if (word.isEmpty() || (exact && !word.get().equals(new Wording.Span(start, end)))) {
      return;
    }
    alone.forEach(candidates::candidate);
    if (!byPrevious.isEmpty()) {
      byPrevious
          .getOrDefault(wording.previousWord(word.get()), List.of())
          .forEach(candidates::candidate);
    }
    if (!byNext.isEmpty()) {
      byNext.getOrDefault(wording.nextWord(word.get()), List.of()).forEach(candidates::candidate);
    }
  }
}
