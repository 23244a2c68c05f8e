package org.lockkeeper.archive.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.message.Digest;

/**
 * Shows, to someone with nothing but the log's public key, that a leaf is in the log: the content
 * of a {@code .tlog-proof} file (C2SP tlog-proof).
 *
 * @param extra opaque bytes that nothing vouches for, base64 in the file
 * @param index of the leaf
 * @param path of the inclusion proof
 * @param checkpoint of a tree that holds the leaf
 */
public record TlogProof(Optional<String> extra, long index, List<Digest> path, Note checkpoint) {

  public TlogProof {
    path = List.copyOf(path);
  }

  /** A proof without extra bytes. */
  public TlogProof(InclusionProof inclusion, Note checkpoint) {
    this(Optional.empty(), inclusion.index(), inclusion.path(), checkpoint);
  }

  /**
   * What a proof that holds has shown.
   *
   * @param head of the tree that holds the leaf
   * @param signatures by known keys, the log's and witnesses'
   */
  public record Shown(TreeHead head, List<Note.Verified> signatures) {}

  /**
   * Reads a proof file.
   *
   * @throws ProofFault MALFORMED if it is none
   */
  public static TlogProof parse(byte[] bytes) throws ProofFault {
    if (bytes.length > LARGEST) {
      throw ProofFault.malformed("a proof of more than " + LARGEST + " bytes");
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw ProofFault.malformed("a proof is UTF-8, and this is not");
    }
    int end = text.indexOf("\n\n");
    if (end < 0) {
      throw ProofFault.malformed("a proof has an empty line before its checkpoint");
    }
    List<String> lines = List.of(text.substring(0, end).split("\n", -1));
    if (!lines.getFirst().equals(HEADER)) {
      throw ProofFault.malformed("a proof begins with " + HEADER);
    }
    int next = 1;
    Optional<String> extra = Optional.empty();
    if (next < lines.size() && lines.get(next).startsWith(EXTRA)) {
      String base64 = lines.get(next++).substring(EXTRA.length());
      Base64Text.parse(base64, "the proof's extra data");
      extra = Optional.of(base64);
    }
    if (next == lines.size() || !lines.get(next).startsWith(INDEX)) {
      throw ProofFault.malformed("a proof names the index of its leaf");
    }
    long index = Decimal.parse(lines.get(next++).substring(INDEX.length()), "the proof's index");
    List<Digest> path = new ArrayList<>();
    for (String line : lines.subList(next, lines.size())) {
      path.add(Base64Text.hash(line, "a hash of the proof"));
    }
    if (path.size() >= Long.SIZE) {
      throw ProofFault.malformed("a proof of more than 63 hashes");
    }
    byte[] note = text.substring(end + 2).getBytes(StandardCharsets.UTF_8);
    return new TlogProof(extra, index, path, Note.parse(note));
  }

  /**
   * Checks the proof for a leaf.
   *
   * @param origin of the log
   * @param logs keys of the log; one must have signed
   * @param witnesses keys of witnesses; those that signed are named in the answer
   * @throws ProofFault if it does not hold
   */
  public Shown verify(
      Digest leafHash,
      String origin,
      Collection<VerifierKey> logs,
      Collection<VerifierKey> witnesses)
      throws ProofFault {
    TreeHead head = TreeHead.parse(checkpoint.text());
    if (!head.origin().equals(origin)) {
      throw new ProofFault(
          ProofFault.Kind.UNSIGNED,
          "the checkpoint is of the log " + head.origin() + ", not " + origin);
    }
    checkpoint.verify(logs);
    List<VerifierKey> known = new ArrayList<>(logs);
    known.addAll(witnesses);
    List<Note.Verified> signatures = checkpoint.verify(known);
    if (index >= head.size()) {
      throw new ProofFault(
          ProofFault.Kind.UNPROVEN,
          "leaf %d is not in a tree of %d leaves".formatted(index, head.size()));
    }
    new InclusionProof(index, head.size(), path).verify(leafHash, head.root(), new TreeHasher());
    return new Shown(head, signatures);
  }

  /** As it stands in a file. */
  public byte[] bytes() {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    extra.ifPresent(base64 -> text.append(EXTRA).append(base64).append('\n'));
    text.append(INDEX).append(index).append('\n');
    path.forEach(hash -> text.append(Base64Text.of(hash.bytes())).append('\n'));
    return text.append('\n').append(checkpoint).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static final String HEADER = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";
  // A note, and as much again for the path and extra data.
  private static final int LARGEST = 2 * Note.LARGEST;
}
