package org.lockkeeper.archive.seal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.lockkeeper.archive.tlog.ProofFault;

/** The hash algorithms that evidence may use today: those of FIPS 180-4 that nobody has broken. */
final class HashAlgorithms {

  private HashAlgorithms() {}

  /**
   * The platform's name of an algorithm.
   *
   * @throws ProofFault UNPROVEN if it is none that is still trusted
   */
  static String name(ASN1ObjectIdentifier identifier) throws ProofFault {
    if (identifier.equals(NISTObjectIdentifiers.id_sha256)) {
      return "SHA-256";
    }
    if (identifier.equals(NISTObjectIdentifiers.id_sha384)) {
      return "SHA-384";
    }
    if (identifier.equals(NISTObjectIdentifiers.id_sha512)) {
      return "SHA-512";
    }
    throw new ProofFault(
        ProofFault.Kind.UNPROVEN, "the hash algorithm " + identifier + " proves nothing");
  }

  static MessageDigest of(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has " + name, e);
    }
  }
}
