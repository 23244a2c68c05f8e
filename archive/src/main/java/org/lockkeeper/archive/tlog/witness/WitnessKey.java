package org.lockkeeper.archive.tlog.witness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.tlog.Note;
import org.lockkeeper.archive.tlog.NoteSigner;
import org.lockkeeper.archive.tlog.ProofFault;
import org.lockkeeper.archive.tlog.SignatureType;
import org.lockkeeper.archive.tlog.TreeHasher;
import org.lockkeeper.archive.tlog.TreeHead;
import org.lockkeeper.archive.tlog.VerifierKey;
import org.lockkeeper.archive.tlog.store.DurableFile;
import org.lockkeeper.archive.tlog.store.TileFiles;

/**
 * A witness's own key, in two files of its directory: {@code witness.key} (PKCS#8 in PEM, readable
 * by its owner only) and {@code witness.vkey}, which is for everyone.
 */
public final class WitnessKey {

  private WitnessKey() {}

  /**
   * The key in a directory; makes an Ed25519 one if there is none.
   *
   * @param name of a new key
   * @throws ArchiveFailure CORRUPT if the two files do not belong together
   */
  public static NoteSigner in(Path state, String name, TileFiles files) throws IOException {
    Path secret = state.resolve("witness.key");
    Path open = state.resolve("witness.vkey");
    if (!Files.exists(open)) {
      make(secret, open, name, files);
    }
    try {
      VerifierKey verifier = VerifierKey.parse(Files.readString(open));
      NoteSigner signer = new NoteSigner(verifier, read(secret, verifier.type()));
      // One signature shows that the halves fit.
      TreeHead head = new TreeHead(verifier.name(), 0, TreeHasher.EMPTY);
      new Note(head.text(), List.of(signer.sign(head, Instant.EPOCH))).verify(List.of(verifier));
      return signer;
    } catch (ProofFault | GeneralSecurityException | IllegalArgumentException e) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.CORRUPT,
          secret + " and " + open + " are no pair: " + e.getMessage() + "; restore both",
          e);
    }
  }

  /** The public half is written last: with it there is a whole key. */
  private static void make(Path secret, Path open, String name, TileFiles files)
      throws IOException {
    KeyPair keys;
    try {
      keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform has no Ed25519", e);
    }
    VerifierKey verifier =
        VerifierKey.of(name, SignatureType.COSIGNATURE_ED25519, keys.getPublic());
    Files.deleteIfExists(secret);
    Files.createFile(
        secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    byte[] encoded = keys.getPrivate().getEncoded();
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    files.write(
        secret, (BEGIN + "\n" + base64 + "\n" + END + "\n").getBytes(StandardCharsets.US_ASCII));
    files.sync(secret);
    DurableFile.replace(open, (verifier + "\n").getBytes(StandardCharsets.UTF_8), files);
  }

  private static PrivateKey read(Path secret, SignatureType type)
      throws IOException, GeneralSecurityException {
    String text = Files.readString(secret).strip();
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      throw new IllegalArgumentException("not a private key in PEM");
    }
    String base64 = text.substring(BEGIN.length(), text.length() - END.length());
    byte[] encoded = Base64.getMimeDecoder().decode(base64);
    return KeyFactory.getInstance(type.algorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  private static final String BEGIN = "-----BEGIN " + "PRIVATE KEY-----";
  private static final String END = "-----END " + "PRIVATE KEY-----";
}
