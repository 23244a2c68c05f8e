package org.lockkeeper.policy.bundle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;
import org.lockkeeper.message.Digest;
import org.lockkeeper.policy.bundle.BundleException.Kind;

/**
 * A bundle somebody trusted has signed: there is no other way to make one than to sign or to
 * verify. Its file ({@code .lkp}):
 *
 * <pre>
 * magic      8 bytes: LKPOLIC1
 * length     4 bytes, big-endian: of the content
 * content    see {@link BundleFormatV1}
 * algorithm  1 byte: 0 not signed, 1 Ed25519 (RFC 8032)
 * key        32 bytes: SHA-256 of the signer's public key (X.509 SubjectPublicKeyInfo, DER)
 * signature  64 bytes, over "lockkeeper bundle 1\n" and the SHA-256 of the content
 * </pre>
 */
public final class SignedBundle {

  private static final byte[] MAGIC = "LKPOLIC1".getBytes(StandardCharsets.US_ASCII);

  /** So that a signature made here can mean nothing anywhere else. */
  private static final byte[] CONTEXT = "lockkeeper bundle 1\n".getBytes(StandardCharsets.US_ASCII);

  private static final int UNSIGNED = 0;
  private static final int ED25519 = 1;
  private static final int SIGNATURE_BYTES = 64;

  private final Bundle bundle;
  private final Digest digest;
  private final Digest signer;
  private final byte[] bytes;

  private SignedBundle(Bundle bundle, Digest digest, Digest signer, byte[] bytes) {
    this.bundle = bundle;
    this.digest = digest;
    this.signer = signer;
    this.bytes = bytes;
  }

  /** Signs a bundle. The same bundle and key give the same bytes. */
  public static SignedBundle sign(Bundle bundle, SigningKey key) {
    byte[] content = BundleFormatV1.write(bundle);
    Digest digest = Digest.of(content);
    byte[] signature = key.sign(message(digest));
    ByteBuffer out =
        ByteBuffer.allocate(
            MAGIC.length + Integer.BYTES + content.length + 1 + Digest.LENGTH + signature.length);
    out.put(MAGIC).putInt(content.length).put(content).put((byte) ED25519);
    out.put(key.id().bytes()).put(signature);
    return new SignedBundle(bundle, digest, key.id(), out.array());
  }

  /**
   * Reads a bundle's file and makes sure of it. Nothing inside is looked at before the signature
   * holds.
   *
   * @throws BundleException if it is no bundle, unsigned, altered, or signed by another key
   */
  public static SignedBundle verify(byte[] file, TrustedKeys trusted) {
    ByteBuffer in = ByteBuffer.wrap(file);
    byte[] content = content(in);
    if (in.remaining() >= 1 && in.get() == UNSIGNED) {
      throw new BundleException(
          Kind.UNSIGNED, "nobody has signed it; sign it with 'rules pack --key'");
    }
    if (in.remaining() != Digest.LENGTH + SIGNATURE_BYTES || file[in.position() - 1] != ED25519) {
      throw unreadable("its signature is of no known form");
    }
    byte[] id = new byte[Digest.LENGTH];
    byte[] signature = new byte[SIGNATURE_BYTES];
    in.get(id).get(signature);
    Digest signer = Digest.fromBytes(id);
    Digest digest = Digest.of(content);
    if (!holds(digest, signature, signer, trusted)) {
      throw new BundleException(
          Kind.ALTERED, "it is not what was signed: it was changed or damaged on its way");
    }
    return new SignedBundle(BundleFormatV1.read(content), digest, signer, file.clone());
  }

  /** What was signed. */
  public Bundle bundle() {
    return bundle;
  }

  /** SHA-256 of the content: the bundle's identity. */
  public Digest digest() {
    return digest;
  }

  /** Which key signed it: SHA-256 of the public key. */
  public Digest signer() {
    return signer;
  }

  /** The file's bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * Whether this bundle takes another's place: the later made one does, and of two made in the same
   * millisecond the one with the greater digest, so that all gateways agree. An old bundle brought
   * back by somebody who kept a copy takes nobody's place.
   */
  public boolean supersedes(SignedBundle other) {
    int later = bundle.header().createdAt().compareTo(other.bundle.header().createdAt());
    return later > 0
        || (later == 0 && Arrays.compareUnsigned(digest.bytes(), other.digest.bytes()) > 0);
  }

  private static byte[] content(ByteBuffer in) {
    if (in.remaining() < MAGIC.length + Integer.BYTES
        || !Arrays.equals(read(in, new byte[MAGIC.length]), MAGIC)) {
      throw unreadable("it is no bundle of rules");
    }
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw unreadable("it is cut short");
    }
    byte[] content = new byte[length];
    in.get(content);
    return content;
  }

  private static byte[] read(ByteBuffer in, byte[] into) {
    in.get(into);
    return into;
  }

  private static boolean holds(
      Digest digest, byte[] signature, Digest signer, TrustedKeys trusted) {
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(
          trusted
              .key(signer)
              .orElseThrow(
                  () ->
                      new BundleException(
                          Kind.UNTRUSTED,
                          "it is signed by the key "
                              + SigningKey.brief(signer)
                              + ", which is not among the trusted ones")));
      check.update(message(digest));
      return check.verify(signature);
    } catch (GeneralSecurityException _) {
      // A signature whose numbers are out of range is refused this way (RFC 8032 §5.1.7).
      return false;
    }
  }

  private static byte[] message(Digest digest) {
    return ByteBuffer.allocate(CONTEXT.length + Digest.LENGTH)
        .put(CONTEXT)
        .put(digest.bytes())
        .array();
  }

  private static BundleException unreadable(String why) {
    return new BundleException(Kind.UNREADABLE, why);
  }
}
