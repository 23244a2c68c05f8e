package org.lockkeeper.detect.near;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.detect.Recognizer;
import org.lockkeeper.match.NormalText;

/**
 * Finds stretches of a text that are near copies of registered documents. The kind is the
 * document's label.
 *
 * <p>A stretch runs over fingerprints of one document as long as not too many others come between.
 * It is a finding if it has the document's {@link Threshold}: enough fingerprints, and enough of
 * those in the stretch; or if all stretches together hold enough of the document.
 *
 * <p>Linear in the text, for as many documents as share a passage.
 */
public final class NearMatch implements Recognizer {

  /** So many fingerprints of other words, about 250 letters, end a stretch. */
  private static final int WIDEST_GAP = 30;

  /** What more documents have is boilerplate and tells none of them. */
  static final int MOST_OWNERS = 64;

  private static final int PREFIX = 16;

  private final String id;
  private final FingerprintFormatV1 known;
  private final Winnowing winnowing;

  /** By the upper bits of a fingerprint where such begin in the table. */
  private final int[] begins = new int[(1 << PREFIX) + 1];

  private NearMatch(String id, FingerprintFormatV1 known) {
    this.id = id;
    this.known = known;
    this.winnowing = new Winnowing(known.salt());
    for (long hash : known.hashes()) {
      begins[prefix(hash) + 1]++;
    }
    for (int prefix = 0; prefix < 1 << PREFIX; prefix++) {
      begins[prefix + 1] += begins[prefix];
    }
  }

  /**
   * Reads a file.
   *
   * @param id what the recogniser is called
   * @param file the bytes of a {@code .fpr} file
   * @throws IllegalArgumentException if it is no file of fingerprints, or damaged
   */
  public static NearMatch read(String id, byte[] file) {
    return new NearMatch(id, FingerprintFormatV1.read(file));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Finding.Category category() {
    return Finding.Category.FILE;
  }

  @Override
  public List<Candidate> find(NormalText text) {
    Winnowing.Fingerprints chosen = winnowing.of(text);
    Map<Integer, Copy> copies = new HashMap<>();
    for (int at = 0; at < chosen.count(); at++) {
      meet(chosen.hash(at), at, copies);
    }
    List<Stretch> stretches = new ArrayList<>();
    copies.forEach((document, copy) -> copy.judge(known.documents().get(document), stretches));
    return apart(stretches, chosen);
  }

  private void meet(long hash, int at, Map<Integer, Copy> copies) {
    int end = begins[prefix(hash) + 1];
    int first = begins[prefix(hash)];
    while (first < end && known.hashes()[first] < hash) {
      first++;
    }
    int last = first;
    while (last < end && known.hashes()[last] == hash) {
      last++;
    }
    if (last - first <= MOST_OWNERS) {
      for (int entry = first; entry < last; entry++) {
        copies.computeIfAbsent(known.owners()[entry], _ -> new Copy()).meet(hash, at);
      }
    }
  }

  /** Overlapping stretches say the same; the one that shares most stays. */
  private static List<Candidate> apart(List<Stretch> stretches, Winnowing.Fingerprints chosen) {
    stretches.sort(
        Comparator.comparingInt(Stretch::shared)
            .reversed()
            .thenComparing(Stretch::label)
            .thenComparing(Stretch::first));
    TreeMap<Integer, Candidate> kept = new TreeMap<>();
    for (Stretch stretch : stretches) {
      int start = chosen.start(stretch.first());
      int end = chosen.end(stretch.last());
      var before = kept.lowerEntry(end);
      if (before == null || before.getValue().end() <= start) {
        kept.put(start, new Candidate(stretch.label(), start, end, Check.PASSED));
      }
    }
    return List.copyOf(kept.values());
  }

  /**
   * A part of the text that is like a document.
   *
   * @param first the first fingerprint of the text that both have
   * @param last the last one
   * @param shared how many different ones both have
   * @param places how many of the text's places they take; more when it repeats itself
   */
  private record Stretch(String label, int first, int last, int shared, int places) {}

  /** What a text has of one document, in the order it was met. */
  private static final class Copy {
    private final List<Met> met = new ArrayList<>();

    private record Met(long hash, int at) {}

    void meet(long hash, int at) {
      met.add(new Met(hash, at));
    }

    void judge(Registered document, List<Stretch> into) {
      Threshold threshold = document.threshold();
      List<Stretch> all = new ArrayList<>();
      int begin = 0;
      for (int at = 1; at <= met.size(); at++) {
        if (at == met.size() || met.get(at).at() - met.get(at - 1).at() > WIDEST_GAP) {
          all.add(stretch(document.label(), begin, at));
          begin = at;
        }
      }
      int shared = distinct(0, met.size());
      boolean whole =
          shared >= threshold.shared()
              && 100L * shared >= (long) threshold.ofDocument() * document.fingerprints();
      for (Stretch stretch : all) {
        int width = stretch.last() - stretch.first() + 1;
        boolean dense =
            stretch.shared() >= threshold.shared()
                && 100L * stretch.places() >= (long) threshold.ofText() * width;
        if (dense || whole && stretch.shared() >= Threshold.LEAST_SHARED) {
          into.add(stretch);
        }
      }
    }

    private Stretch stretch(String label, int begin, int end) {
      return new Stretch(
          label, met.get(begin).at(), met.get(end - 1).at(), distinct(begin, end), end - begin);
    }

    private int distinct(int begin, int end) {
      return (int) met.subList(begin, end).stream().mapToLong(Met::hash).distinct().count();
    }
  }

  private static int prefix(long hash) {
    return (int) ((hash ^ Long.MIN_VALUE) >>> (Long.SIZE - PREFIX));
  }
}
