package org.lockkeeper.detect;

import java.util.Arrays;
import java.util.Optional;
import org.lockkeeper.detect.Recognizer.Check;

/**
 * What a regular expression cannot say of the value it matched: that it is random enough, that it
 * is no placeholder, that its check digits are right. Linear in the value.
 *
 * @param entropy the least Shannon entropy of its chars, in bits per char; 0 for none
 * @param real whether placeholders are left alone
 * @param validator the arithmetic it must pass
 */
public record Worth(double entropy, boolean real, Optional<Validator> validator) {

  /** Asks for nothing. */
  public static final Worth ANY = new Worth(0, false, Optional.empty());

  /** Whether it asks for nothing. */
  boolean any() {
    return equals(ANY);
  }

  /** What a value is; empty if it is not worth a thought. */
  Optional<Check> check(String value) {
    if (entropy > 0 && entropy(value) < entropy || real && Placeholders.holds(value)) {
      return Optional.empty();
    }
    boolean right = validator.isEmpty() || validator.get().holds(value);
    return Optional.of(right ? Check.PASSED : Check.FAILED);
  }

  /** Shannon entropy of a value's chars in bits per char (Bell System Technical Journal, 1948). */
  static double entropy(String value) {
    char[] sorted = value.toCharArray();
    Arrays.sort(sorted);
    double entropy = 0;
    for (int at = 0; at < sorted.length; ) {
      int end = at;
      while (end < sorted.length && sorted[end] == sorted[at]) {
        end++;
      }
      double share = (double) (end - at) / sorted.length;
      entropy -= share * Math.log(share) / Math.log(2);
      at = end;
    }
    return entropy;
  }
}
