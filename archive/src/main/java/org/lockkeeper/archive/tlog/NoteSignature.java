package org.lockkeeper.archive.tlog;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** One signature line of a note; by a key that may be known or not. */
public final class NoteSignature {

  private final String name;
  private final int id;
  private final byte[] signature;

  NoteSignature(String name, int id, byte[] signature) {
    this.name = name;
    this.id = id;
    this.signature = signature.clone();
  }

  /**
   * @throws ProofFault MALFORMED if the line is no signature line
   */
  static NoteSignature parse(String line) throws ProofFault {
    String[] parts = line.split(" ", -1);
    if (parts.length != 3 || !parts[0].equals(DASH) || !VerifierKey.isName(parts[1])) {
      throw ProofFault.malformed("a note ends with lines other than signatures");
    }
    byte[] bytes = Base64Text.parse(parts[2], "a signature");
    if (bytes.length <= Integer.BYTES) {
      throw ProofFault.malformed("a signature is too short");
    }
    int id = ByteBuffer.wrap(bytes).getInt();
    return new NoteSignature(parts[1], id, Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length));
  }

  /** The name of the key that signed, as the line says. */
  public String name() {
    return name;
  }

  /** Whether the line says that this key signed. */
  boolean isBy(VerifierKey key) {
    return name.equals(key.name()) && id == key.id();
  }

  /** Whether it is this key's signature over the text. */
  boolean holds(VerifierKey key, String text) throws ProofFault {
    return key.holds(text, signature);
  }

  /** When the key says that it signed; empty for types without a time. */
  Optional<Instant> time(VerifierKey key) {
    return key.type().timestamped() && signature.length >= Long.BYTES
        ? Optional.of(Instant.ofEpochSecond(ByteBuffer.wrap(signature).getLong()))
        : Optional.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteSignature line && toString().equals(line.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** The line, without its end. */
  @Override
  public String toString() {
    byte[] bytes =
        ByteBuffer.allocate(Integer.BYTES + signature.length).putInt(id).put(signature).array();
    return DASH + " " + name + " " + Base64Text.of(bytes);
  }

  private static final String DASH = "\u2014";
}
