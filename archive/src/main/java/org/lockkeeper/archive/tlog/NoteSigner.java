package org.lockkeeper.archive.tlog;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;

/**
 * A key that signs notes. The private half may live in a token: it is only ever handed to the
 * platform's {@link Signature}. Safe for concurrent use.
 */
public final class NoteSigner {

  private final VerifierKey verifier;
  private final PrivateKey key;

  /**
   * @param keys of the type's algorithm
   * @throws IllegalArgumentException if the name or the public key does not suit
   */
  public NoteSigner(String name, SignatureType type, KeyPair keys) {
    verifier = VerifierKey.of(name, type, keys.getPublic());
    key = keys.getPrivate();
  }

  /** A signer of a key whose public half is known. */
  public NoteSigner(VerifierKey verifier, PrivateKey key) {
    this.verifier = verifier;
    this.key = key;
  }

  /** The public half. */
  public VerifierKey verifier() {
    return verifier;
  }

  /**
   * Signs a checkpoint.
   *
   * @param now stated in the signature, to the second, where the type has a time
   * @throws IllegalStateException if the key does not sign: the platform's or the token's failure
   */
  public NoteSignature sign(TreeHead head, Instant now) {
    SignatureType type = verifier.type();
    long seconds = now.getEpochSecond();
    try {
      Signature signing = Signature.getInstance(type.algorithm());
      signing.initSign(key);
      signing.update(type.message(verifier.name(), head.text(), seconds));
      byte[] signature = signing.sign();
      ByteBuffer line = ByteBuffer.allocate(type.length());
      if (type.timestamped()) {
        line.putLong(seconds);
      }
      return new NoteSignature(verifier.name(), verifier.id(), line.put(signature).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key " + verifier.name() + " does not sign", e);
    } catch (ProofFault e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
