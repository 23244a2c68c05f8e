package org.lockkeeper.policy.load;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;
import org.lockkeeper.detect.Checksums;

/** Made-up secrets whose form takes more than a pattern to say: a checksum, an encoding. */
final class TestSecrets {

  private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String SMALL = "abcdefghijklmnopqrstuvwxyz";
  private static final String DIGITS = "0123456789";
  private static final String BASE62 = DIGITS + CAPITALS + SMALL;

  /** What can be made, for faults and documentation. */
  static final String KNOWN =
      "age-key, aws-access-key, aws-secret-key, azure-storage-key, base64, base64-json,"
          + " basic-auth, bitcoin-key, bitcoin-extended-key, discord-token, github-app-token,"
          + " github-oauth-token, github-refresh-token, github-token, github-user-token,"
          + " gitlab-token, google-api-key, json-web-token, matrix-token, nats-seed, nostr-key,"
          + " npm-token, pgp-key, private-key, slack-token, stellar-seed";

  private TestSecrets() {}

  static String make(String form) {
    Random random = new Random(form.hashCode());
    return switch (form) {
      case "age-key" ->
          Checksums.withBech32("age-secret-key-", digits(random)).toUpperCase(Locale.ROOT);
      case "aws-access-key" -> "AKIA" + pick(random, CAPITALS + "234567", 16);
      case "aws-secret-key" -> pick(random, BASE62 + "+/", 40);
      case "azure-storage-key" -> base64(random, 64);
      case "base64" -> base64(random, 48);
      case "base64-json" -> json("{\"id\":\"" + pick(random, BASE62, 24) + "\",\"v\":1}");
      case "basic-auth" -> json("app:" + pick(random, BASE62, 14));
      // The first bytes say what it is: a compressed private key of the main net, an extended one.
      case "bitcoin-key" -> Checksums.withBase58Check(bytes(random, 34, 0x80));
      case "bitcoin-extended-key" ->
          Checksums.withBase58Check(bytes(random, 78, 0x04, 0x88, 0xad, 0xe4));
      case "discord-token" ->
          json("1" + pick(random, DIGITS, 17))
              + "."
              + pick(random, BASE62, 6)
              + "."
              + pick(random, BASE62, 38);
      case "github-app-token" -> checked("ghs_", random);
      case "github-oauth-token" -> checked("gho_", random);
      case "github-refresh-token" -> checked("ghr_", random);
      case "github-token" -> checked("ghp_", random);
      case "github-user-token" -> checked("ghu_", random);
      case "gitlab-token" -> "glpat-" + pick(random, BASE62, 20);
      case "google-api-key" -> "AIza" + pick(random, BASE62, 35);
      case "json-web-token" ->
          json("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
              + "."
              + json("{\"sub\":\"" + pick(random, DIGITS, 10) + "\",\"iat\":1760000000}")
              + "."
              + pick(random, BASE62 + "-_", 43);
      case "matrix-token" -> {
        String base = "syt_" + json("tester") + "_" + pick(random, CAPITALS + SMALL, 20);
        yield base + "_" + Checksums.crc32Base62(base);
      }
      // The prefix of a seed, then of a user: S and U in base 32.
      case "nats-seed" -> Checksums.withBase32Crc16(bytes(random, 34, 0x95, 0x00));
      case "nostr-key" -> Checksums.withBech32("nsec", digits(random));
      case "npm-token" -> checked("npm_", random);
      case "pgp-key" -> block(random, "PGP PRIVATE KEY BLOCK");
      case "private-key" -> block(random, "RSA PRIVATE KEY");
      case "slack-token" -> "xoxb-" + pick(random, DIGITS, 12) + "-" + pick(random, BASE62, 24);
      case "stellar-seed" -> Checksums.withBase32Crc16(bytes(random, 33, 18 << 3));
      default ->
          throw new IllegalArgumentException("cannot make \"" + form + "\"; known are " + KNOWN);
    };
  }

  /** GitHub's and npm's form: thirty random chars and their CRC-32. */
  private static String checked(String prefix, Random random) {
    String body = pick(random, BASE62, 30);
    return prefix + body + Checksums.crc32Base62(body);
  }

  /** 32 bytes in digits of five bits. */
  private static int[] digits(Random random) {
    int[] digits = random.ints(52, 0, 32).toArray();
    digits[51] &= 0x10;
    return digits;
  }

  private static byte[] bytes(Random random, int length, int... first) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    for (int at = 0; at < first.length; at++) {
      bytes[at] = (byte) first[at];
    }
    return bytes;
  }

  private static String json(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String block(Random random, String label) {
    return "-----BEGIN " + label + "-----\n" + base64(random, 96) + "\n-----END " + label + "-----";
  }

  private static String base64(Random random, int bytes) {
    byte[] content = new byte[bytes];
    random.nextBytes(content);
    return Base64.getEncoder().encodeToString(content);
  }

  private static String pick(Random random, String letters, int count) {
    StringBuilder picked = new StringBuilder(count);
    for (int at = 0; at < count; at++) {
      picked.append(letters.charAt(random.nextInt(letters.length())));
    }
    return picked.toString();
  }
}
