package org.lockkeeper.proxy.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import org.lockkeeper.link.ListFault;
import org.lockkeeper.message.Digest;
import org.lockkeeper.policy.bundle.TrustedKeys;

/** Makes sure that a list's bytes are what its maker made. */
final class ListProof {

  private static final int SIGNATURE_BYTES = 64;

  private ListProof() {}

  /**
   * Checks a proof.
   *
   * @throws ListFault if it does not hold
   * @throws IOException if it cannot be had
   */
  static void check(ListSource.Proof proof, byte[] bytes, Digest digest, ListFetch fetch)
      throws IOException {
    switch (proof) {
      case ListSource.Proof.Way() -> {}
      case ListSource.Proof.Pinned(Digest sha256) -> compare(sha256.toString(), digest);
      case ListSource.Proof.DigestIn(ListSource.From from) -> {
        String text = new String(fetch.bytes(from), StandardCharsets.US_ASCII).strip();
        compare(text.split("[ \t\n*]", 2)[0], digest);
      }
      case ListSource.Proof.SignedBy(ListSource.From from, var keys) -> {
        TrustedKeys trusted;
        try {
          trusted = TrustedKeys.parse(Files.readString(keys));
        } catch (IllegalArgumentException wrong) {
          throw new ListFault("its key file " + keys + " is of no use: " + wrong.getMessage());
        }
        if (!trusted.signed(bytes, signature(fetch.bytes(from)))) {
          throw new ListFault(
              "its signature does not hold: it was changed, or signed by another key");
        }
      }
    }
  }

  private static void compare(String expected, Digest digest) {
    if (!expected.equalsIgnoreCase(digest.toString())) {
      throw new ListFault(
          "its SHA-256 is " + digest + " and not what was told, " + shown(expected));
    }
  }

  private static String shown(String expected) {
    return expected.length() == 2 * Digest.LENGTH ? expected : "which is no SHA-256";
  }

  private static byte[] signature(byte[] file) {
    if (file.length == SIGNATURE_BYTES) {
      return file;
    }
    try {
      return Base64.getMimeDecoder().decode(file);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }
}
