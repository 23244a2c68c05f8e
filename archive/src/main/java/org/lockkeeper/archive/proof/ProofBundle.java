package org.lockkeeper.archive.proof;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
import org.lockkeeper.archive.tlog.TlogProof;

/**
 * Writes a proof bundle: what an outsider gets to check single records without the archive. Carries
 * the plain-Python verifier too, so that nobody has to believe our program.
 */
public final class ProofBundle {

  private final Path directory;

  private ProofBundle(Path directory) {
    this.directory = directory;
  }

  /** Begins a bundle in a directory, which is made if it is not there. */
  public static ProofBundle in(Path directory) throws IOException {
    Files.createDirectories(directory);
    try (InputStream python = ProofBundle.class.getResourceAsStream("verify.py")) {
      Files.write(directory.resolve("verify.py"), Objects.requireNonNull(python).readAllBytes());
    }
    return new ProofBundle(directory);
  }

  /**
   * What opens a record's commitments: handed out for this record only, they open no other.
   *
   * @param record its canonical bytes
   * @param commitKey of 32 bytes
   * @param checkKey of 32 bytes
   */
  public record Disclosure(byte[] record, byte[] commitKey, byte[] checkKey) {}

  /** Adds a leaf that is proved and not disclosed. */
  public void add(byte[] leaf, TlogProof proof) throws IOException {
    Files.write(file(proof.index(), ".leaf"), leaf);
    Files.write(file(proof.index(), ".tlog-proof"), proof.bytes());
  }

  /** Adds a leaf whose record is disclosed. */
  public void add(byte[] leaf, TlogProof proof, Disclosure disclosure) throws IOException {
    add(leaf, proof);
    Files.write(file(proof.index(), ".record"), disclosure.record());
    HexFormat hex = HexFormat.of();
    String opening =
        hex.formatHex(disclosure.commitKey()) + "\n" + hex.formatHex(disclosure.checkKey()) + "\n";
    Files.write(file(proof.index(), ".opening"), opening.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Adds the time-stamp of a checkpoint that proofs of this bundle have.
   *
   * @param response over the checkpoint's bytes as they stand in the proofs
   */
  public void stamp(long size, byte[] response) throws IOException {
    Files.write(file(size, ".tsr"), response);
  }

  private Path file(long number, String ending) {
    return directory.resolve(number + ending);
  }
}
