package org.lockkeeper.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.lockkeeper.match.SearchPattern.Near;
import org.lockkeeper.match.SearchPattern.Phrase;

/**
 * All phrases and pairs of phrases of a set, compiled. Lists of words written with choices are
 * hundreds of phrases made of few words; so each form of a word is looked for once, a phrase is
 * filed under two forms of it that stand side by side, and a pair is asked for only where both its
 * phrases were found.
 *
 * <p>Forms, phrases and pairs are numbers from 0 on. Immutable.
 */
final class PhraseIndex {

  /**
   * Shorter words stand in every message, many times as a part of others: they are looked at where
   * the longer words of a phrase are found.
   */
  private static final int SHORTEST_SOUGHT = 3;

  private static final int[] NONE = {};

  private final List<WordForm> forms;

  /** Per form whether its literal is to be looked for. */
  private final boolean[] sought;

  /** Per phrase its forms. */
  private final int[][] phrases;

  /** Per phrase the word it is filed under, alone or with the word after it. */
  private final int[] anchors;

  /** Per phrase the patterns it is. */
  private final int[][] users;

  /** Per phrase whether some pair has it. */
  private final boolean[] paired;

  /** Per form the phrases filed under it alone. */
  private final int[][] alone;

  /** Per form the phrases filed under it and the form after it. */
  private final Filed[] followed;

  /** Per phrase the pairs found by it, filed under their other phrase. */
  private final Filed[] pairs;

  private final List<Pair> all;

  /**
   * Two phrases near each other.
   *
   * @param user the pattern it is
   * @param near how near, and whether in order
   */
  record Pair(int user, Near near) {

    /** Whether the other phrase may stand after the one the pair is found by. */
    boolean mayFollow() {
      return !near.ordered() || near.byFirst();
    }

    /** Whether the other phrase may stand before it. */
    boolean mayPrecede() {
      return !near.ordered() || !near.byFirst();
    }
  }

  /** Numbers filed under a number: the keys in ascending order. */
  record Filed(int[] keys, int[][] values) {

    static final Filed NOTHING = new Filed(NONE, new int[0][]);

    static Filed of(TreeMap<Integer, int[]> filed) {
      return new Filed(
          filed.keySet().stream().mapToInt(Integer::intValue).toArray(),
          filed.values().toArray(int[][]::new));
    }

    int[] under(int key) {
      int at = keys.length == 0 ? -1 : Arrays.binarySearch(keys, key);
      return at < 0 ? NONE : values[at];
    }
  }

  private PhraseIndex(Building building) {
    int count = building.phrases.size();
    this.forms = List.copyOf(building.forms.keySet());
    this.phrases = building.phrases.keySet().stream().map(building::formsOf).toArray(int[][]::new);
    this.sought = new boolean[forms.size()];
    building.sought.forEach(form -> sought[form] = true);
    this.users = building.users.toArray(int[][]::new);
    this.anchors = new int[count];
    this.paired = new boolean[count];
    this.alone = new int[forms.size()][];
    Arrays.fill(alone, NONE);
    List<TreeMap<Integer, int[]>> byForms = maps(forms.size());
    for (int phrase = 0; phrase < count; phrase++) {
      int pair = building.couple(phrases[phrase]);
      int anchor = pair < 0 ? building.longest(phrases[phrase]) : pair;
      int form = phrases[phrase][anchor];
      anchors[phrase] = anchor;
      if (pair < 0) {
        alone[form] = append(alone[form], phrase);
      } else {
        file(byForms.get(form), phrases[phrase][anchor + 1], phrase);
      }
    }
    this.followed = filed(byForms);
    this.all = List.copyOf(building.pairs);
    List<TreeMap<Integer, int[]>> byPhrase = maps(count);
    for (int at = 0; at < all.size(); at++) {
      Near near = all.get(at).near();
      int one = building.place(near.byFirst() ? near.first() : near.second());
      int other = building.place(near.byFirst() ? near.second() : near.first());
      paired[one] = true;
      paired[other] = true;
      file(byPhrase.get(one), other, at);
    }
    this.pairs = filed(byPhrase);
  }

  /** The phrases and pairs among patterns. */
  static PhraseIndex of(List<SearchPattern> patterns) {
    Building building = new Building();
    for (int id = 0; id < patterns.size(); id++) {
      switch (patterns.get(id)) {
        case Phrase phrase -> building.use(phrase, id);
        case Near near -> building.use(near, id);
        case SearchPattern.Term _, SearchPattern.Regex _ -> {}
      }
    }
    return new PhraseIndex(building);
  }

