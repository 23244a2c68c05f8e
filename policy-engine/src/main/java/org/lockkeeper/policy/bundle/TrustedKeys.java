package org.lockkeeper.policy.bundle;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lockkeeper.message.Digest;

/**
 * The public keys whose bundles are believed. Several, so that a new key can be trusted before the
 * old one is put away.
 */
public final class TrustedKeys {

  private final Map<Digest, PublicKey> keys;

  private TrustedKeys(Map<Digest, PublicKey> keys) {
    this.keys = keys;
  }

  /**
   * The keys of a text, one after the other (RFC 7468).
   *
   * @throws IllegalArgumentException if there is none, or one that is no Ed25519 public key
   */
  public static TrustedKeys parse(String text) {
    Map<Digest, PublicKey> keys = new LinkedHashMap<>();
    for (byte[] der : KeyText.read("PUBLIC KEY", text)) {
      try {
        PublicKey key =
            KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
        keys.put(Digest.of(key.getEncoded()), key);
      } catch (GeneralSecurityException _) {
        throw new IllegalArgumentException("a public key in it is no Ed25519 key");
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no public key is in it; 'rules keygen' makes one");
    }
    return new TrustedKeys(keys);
  }

  /** Whether one of these keys has signed some bytes (RFC 8032, Ed25519). */
  public boolean signed(byte[] message, byte[] signature) {
    return keys.values().stream().anyMatch(key -> signed(key, message, signature));
  }

  private static boolean signed(PublicKey key, byte[] message, byte[] signature) {
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException _) {
      // A signature of another length, or whose numbers are out of range (RFC 8032 §5.1.7).
      return false;
    }
  }

  Optional<PublicKey> key(Digest id) {
    return Optional.ofNullable(keys.get(id));
  }
}
