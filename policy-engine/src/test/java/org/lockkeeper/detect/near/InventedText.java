package org.lockkeeper.detect.near;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/** Documents nobody wrote: words of syllables in sentences and paragraphs, the same for a seed. */
final class InventedText {

  private static final String[] SYLLABLES = {
    "ba", "cor", "den", "fil", "gra", "hel", "in", "jor", "kal", "lum", "mer", "no", "or", "pra",
    "qui", "ran", "sol", "tev", "ul", "van", "wex", "yar", "zim"
  };

  private final Random random;

  InventedText(long seed) {
    this.random = new Random(seed);
  }

  String word() {
    StringBuilder word = new StringBuilder();
    for (int syllable = 1 + random.nextInt(3); syllable > 0; syllable--) {
      word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
    }
    return word.toString();
  }

  String sentence() {
    List<String> words = new ArrayList<>();
    for (int count = 8 + random.nextInt(12); count > 0; count--) {
      words.add(word());
    }
    words.set(
        0,
        words.getFirst().substring(0, 1).toUpperCase(Locale.ROOT) + words.getFirst().substring(1));
    return String.join(" ", words) + ".";
  }

  List<String> paragraphs(int count) {
    List<String> paragraphs = new ArrayList<>();
    for (int paragraph = 0; paragraph < count; paragraph++) {
      List<String> sentences = new ArrayList<>();
      for (int sentence = 0; sentence < 6; sentence++) {
        sentences.add(sentence());
      }
      paragraphs.add(String.join(" ", sentences));
    }
    return paragraphs;
  }

  /** The text with so many hundredths of its words replaced. */
  String changed(String text, int percent) {
    return List.of(text.split(" ")).stream()
        .map(word -> random.nextInt(100) < percent ? word() : word)
        .collect(Collectors.joining(" "));
  }
}
