package org.lockkeeper.detect.near;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.lockkeeper.match.NormalText;
import org.lockkeeper.match.RadixSort;
import org.lockkeeper.message.Digest;

/** Documents to be found, as they are added to a {@code .fpr} file. Not for several threads. */
public final class FingerprintRegister {

  /** A label or a name; longer ones are cut nowhere, they are refused. */
  private static final int LONGEST_NAME = 200;

  private final byte[] salt;
  private final Winnowing winnowing;
  private final List<Registered> documents = new ArrayList<>();
  private final List<long[]> fingerprints = new ArrayList<>();

  private FingerprintRegister(byte[] salt) {
    this.salt = salt.clone();
    this.winnowing = new Winnowing(salt);
  }

  /**
   * An empty register.
   *
   * @param salt 16 random bytes, new for each register
   */
  public static FingerprintRegister empty(byte[] salt) {
    if (salt.length != FingerprintFormatV1.SALT) {
      throw new IllegalArgumentException("a salt has 16 bytes");
    }
    return new FingerprintRegister(salt);
  }

  /**
   * What a file holds.
   *
   * @throws IllegalArgumentException if it is no file of fingerprints, or damaged
   */
  public static FingerprintRegister read(byte[] file) {
    FingerprintFormatV1 format = FingerprintFormatV1.read(file);
    FingerprintRegister register = new FingerprintRegister(format.salt());
    register.documents.addAll(format.documents());
    int[] counts = new int[format.documents().size()];
    for (int owner : format.owners()) {
      counts[owner]++;
    }
    for (int count : counts) {
      register.fingerprints.add(new long[count]);
    }
    int[] filled = new int[counts.length];
    for (int at = 0; at < format.hashes().length; at++) {
      int owner = format.owners()[at];
      register.fingerprints.get(owner)[filled[owner]++] = format.hashes()[at];
    }
    return register;
  }

  /**
   * Adds a document, or puts it in the place of the same file.
   *
   * @param digest of the file's bytes
   * @param text its text
   * @return how many fingerprints it has
   * @throws IllegalArgumentException if the text is too short to be found again
   */
  public int add(String label, String name, Digest digest, String text, Threshold threshold) {
    if (label.isBlank() || label.length() > LONGEST_NAME || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "a label and a name have 1 to " + LONGEST_NAME + " characters");
    }
    long[] hashes = distinct(winnowing.of(NormalText.of(text)));
    if (hashes.length < threshold.shared()) {
      throw new IllegalArgumentException(
          "the text is too short to be found again: it has "
              + hashes.length
              + " fingerprints of the "
              + threshold.shared()
              + " that must be shared");
    }
    int old =
        IntStream.range(0, documents.size())
            .filter(at -> documents.get(at).digest().equals(digest))
            .findFirst()
            .orElse(-1);
    if (old >= 0) {
      documents.remove(old);
      fingerprints.remove(old);
    }
    documents.add(new Registered(label, name, digest, hashes.length, threshold));
    fingerprints.add(hashes);
    return hashes.length;
  }

  /** How many documents there are. */
  public int size() {
    return documents.size();
  }

  /** The bytes of a {@code .fpr} file. */
  public byte[] write() {
    int entries = fingerprints.stream().mapToInt(each -> each.length).sum();
    long[] hashes = new long[entries];
    int[] owners = new int[entries];
    int at = 0;
    for (int document = 0; document < fingerprints.size(); document++) {
      long[] own = fingerprints.get(document);
      System.arraycopy(own, 0, hashes, at, own.length);
      Arrays.fill(owners, at, at + own.length, document);
      at += own.length;
    }
    RadixSort.sort(hashes, owners);
    return new FingerprintFormatV1(salt, List.copyOf(documents), hashes, owners).write();
  }

  private static long[] distinct(Winnowing.Fingerprints chosen) {
    return IntStream.range(0, chosen.count()).mapToLong(chosen::hash).sorted().distinct().toArray();
  }
}
