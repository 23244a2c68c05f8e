package org.lockkeeper.policy.load;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes examples of one kind of secret from a line of {@code secret-forms.txt}. Shares no code with
 * what finds them: the checksums here are written anew.
 */
record SecretForm(String detector, String name, List<String> pieces) {

  private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final Map<String, String> ALPHABETS =
      Map.ofEntries(
          Map.entry("hex", "0-9a-f"),
          Map.entry("HEX", "0-9A-F"),
          Map.entry("digits", "0-9"),
          Map.entry("lower", "a-z"),
          Map.entry("letters", "A-Za-z"),
          Map.entry("small", "a-z0-9"),
          Map.entry("capitals", "A-Z0-9"),
          Map.entry("base32", "A-Z2-7"),
          Map.entry("base32small", "a-z2-7"),
          Map.entry("base58", "1-9A-HJ-NP-Za-km-z"),
          Map.entry("base62", "0-9A-Za-z"),
          Map.entry("base64", "A-Za-z0-9+/"),
          Map.entry("base64url", "A-Za-z0-9_-"));

  static SecretForm read(String line) {
    String[] cells = line.split(" \\|", 3);
    List<String> pieces = new ArrayList<>();
    String form = cells[2].strip();
    for (int at = 0; at < form.length(); ) {
      char first = form.charAt(at);
      boolean quoted = first == '\'' || first == '"';
      int end = form.indexOf(quoted ? first : ' ', at + 1);
      end = end < 0 ? form.length() : end;
      pieces.add(form.substring(at, end));
      at = quoted ? end + 1 : end;
      while (at < form.length() && form.charAt(at) == ' ') {
        at++;
      }
    }
    return new SecretForm(cells[0].strip(), cells[1].strip(), pieces);
  }

  String make(Random random) {
    StringBuilder made = new StringBuilder();
    for (String piece : pieces) {
      char first = piece.charAt(0);
      if (first == '\'' || first == '"') {
        made.append(piece, 1, piece.length());
      } else if (piece.equals("crc-of-rest")) {
        // The prefix has four chars, as all that end so; a line before it may have more.
        int prefix = made.lastIndexOf("_") + 1;
        made.append(crc32(made.substring(prefix)));
      } else if (piece.equals("crc-of-all")) {
        made.append(crc32(made.substring(0, made.length() - 1)));
      } else if (piece.equals("uuid")) {
        made.append(uuid(random));
      } else if (piece.startsWith("bech32:")) {
        String secret = bech32(piece.substring(7), random);
        made.append(piece.contains("age") ? secret.toUpperCase(java.util.Locale.ROOT) : secret);
      } else {
        made.append(counted(piece, random));
      }
    }
    return made.toString();
  }

  private static String counted(String piece, Random random) {
    int star = piece.lastIndexOf('*');
    String kind = piece.substring(0, star);
    String[] bounds = piece.substring(star + 1).split("-", 2);
    int least = Integer.parseInt(bounds[0]);
    int length = least + random.nextInt(Integer.parseInt(bounds[bounds.length - 1]) - least + 1);
    if (kind.startsWith("base58check:")) {
      return base58Check(bytes(kind.substring(12), length, random));
    }
    if (kind.startsWith("crc16:")) {
      return crc16(bytes(kind.substring(6), length, random));
    }
    return switch (kind) {
      case "base64-of-digits" -> base64("1" + drawn("0-9", length - 1, random));
      case "base64-of-lower" -> base64(drawn("a-z", length, random));
      case "base64-of-pair" -> base64("ann:" + drawn("A-Za-z0-9", length, random));
      case "json-web-token" ->
          base64("{\"alg\":\"RS256\",\"kid\":\"" + drawn("0-9a-f", 8, random) + "\"}")
              + "."
              + base64("{\"sub\":\"" + drawn("0-9a-f", length, random) + "\"}")
              + "."
              + drawn("A-Za-z0-9_-", 342, random);
      default ->
          drawn(
              kind.startsWith("of:") ? kind.substring(3) : ALPHABETS.getOrDefault(kind, "?"),
              length,
              random);
    };
  }

