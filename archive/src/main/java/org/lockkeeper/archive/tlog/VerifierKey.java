package org.lockkeeper.archive.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.lockkeeper.message.Digest;

/**
 * The public half of a key that signs notes, with its name: all that an outsider needs to check a
 * log. Its text form is C2SP's vkey, {@code name+id+base64}. Compared by that text.
 */
public final class VerifierKey {

  private final String name;
  private final SignatureType type;
  private final byte[] bare;
  private final int id;
  private final PublicKey key;

  private VerifierKey(String name, SignatureType type, byte[] bare, PublicKey key) {
    this.name = name;
    this.type = type;
    this.bare = bare;
    this.key = key;
    id = id(name, type, bare);
  }

  /**
   * @throws IllegalArgumentException if the name is empty or has a space or plus, or the key is not
   *     for the type
   */
  public static VerifierKey of(String name, SignatureType type, PublicKey key) {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "the name of a key must not be empty nor have spaces or plus signs: \"" + name + "\"");
    }
    return new VerifierKey(name, type, type.bare(key), key);
  }

  /**
   * Reads a vkey; white space around it is let pass.
   *
   * @throws ProofFault MALFORMED if it is none, of a type not supported, or its parts do not fit
   */
  public static VerifierKey parse(String text) throws ProofFault {
    String[] parts = text.strip().split("\\+", 3);
    if (parts.length != 3 || !isName(parts[0])) {
      throw ProofFault.malformed("a verifier key has the form name+id+base64");
    }
    byte[] material = Base64Text.parse(parts[2], "the verifier key");
    Optional<SignatureType> type =
        material.length == 0 ? Optional.empty() : SignatureType.of(material[0]);
    if (type.isEmpty() || material.length != 1 + type.get().keyBytes()) {
      throw ProofFault.malformed("the verifier key is of no supported type");
    }
    byte[] bare = Arrays.copyOfRange(material, 1, material.length);
    VerifierKey key = new VerifierKey(parts[0], type.get(), bare, decode(type.get(), bare));
    if (!key.hexId().equals(parts[1])) {
      throw ProofFault.malformed("the verifier key's id does not fit its name and key");
    }
    return key;
  }

  private static PublicKey decode(SignatureType type, byte[] bare) throws ProofFault {
    try {
      return type.key(bare);
    } catch (GeneralSecurityException e) {
      throw ProofFault.malformed("the verifier key is no public key of " + type.algorithm());
    }
  }

  /** Not empty, no Unicode space, no plus (C2SP signed-note). */
  static boolean isName(String name) {
    return !name.isEmpty()
        && name.codePoints().noneMatch(c -> c == '+' || Whitespace.is(c) || c < ' ');
  }

  private static int id(String name, SignatureType type, byte[] bare) {
    byte[] named = (name + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] hashed =
        ByteBuffer.allocate(named.length + 1 + bare.length)
            .put(named)
            .put(type.identifier())
            .put(bare)
            .array();
    return ByteBuffer.wrap(Digest.of(hashed).bytes()).getInt();
  }

  /** The key's name, by convention a URL without its scheme. */
  public String name() {
    return name;
  }

  public SignatureType type() {
    return type;
  }

  /** The first four bytes of a hash over name, type and key. An identifier, not a proof. */
  int id() {
    return id;
  }

  private String hexId() {
    return HexFormat.of().toHexDigits(id);
  }

  /**
   * Whether a signature of this name and id holds over a note's text.
   *
   * @throws ProofFault MALFORMED if the type signs checkpoints and the text is none
   */
  boolean holds(String text, byte[] signature) throws ProofFault {
    if (signature.length != type.length()) {
      return false;
    }
    ByteBuffer in = ByteBuffer.wrap(signature);
    long seconds = type.timestamped() ? in.getLong() : 0;
    byte[] rest = new byte[in.remaining()];
    in.get(rest);
    if (seconds < 0) {
      return false;
    }
    try {
      Signature check = Signature.getInstance(type.algorithm());
      check.initVerify(key);
      check.update(type.message(name, text, seconds));
      return check.verify(rest);
    } catch (GeneralSecurityException notEvenASignature) {
      return false;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey key && toString().equals(key.toString());
  }

  @Override
  public int hashCode() {
    return id;
  }

  /** The vkey. */
  @Override
  public String toString() {
    byte[] material = ByteBuffer.allocate(1 + bare.length).put(type.identifier()).put(bare).array();
    return name + "+" + hexId() + "+" + Base64Text.of(material);
  }
}
