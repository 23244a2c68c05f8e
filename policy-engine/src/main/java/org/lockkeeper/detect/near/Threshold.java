package org.lockkeeper.detect.near;

/**
 * How much two texts must have in common: so many fingerprints, and with them either a share of a
 * stretch of the text that is judged, or a share of the registered document.
 *
 * @param shared how many different fingerprints; one stands for about 8 letters
 * @param ofText in hundredths, of the fingerprints between the first and the last of a stretch
 * @param ofDocument in hundredths
 */
public record Threshold(int shared, int ofText, int ofDocument) {

  /** A pasted sentence of a hundred letters or more, even with every tenth word changed. */
  public static final Threshold DEFAULT = new Threshold(8, 30, 20);

  /** With fewer, phrases that everybody uses would be found. */
  public static final int LEAST_SHARED = 3;

  public Threshold {
    if (shared < LEAST_SHARED || ofText < 1 || ofText > 100 || ofDocument < 1 || ofDocument > 100) {
      throw new IllegalArgumentException(
          "a threshold is at least "
              + LEAST_SHARED
              + " fingerprints and two shares of 1 to 100 percent");
    }
  }
}
