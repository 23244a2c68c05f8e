package org.lockkeeper.archive.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lockkeeper.archive.tlog.Note;
import org.lockkeeper.archive.tlog.ProofFault;
import org.lockkeeper.archive.tlog.TlogProof;
import org.lockkeeper.archive.tlog.TreeHasher;
import org.lockkeeper.archive.tlog.VerifierKey;

/**
 * Checks a proof bundle: a directory with, for each leaf, {@code N.leaf} and {@code N.tlog-proof},
 * and where the record is disclosed {@code N.record} with {@code N.opening}, the commit key and the
 * check key in hexadecimal, one a line, and {@code N.cipher}; for each checkpoint that was stamped
 * {@code SIZE.tsr}, over the checkpoint as it stands in the proofs.
 */
final class BundleCheck {

  private final Path bundle;
  private final Trust trust;
  private final StampCheck stamps;
  private final TreeHasher hasher = new TreeHasher();

  BundleCheck(Path bundle, Trust trust) {
    this.bundle = bundle;
    this.trust = trust;
    stamps = new StampCheck(trust.authorities());
  }

  /** What one leaf's files show. */
  sealed interface Result {
    String name();
  }

  /**
   * They prove it.
   *
   * @param said what is proved, a line each
   */
  record Proved(String name, List<String> said) implements Result {
    Proved {
      said = List.copyOf(said);
    }
  }

  /** They do not. */
  record NotProved(String name, String file, String why) implements Result {}

  /**
   * Checks all leaves, in the order of their names.
   *
   * @throws IOException if a file cannot be read
   */
  List<Result> check() throws IOException {
    List<String> names;
    try (Stream<Path> list = Files.list(bundle)) {
      names =
          list.map(path -> String.valueOf(path.getFileName()))
              .filter(name -> name.endsWith(PROOF) || name.endsWith(LEAF))
              .map(name -> name.substring(0, name.lastIndexOf('.')))
              .distinct()
              .sorted()
              .toList();
    }
    List<Result> results = new ArrayList<>();
    for (String name : names) {
      results.add(check(name));
    }
    return results;
  }

  private Result check(String name) throws IOException {
    String file = name + LEAF;
    try {
      byte[] leaf = read(name + LEAF);
      file = name + PROOF;
      TlogProof proof = TlogProof.parse(read(file));
      TlogProof.Shown shown =
          proof.verify(hasher.leaf(leaf), trust.origin(), trust.logs(), trust.witnesses());
      List<String> said = new ArrayList<>();
      said.add(
          "leaf %,d of the %,d of %s, root %s"
              .formatted(
                  proof.index(), shown.head().size(), shown.head().origin(), shown.head().root()));
      signatures(shown, said);
      file = name + ".record";
      words(name, leaf, proof.index(), said);
      file = shown.head().size() + ".tsr";
      time(file, proof.checkpoint(), said);
      return new Proved(name, said);
    } catch (ProofFault e) {
      return new NotProved(name, file, String.valueOf(e.getMessage()));
    }
  }

  private void signatures(TlogProof.Shown shown, List<String> said) throws ProofFault {
    int witnesses = 0;
    for (Note.Verified verified : shown.signatures()) {
      VerifierKey key = verified.key();
      boolean log = trust.logs().contains(key);
      witnesses += log ? 0 : 1;
      said.add(
          (log ? "signed by " : "witnessed by ")
              + key.name()
              + " ("
              + key.type().algorithm()
              + ")"
              + verified.time().map(time -> ", it says at " + time).orElse(""));
    }
    if (witnesses < trust.quorum()) {
      throw new ProofFault(
          ProofFault.Kind.UNSIGNED,
          "%d of the named witnesses signed; %d were asked for"
              .formatted(witnesses, trust.quorum()));
    }
  }

  private void words(String name, byte[] leaf, long index, List<String> said)
      throws IOException, ProofFault {
    Optional<CommittedLeaf> committed = CommittedLeaf.of(leaf);
    if (committed.isPresent() && committed.get().index() != index) {
      throw new ProofFault(
          ProofFault.Kind.UNPROVEN, "the leaf says it is number " + committed.get().index());
    }
    boolean disclosed = Files.exists(bundle.resolve(name + ".record"));
    boolean cipher = Files.exists(bundle.resolve(name + ".cipher"));
    if ((disclosed || cipher) && committed.isEmpty()) {
      throw new ProofFault(
          ProofFault.Kind.UNPROVEN, "this verifier does not know leaves of this form");
    }
    if (cipher) {
      committed.get().checkCipher(read(name + ".cipher"));
      said.add("its ciphertext is the one that was logged");
    }
    if (!disclosed) {
      said.add("its words are not disclosed");
      return;
    }
    List<byte[]> keys = opening(name);
    committed.get().checkRecord(read(name + ".record"), keys.getFirst());
    said.add("its words are those that were logged");
    if (keys.size() > 1) {
      committed.get().checkKey(keys.get(1));
      said.add("its key is the one that was logged");
    }
  }

  private List<byte[]> opening(String name) throws IOException, ProofFault {
    String text = new String(read(name + ".opening"), StandardCharsets.US_ASCII);
    HexFormat hex = HexFormat.of();
    List<byte[]> keys = new ArrayList<>();
    StringBuilder canonical = new StringBuilder();
    try {
      for (String line : text.split("\n")) {
        keys.add(hex.parseHex(line));
        canonical.append(hex.formatHex(keys.getLast())).append('\n');
      }
    } catch (IllegalArgumentException e) {
      throw new ProofFault(ProofFault.Kind.MALFORMED, "the opening is not hexadecimal");
    }
    if (keys.size() > 2
        || keys.stream().anyMatch(key -> key.length != 32)
        || !canonical.toString().equals(text)) {
      throw new ProofFault(
          ProofFault.Kind.MALFORMED,
          "an opening is one or two keys of 32 bytes, in hexadecimal, one a line");
    }
    return keys;
  }

  private void time(String file, Note checkpoint, List<String> said)
      throws IOException, ProofFault {
    if (!Files.exists(bundle.resolve(file))) {
      said.add("no time-stamp is with it");
      return;
    }
    StampCheck.Stamped stamped = stamps.verify(read(file), checkpoint.bytes());
    said.add(
        "logged before "
            + stamped.time()
            + ", says "
            + stamped.authority()
            + (stamped.trusted()
                ? ", whose certificate leads to a root you named"
                : "; whose certificate that is was not checked: name a root with --tsa-root"));
  }

  private byte[] read(String file) throws IOException, ProofFault {
    Path path = bundle.resolve(file);
    if (!Files.exists(path)) {
      throw new ProofFault(ProofFault.Kind.UNPROVEN, "the file is missing");
    }
    if (Files.size(path) > LARGEST) {
      throw new ProofFault(ProofFault.Kind.MALFORMED, "the file is larger than " + LARGEST);
    }
    return Files.readAllBytes(path);
  }

  private static final String LEAF = ".leaf";
  private static final String PROOF = ".tlog-proof";
  // The largest record an archive takes by default, twice.
  private static final long LARGEST = 64 << 20;
}
