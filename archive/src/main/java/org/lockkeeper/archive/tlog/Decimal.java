package org.lockkeeper.archive.tlog;

/** Counts as the C2SP formats write them: ASCII digits without leading zeros. */
final class Decimal {

  private Decimal() {}

  /**
   * @throws ProofFault MALFORMED if it is anything else, or above 2^63 - 1
   */
  static long parse(String text, String what) throws ProofFault {
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || text.length() > 1 && text.charAt(0) == '0') {
      throw ProofFault.malformed(what + " is not a plain decimal number");
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException tooLarge) {
      throw ProofFault.malformed(what + " is above 2^63 - 1");
    }
  }
}
