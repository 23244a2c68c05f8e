package org.lockkeeper.archive.tlog;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;

/** Keys made for one test. */
public final class TestKeys {

  private TestKeys() {}

  public static NoteSigner signer(String name, SignatureType type) {
    try {
      KeyPair keys = KeyPairGenerator.getInstance(type.algorithm()).generateKeyPair();
      return new NoteSigner(name, type, keys);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
