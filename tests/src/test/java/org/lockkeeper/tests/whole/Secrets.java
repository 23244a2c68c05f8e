package org.lockkeeper.tests.whole;

import java.util.Random;
import java.util.stream.Collectors;

/** Made-up secrets, put together at test time so that none stands in the repository. */
final class Secrets {

  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Secrets() {}

  /** What an access key id of AWS looks like. */
  static String awsAccessKey() {
    return "AKIA"
        + new Random(7)
            .ints(16, 0, LETTERS.length())
            .mapToObj(i -> LETTERS.substring(i, i + 1))
            .collect(Collectors.joining());
  }
}
