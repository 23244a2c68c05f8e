package org.lockkeeper.detect;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Checksums that issuers build into their secrets. Each check answers for any text at all; each
 * {@code with} makes a value that passes.
 */
public final class Checksums {

  static final int BASE62_DIGITS = 6;

  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int BECH32_SUM = 6;
  private static final int[] BECH32_GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };

  /** An extended key has 111 digits; a longer text would only cost time. */
  private static final int LONGEST_BASE58 = 128;

  private Checksums() {}

  /** The CRC-32 (ISO 3309) of a text, in six digits of base 62. */
  public static String crc32Base62(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    StringBuilder digits = new StringBuilder();
    long rest = crc.getValue();
    for (int at = 0; at < BASE62_DIGITS; at++) {
      digits.append(BASE62.charAt((int) (rest % BASE62.length())));
      rest /= BASE62.length();
    }
    return digits.reverse().toString();
  }

  /** A readable part in small letters and data digits (0 to 31) as Bech32. */
  public static String withBech32(String readable, int[] digits) {
    int state = readable(readable);
    StringBuilder value = new StringBuilder(readable).append('1');
    for (int digit : digits) {
      state = step(state, digit);
      value.append(BECH32.charAt(digit));
    }
    for (int at = 0; at < BECH32_SUM; at++) {
      state = step(state, 0);
    }
    for (int at = BECH32_SUM - 1; at >= 0; at--) {
      value.append(BECH32.charAt((state ^ 1) >>> 5 * at & 31));
    }
    return value.toString();
  }

  /** Bytes in base 32 with their CRC-16 behind them, low byte first. */
  public static String withBase32Crc16(byte[] content) {
    byte[] bytes = Arrays.copyOf(content, content.length + 2);
    int sum = crc16(content, content.length);
    bytes[content.length] = (byte) sum;
    bytes[content.length + 1] = (byte) (sum >> 8);
    StringBuilder value = new StringBuilder();
    int bits = 0;
    int held = 0;
    for (byte each : bytes) {
      bits = bits << 8 | each & 0xff;
      held += 8;
      while (held >= 5) {
        held -= 5;
        value.append(BASE32.charAt(bits >> held & 31));
      }
      bits &= (1 << held) - 1;
    }
    return (held == 0 ? value : value.append(BASE32.charAt(bits << 5 - held & 31))).toString();
  }

  /** Bytes, the first of them not 0, in base 58 with four bytes of a double SHA-256. */
  public static String withBase58Check(byte[] content) {
    byte[] bytes = Arrays.copyOf(content, content.length + 4);
    System.arraycopy(sha256(sha256(content)), 0, bytes, content.length, 4);
    BigInteger base = BigInteger.valueOf(BASE58.length());
    StringBuilder value = new StringBuilder();
    for (BigInteger rest = new BigInteger(1, bytes); rest.signum() > 0; rest = rest.divide(base)) {
      value.append(BASE58.charAt(rest.mod(base).intValue()));
    }
    return value.reverse().toString();
  }

  /** BIP 173: a readable part, {@code 1}, data with six chars of checksum; small letters. */
  static boolean bech32(String value) {
    int separator = value.lastIndexOf('1');
    if (separator < 1 || value.length() - separator <= BECH32_SUM) {
      return false;
    }
    int state = readable(value.substring(0, separator));
    for (int at = separator + 1; at < value.length(); at++) {
      int digit = BECH32.indexOf(value.charAt(at));
      if (digit < 0) {
        return false;
      }
      state = step(state, digit);
    }
    return state == 1;
  }

  private static int readable(String part) {
    int state = 1;
    for (int at = 0; at < part.length(); at++) {
      state = step(state, part.charAt(at) >> 5);
    }
    state = step(state, 0);
    for (int at = 0; at < part.length(); at++) {
      state = step(state, part.charAt(at) & 31);
    }
    return state;
  }

  private static int step(int state, int digit) {
    int next = (state & 0x1ffffff) << 5 ^ digit;
    for (int bit = 0; bit < BECH32_GENERATOR.length; bit++) {
      next ^= (state >>> 25 + bit & 1) == 0 ? 0 : BECH32_GENERATOR[bit];
    }
    return next;
  }

  static boolean base58Check(String value) {
    if (value.isEmpty() || value.length() > LONGEST_BASE58) {
      return false;
    }
    BigInteger number = BigInteger.ZERO;
    for (int at = 0; at < value.length(); at++) {
      int digit = BASE58.indexOf(value.charAt(at));
      if (digit < 0) {
        return false;
      }
      number = number.multiply(BigInteger.valueOf(BASE58.length())).add(BigInteger.valueOf(digit));
    }
    byte[] bytes = number.toByteArray();
    int start = bytes[0] == 0 ? 1 : 0;
    int end = bytes.length - 4;
    if (end <= start) {
      return false;
    }
    byte[] sum = sha256(sha256(Arrays.copyOfRange(bytes, start, end)));
    return Arrays.equals(sum, 0, 4, bytes, end, bytes.length);
  }

  static boolean base32Crc16(String value) {
    byte[] bytes = new byte[value.length() * 5 / 8];
    long bits = 0;
    int held = 0;
    int filled = 0;
    for (int at = 0; at < value.length(); at++) {
      int digit = BASE32.indexOf(value.charAt(at));
      if (digit < 0) {
        return false;
      }
      bits = bits << 5 | digit;
      held += 5;
      if (held >= 8) {
        held -= 8;
        bytes[filled++] = (byte) (bits >> held);
        bits &= (1L << held) - 1;
      }
    }
    if (filled < 3) {
      return false;
    }
    int sum = crc16(bytes, filled - 2);
    return (bytes[filled - 2] & 0xff) == (sum & 0xff) && (bytes[filled - 1] & 0xff) == sum >> 8;
  }

  /** CRC-16/XMODEM: polynomial 0x1021, start 0. */
  private static int crc16(byte[] bytes, int end) {
    int sum = 0;
    for (int at = 0; at < end; at++) {
      sum ^= (bytes[at] & 0xff) << 8;
      for (int bit = 0; bit < 8; bit++) {
        sum = (sum & 0x8000) == 0 ? sum << 1 : sum << 1 ^ 0x1021;
      }
      sum &= 0xffff;
    }
    return sum;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