  private static String drawn(String alphabet, int length, Random random) {
    StringBuilder letters = new StringBuilder();
    for (int at = 0; at < alphabet.length(); at++) {
      boolean range = at + 2 < alphabet.length() && alphabet.charAt(at + 1) == '-';
      char last = range ? alphabet.charAt(at + 2) : alphabet.charAt(at);
      for (char letter = alphabet.charAt(at); letter <= last; letter++) {
        letters.append(letter);
      }
      at += range ? 2 : 0;
    }
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  private static String uuid(Random random) {
    String hex = drawn("0-9a-f", 32, random);
    return String.join(
        "-",
        hex.substring(0, 8),
        hex.substring(8, 12),
        "4" + hex.substring(13, 16),
        "a" + hex.substring(17, 20),
        hex.substring(20));
  }

  private static byte[] bytes(String first, int length, Random random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    byte[] start = HexFormat.of().parseHex(first);
    System.arraycopy(start, 0, bytes, 0, start.length);
    return bytes;
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** The reflected polynomial of ISO 3309, bit by bit. */
  static String crc32(String text) {
    int crc = -1;
    for (char unit : text.toCharArray()) {
      crc ^= unit;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0xEDB88320;
      }
    }
    String digits = "";
    for (long rest = ~crc & 0xffffffffL; digits.length() < 6; rest /= 62) {
      int digit = (int) (rest % 62);
      char letter =
          (char) (digit < 10 ? '0' + digit : digit < 36 ? 'A' + digit - 10 : 'a' + digit - 36);
      digits = letter + digits;
    }
    return digits;
  }

  /** BIP 173 with its own generator polynomial over GF(32), worked digit by digit. */
  private static String bech32(String readable, Random random) {
    List<Integer> digits = new ArrayList<>();
    readable.chars().forEach(unit -> digits.add(unit >> 5));
    digits.add(0);
    readable.chars().forEach(unit -> digits.add(unit & 31));
    StringBuilder text = new StringBuilder(readable + "1");
    for (int at = 0; at < 52; at++) {
      int digit = at == 51 ? random.nextInt(2) << 4 : random.nextInt(32);
      digits.add(digit);
      text.append(BECH32.charAt(digit));
    }
    digits.addAll(List.of(0, 0, 0, 0, 0, 0));
    long sum = 1;
    for (int digit : digits) {
      long top = sum >> 25;
      sum = (sum & 0x1ffffff) << 5 ^ digit;
      sum ^= (top & 1) * 0x3b6a57b2L;
      sum ^= (top >> 1 & 1) * 0x26508e6dL;
      sum ^= (top >> 2 & 1) * 0x1ea119faL;
      sum ^= (top >> 3 & 1) * 0x3d4233ddL;
      sum ^= (top >> 4 & 1) * 0x2a1462b3L;
    }
    for (int at = 5; at >= 0; at--) {
      text.append(BECH32.charAt((int) ((sum ^ 1) >> 5 * at & 31)));
    }
    return text.toString();
  }

  private static String base58Check(byte[] content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] sum = digest.digest(digest.digest(content));
      byte[] all = Arrays.copyOf(content, content.length + 4);
      System.arraycopy(sum, 0, all, content.length, 4);
      String digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
      String text = "";
      BigInteger rest = new BigInteger(1, all);
      while (rest.signum() != 0) {
        BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(58));
        text = digits.charAt(parts[1].intValue()) + text;
        rest = parts[0];
      }
      return text;
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** CRC-16/XMODEM by polynomial division over all bits, then base 32 by way of a binary text. */
  private static String crc16(byte[] content) {
    StringBuilder bits = new StringBuilder();
    for (byte each : content) {
      bits.append(Integer.toBinaryString((each & 0xff) | 0x100), 1, 9);
    }
    int register = 0;
    for (char bit : (bits + "0".repeat(16)).toCharArray()) {
      boolean carry = (register & 0x8000) != 0;
      register = (register << 1 | bit - '0') & 0xffff;
      register ^= carry ? 0x1021 : 0;
    }
    for (int each : new int[] {register & 0xff, register >> 8}) {
      bits.append(Integer.toBinaryString(each | 0x100), 1, 9);
    }
    while (bits.length() % 5 != 0) {
      bits.append('0');
    }
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < bits.length(); at += 5) {
      int digit = Integer.parseInt(bits.substring(at, at + 5), 2);
      text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(digit));
    }
    return text.toString();
  }
}