  boolean isEmpty() {
    return phrases.length == 0;
  }

  /** The forms, in the order of their numbers. */
  List<WordForm> forms() {
    return forms;
  }

  WordForm form(int form) {
    return forms.get(form);
  }

  /** Whether a form is to be found by its literal, and not only looked at beside others. */
  boolean sought(int form) {
    return sought[form];
  }

  int[] words(int phrase) {
    return phrases[phrase];
  }

  int anchor(int phrase) {
    return anchors[phrase];
  }

  /** The patterns a phrase is by itself. */
  int[] users(int phrase) {
    return users[phrase];
  }

  boolean paired(int phrase) {
    return paired[phrase];
  }

  /** The phrases to be found by one form. */
  int[] alone(int form) {
    return alone[form];
  }

  /** The phrases to be found by a form and the one after it. */
  int[] followed(int form, int next) {
    return followed[form].under(next);
  }

  boolean isFollowed(int form) {
    return followed[form] != Filed.NOTHING;
  }

  /** The pairs found by a phrase. */
  Filed pairs(int phrase) {
    return pairs[phrase];
  }

  Pair pair(int pair) {
    return all.get(pair);
  }

  private static List<TreeMap<Integer, int[]>> maps(int count) {
    List<TreeMap<Integer, int[]>> maps = new ArrayList<>(count);
    for (int at = 0; at < count; at++) {
      maps.add(new TreeMap<>());
    }
    return maps;
  }

  private static Filed[] filed(List<TreeMap<Integer, int[]>> maps) {
    return maps.stream()
        .map(each -> each.isEmpty() ? Filed.NOTHING : Filed.of(each))
        .toArray(Filed[]::new);
  }

  private static void file(TreeMap<Integer, int[]> map, int key, int value) {
    map.merge(key, new int[] {value}, (old, added) -> append(old, added[0]));
  }

  private static int[] append(int[] all, int one) {
    int[] longer = Arrays.copyOf(all, all.length + 1);
    longer[all.length] = one;
    return longer;
  }

  /** What is the same counts once. */
  private static final class Building {
    private final Map<WordForm, Integer> forms = new LinkedHashMap<>();
    private final Map<List<WordForm>, Integer> phrases = new LinkedHashMap<>();
    private final List<int[]> users = new ArrayList<>();
    private final List<Pair> pairs = new ArrayList<>();
    private final Map<Integer, Integer> lengths = new HashMap<>();
    private final Set<Integer> sought = new HashSet<>();

    void use(Phrase phrase, int id) {
      int place = place(phrase);
      users.set(place, append(users.get(place), id));
    }

    void use(Near near, int id) {
      place(near.first());
      place(near.second());
      pairs.add(new Pair(id, near));
    }

    int place(Phrase phrase) {
      Integer known = phrases.get(phrase.words());
      if (known != null) {
        return known;
      }
      for (WordForm word : phrase.words()) {
        int form = forms.size();
        if (forms.putIfAbsent(word, form) == null) {
          lengths.put(form, word.literal().length());
        }
      }
      int[] words = formsOf(phrase.words());
      sought.add(words[longest(words)]);
      Arrays.stream(words).filter(form -> length(form) >= SHORTEST_SOUGHT).forEach(sought::add);
      int place = phrases.size();
      phrases.put(phrase.words(), place);
      users.add(NONE);
      return place;
    }

    int[] formsOf(List<WordForm> words) {
      return words.stream().mapToInt(word -> forms.getOrDefault(word, -1)).toArray();
    }

    /** The first of the two words sought side by side with the longest literals, or -1. */
    int couple(int[] words) {
      int best = -1;
      int longest = 0;
      for (int at = 0; at + 1 < words.length; at++) {
        int both = length(words[at]) + length(words[at + 1]);
        boolean findable = sought.contains(words[at]) && sought.contains(words[at + 1]);
        if (findable && both > longest) {
          longest = both;
          best = at;
        }
      }
      return best;
    }

    /** The word with the longest literal. */
    int longest(int[] words) {
      int best = 0;
      for (int at = 1; at < words.length; at++) {
        if (length(words[at]) > length(words[best])) {
          best = at;
        }
      }
      return best;
    }

    private int length(int form) {
      return lengths.getOrDefault(form, 0);
    }
  }
}
