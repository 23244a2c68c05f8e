package org.lockkeeper.archive.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/**
 * Text signed by one or more keys (C2SP signed-note). The text means nothing before {@link #verify}
 * has named a trusted key.
 *
 * @param text ends with a line feed
 */
public record Note(String text, List<NoteSignature> signatures) {

  /** Longer notes are refused: 16 signatures of the largest kind and as much text again. */
  public static final int LARGEST = 256 << 10;

  /**
   * @throws IllegalArgumentException if the text does not end with a line feed, or has control
   *     characters
   */
  public Note {
    if (!text.endsWith("\n") || hasControls(text)) {
      throw new IllegalArgumentException("a note's text is lines without control characters");
    }
    signatures = List.copyOf(signatures);
  }

  /**
   * A signature that holds.
   *
   * @param time when the key says it signed; empty for plain signatures
   */
  public record Verified(VerifierKey key, Optional<Instant> time) {}

  /**
   * Reads a note.
   *
   * @throws ProofFault MALFORMED if it is none
   */
  public static Note parse(byte[] bytes) throws ProofFault {
    if (bytes.length > LARGEST) {
      throw ProofFault.malformed("a note of more than " + LARGEST + " bytes");
    }
    String all = decode(bytes);
    // The last empty line ends the text, so that the text may have empty lines of its own.
    int end = all.lastIndexOf("\n\n");
    if (end < 0 || !all.endsWith("\n") || hasControls(all)) {
      throw ProofFault.malformed("not a signed note: text, an empty line and signature lines");
    }
    SequencedSet<NoteSignature> signatures = new LinkedHashSet<>();
    for (String line : all.substring(end + 2).split("\n")) {
      signatures.add(NoteSignature.parse(line));
    }
    return new Note(all.substring(0, end + 1), List.copyOf(signatures));
  }

  private static String decode(byte[] bytes) throws ProofFault {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw ProofFault.malformed("a note is UTF-8, and this is not");
    }
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(c -> c < ' ' && c != '\n');
  }

  /**
   * Checks the signatures by known keys; those by others are passed over.
   *
   * @return the signatures that hold, in their order in the note; at least one
   * @throws ProofFault FORGED if one by a known key does not hold, UNSIGNED if there is none
   */
  public List<Verified> verify(Collection<VerifierKey> known) throws ProofFault {
    List<Verified> verified = new ArrayList<>();
    for (NoteSignature signature : signatures) {
      for (VerifierKey key : known) {
        if (!signature.isBy(key)) {
          continue;
        }
        if (!signature.holds(key, text)) {
          throw new ProofFault(
              ProofFault.Kind.FORGED, "the signature by " + key.name() + " does not hold");
        }
        verified.add(new Verified(key, signature.time(key)));
      }
    }
    if (verified.isEmpty()) {
      throw new ProofFault(
          ProofFault.Kind.UNSIGNED,
          "not signed by "
              + known.stream().map(VerifierKey::name).distinct().collect(Collectors.joining(", ")));
    }
    return verified;
  }

  /** This note with further signatures; those it has are not repeated. */
  public Note with(Collection<NoteSignature> more) {
    SequencedSet<NoteSignature> all = new LinkedHashSet<>(signatures);
    all.addAll(more);
    return new Note(text, List.copyOf(all));
  }

  /** Only the signatures that say they are by one of the keys; not checked here. */
  public List<NoteSignature> by(Collection<VerifierKey> keys) {
    return signatures.stream().filter(line -> keys.stream().anyMatch(line::isBy)).toList();
  }

  /** As it stands in a file. */
  public byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return text + "\n" + signatures.stream().map(line -> line + "\n").collect(Collectors.joining());
  }
}
