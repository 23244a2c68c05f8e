package org.lockkeeper.archive.crypt;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104, FIPS 180-4). For one thread. */
final class Hmac {

  private final Mac mac;

  Hmac() {
    try {
      mac = Mac.getInstance(NAME);
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every Java platform has " + NAME, impossible);
    }
  }

  byte[] of(byte[] key, byte[] message) {
    try {
      mac.init(new SecretKeySpec(key, NAME));
    } catch (InvalidKeyException impossible) {
      throw new AssertionError("any bytes are a key", impossible);
    }
    return mac.doFinal(message);
  }

  private static final String NAME = "HmacSHA256";
}
