package org.lockkeeper.detect.near;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.lockkeeper.match.NormalText;
import org.lockkeeper.message.Digest;

/**
 * Chooses fingerprints of a text by winnowing (Schleimer, Wilkerson, Aiken 2003): of the hashes of
 * all runs of {@value #GRAM} letters and digits, the least of every {@value #WINDOW} neighbours.
 * Capitals, blanks and punctuation do not count. Two texts that share {@code GRAM + WINDOW - 1}
 * letters in a row share a fingerprint; a text has about one for 8 of its letters.
 *
 * <p>The hash is a cyclic polynomial (Cohen 1997) over a table that the salt makes. Linear in the
 * text.
 */
final class Winnowing {

  /** About five words: fewer are found in any two texts of one subject. */
  static final int GRAM = 25;

  static final int WINDOW = 16;

  private final long seed;
  private final long whitening;

  Winnowing(byte[] salt) {
    ByteBuffer made = ByteBuffer.wrap(Digest.of(salt).bytes());
    this.seed = made.getLong();
    this.whitening = made.getLong();
  }

  /** The fingerprints of a text, in order of place, each place once. */
  Fingerprints of(NormalText text) {
    String folded = text.folded();
    Fingerprints chosen = new Fingerprints();
    Grams grams = new Grams();
    for (int at = 0; at < folded.length(); ) {
      int codePoint = folded.codePointAt(at);
      int next = at + Character.charCount(codePoint);
      if (Character.isLetterOrDigit(codePoint)) {
        // Texts in ASCII keep their capitals in the folded form.
        grams.add(Character.toLowerCase(codePoint), at, next, chosen);
      }
      at = next;
    }
    grams.end(chosen);
    return chosen;
  }

  /** Chosen fingerprints, as parallel arrays. */
  static final class Fingerprints {
    private long[] hashes = new long[32];
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private int count;

    int count() {
      return count;
    }

    long hash(int at) {
      return hashes[at];
    }

    /** Where the run of letters begins in the normal text. */
    int start(int at) {
      return starts[at];
    }

    /** Where it ends, exclusive. */
    int end(int at) {
      return ends[at];
    }

    private void add(long hash, int start, int end) {
      if (count == hashes.length) {
        hashes = Arrays.copyOf(hashes, count * 2);
        starts = Arrays.copyOf(starts, count * 2);
        ends = Arrays.copyOf(ends, count * 2);
      }
      hashes[count] = hash;
      starts[count] = start;
      ends[count] = end;
      count++;
    }
  }

  /** The letters and hashes that are still in reach. */
  private final class Grams {
    private final long[] letters = new long[GRAM];
    private final int[] places = new int[GRAM];
    private final long[] hashes = new long[WINDOW];
    private final int[] starts = new int[WINDOW];
    private final int[] ends = new int[WINDOW];
    private long rolling;
    private int read;
    private int least = -1;
    private int chosen = -1;

    void add(int letter, int start, int end, Fingerprints into) {
      int slot = read % GRAM;
      long hash = mixed(letter ^ seed);
      rolling = Long.rotateLeft(rolling, 1) ^ hash;
      if (read >= GRAM) {
        rolling ^= Long.rotateLeft(letters[slot], GRAM);
      }
      letters[slot] = hash;
      places[slot] = start;
      read++;
      if (read >= GRAM) {
        gram(read - GRAM, places[read % GRAM], end, into);
      }
    }

    private void gram(int number, int start, int end, Fingerprints into) {
      int slot = number % WINDOW;
      hashes[slot] = mixed(rolling);
      starts[slot] = start;
      ends[slot] = end;
      if (least < 0 || number - least >= WINDOW) {
        least = leastOf(Math.max(0, number - WINDOW + 1), number);
      } else if (hashes[slot] <= hashes[least % WINDOW]) {
        least = number;
      }
      if (number >= WINDOW - 1) {
        choose(into);
      }
    }

    /** A text of fewer grams than a window still has its least. */
    void end(Fingerprints into) {
      if (least >= 0) {
        choose(into);
      }
    }

    private void choose(Fingerprints into) {
      if (least != chosen) {
        chosen = least;
        int slot = least % WINDOW;
        // The least of many lie close together; mixed again they are spread for looking up.
        into.add(mixed(hashes[slot] ^ whitening), starts[slot], ends[slot]);
      }
    }

    /** Of equal ones the last, as the paper has it: it stays in reach longest. */
    private int leastOf(int first, int last) {
      int found = first;
      for (int number = first + 1; number <= last; number++) {
        if (hashes[number % WINDOW] <= hashes[found % WINDOW]) {
          found = number;
        }
      }
      return found;
    }
  }

  /** The finaliser of SplitMix64 (Steele et al., 2014). */
  private static long mixed(long value) {
    long mixed = value;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
