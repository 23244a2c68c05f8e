package org.lockkeeper.proxy.flow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Short keyed names for values: HMAC-SHA-256 (RFC 2104) under a key that only this installation
 * has. The same value has the same name for as long as the key lives; without the key nobody can
 * try values out. Safe for many threads.
 */
public final class Tokens {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  /** RFC 4648 §6 base 32, whose letters and digits nobody confuses aloud. */
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** 40 bits: a token names a value among a person's, it does not prove it. */
  private static final int LENGTH = 8;

  /** RFC 2104 §5: half of the code is as hard to guess as it needs to be. */
  private static final int SEAL_BYTES = 16;

  private final SecretKeySpec key;

  private Tokens(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** Tokens under a key of at least 16 bytes. */
  public static Tokens of(byte[] key) {
    if (key.length < KEY_BYTES / 2) {
      throw new IllegalArgumentException("a key of " + key.length + " bytes is too short");
    }
    return new Tokens(key.clone());
  }

  /**
   * The key in a file, made at first use, readable by its owner alone.
   *
   * @throws IOException if the file can neither be read nor made
   */
  public static Tokens loadOrCreate(Path file, SecureRandom random) throws IOException {
    if (!Files.exists(file)) {
      byte[] fresh = new byte[KEY_BYTES];
      random.nextBytes(fresh);
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(file, fresh, StandardOpenOption.WRITE);
      Arrays.fill(fresh, (byte) 0);
    }
    byte[] key = Files.readAllBytes(file);
    if (key.length < KEY_BYTES) {
      throw new IOException(file + " is too short for a key; remove it to have a new one made");
    }
    return new Tokens(key);
  }

  /** The token of a value. */
  public String of(String value) {
    byte[] code = code(value);
    StringBuilder token = new StringBuilder(LENGTH);
    long bits = 0;
    for (int at = 0; at < 5; at++) {
      bits = bits << 8 | (code[at] & 0xFF);
    }
    for (int at = LENGTH - 1; at >= 0; at--) {
      token.append(LETTERS.charAt((int) (bits >>> (5 * at)) & 31));
    }
    return token.toString();
  }

  /**
   * A seal of a value, 128 bits in base64url, that nobody without the key can make.
   *
   * @param context what the seal is for, with a space in it: no token's value begins so
   */
  String seal(String context, String value) {
    byte[] code = Arrays.copyOf(code(context + "\n" + value), SEAL_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
  }

  private byte[] code(String value) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new AssertionError("every Java platform has " + ALGORITHM, impossible);
    }
  }
}
