package org.lockkeeper.policy.bundle;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.lockkeeper.message.Digest;

/** An Ed25519 key (RFC 8032) that signs bundles, with its public half. */
public final class SigningKey {

  private static final String SECRET = "PRIVATE KEY";
  private static final String OPEN = "PUBLIC KEY";
  private static final int BRIEF = 16;

  private final PrivateKey secret;
  private final PublicKey open;

  private SigningKey(PrivateKey secret, PublicKey open) {
    this.secret = secret;
    this.open = open;
  }

  /** A fresh key, from the system's own source of randomness. */
  public static SigningKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new SigningKey(pair.getPrivate(), pair.getPublic());
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every Java platform has Ed25519", impossible);
    }
  }

  /**
   * A key from its text: both halves, as {@link #text} writes them.
   *
   * @throws IllegalArgumentException if it is none; the message does not repeat it
   */
  public static SigningKey parse(String text) {
    List<byte[]> secrets = KeyText.read(SECRET, text);
    List<byte[]> opens = KeyText.read(OPEN, text);
    if (secrets.size() != 1 || opens.size() != 1) {
      throw new IllegalArgumentException(
          "a signing key's file holds one private and one public key; make one with 'rules keygen'");
    }
    try {
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      PrivateKey secret = factory.generatePrivate(new PKCS8EncodedKeySpec(secrets.getFirst()));
      PublicKey open = factory.generatePublic(new X509EncodedKeySpec(opens.getFirst()));
      SigningKey key = new SigningKey(secret, open);
      key.checkHalves();
      return key;
    } catch (GeneralSecurityException _) {
      throw new IllegalArgumentException("it is no Ed25519 key");
    }
  }

  /** Both halves as text (RFC 7468: PKCS #8 and SubjectPublicKeyInfo). To be kept secret. */
  public String text() {
    return KeyText.write(SECRET, secret.getEncoded()) + publicText();
  }

  /** The public half as text, for gateways to trust. */
  public String publicText() {
    return KeyText.write(OPEN, open.getEncoded());
  }

  /** The key's name in what it signs: SHA-256 of the public half. */
  public Digest id() {
    return Digest.of(open.getEncoded());
  }

  /** A key's name for people. */
  public static String brief(Digest id) {
    return id.toString().substring(0, BRIEF);
  }

  byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(secret);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("a key that was read can sign", impossible);
    }
  }

  /** Two halves that do not belong together would sign what nobody can verify. */
  private void checkHalves() throws GeneralSecurityException {
    byte[] probe = {1};
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(open);
    check.update(probe);
    if (!check.verify(sign(probe))) {
      throw new IllegalArgumentException("its private and public key do not belong together");
    }
  }
}
