package org.lockkeeper.archive.tlog.witness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.tlog.ConsistencyProof;
import org.lockkeeper.archive.tlog.Note;
import org.lockkeeper.archive.tlog.NoteSigner;
import org.lockkeeper.archive.tlog.ProofFault;
import org.lockkeeper.archive.tlog.TreeHasher;
import org.lockkeeper.archive.tlog.TreeHead;
import org.lockkeeper.archive.tlog.VerifierKey;
import org.lockkeeper.archive.tlog.store.DurableFile;
import org.lockkeeper.archive.tlog.store.TileFiles;
import org.lockkeeper.message.Digest;

/**
 * Cosigns a log's checkpoints as long as each continues the one before (the rules of C2SP
 * tlog-witness). What it cosigned last is durable before the signature leaves it, so no crash makes
 * it sign two trees that do not fit; what it refused though the log had signed it is kept as
 * evidence.
 *
 * <p>Used by one thread; whoever makes one sees to it that the directory has no other.
 */
public final class Witness {

  private final Path state;
  private final NoteSigner signer;
  private final TileFiles files;

  /**
   * @param state the witness's own directory; not the log's, and best not the log's machine
   * @param signer of a type that states a time
   */
  public Witness(Path state, NoteSigner signer, TileFiles files) {
    if (!signer.verifier().type().timestamped()) {
      throw new IllegalArgumentException("a witness signs with a time");
    }
    this.state = state;
    this.signer = signer;
    this.files = files;
  }

  /** Where consistency proofs come from. Whatever it gives is checked. */
  @FunctionalInterface
  public interface Proofs {
    ConsistencyProof between(long first, long second);
  }

  /** What the witness says to a checkpoint. */
  public sealed interface Answer {}

  /**
   * It vouches.
   *
   * @param head what the checkpoint says
   * @param note the checkpoint with the log's signature and the witness's
   */
  public record Cosigned(TreeHead head, Note note) implements Answer {}

  /** It does not. */
  public record Refused(Reason reason, String why) implements Answer {}

  /** Why a checkpoint is refused. */
  public enum Reason {
    /** It is of another log. */
    OTHER_LOG,
    /** The log's key has not signed it, or the signature does not hold. */
    NOT_SIGNED,
    /** It has fewer leaves than the last one: an old one shown again, or a log that was cut. */
    SHRUNK,
    /** It does not continue the last one: something was changed or taken out. */
    FORKED,
    /** The log does not show that it continues the last one. */
    NOT_SHOWN
  }

  /**
   * Answers to a checkpoint.
   *
   * @param logs the log's keys
   * @param origin which log this is
   * @throws ArchiveFailure CORRUPT if the witness's own memory is damaged, BROKEN if it cannot be
   *     kept; then nothing was signed
   */
  public Answer observe(
      Note checkpoint, String origin, List<VerifierKey> logs, Proofs proofs, Instant now) {
    TreeHead head;
    try {
      checkpoint.verify(logs);
      head = TreeHead.parse(checkpoint.text());
    } catch (ProofFault e) {
      return new Refused(Reason.NOT_SIGNED, String.valueOf(e.getMessage()));
    }
    if (!head.origin().equals(origin)) {
      return new Refused(Reason.OTHER_LOG, "the checkpoint is of the log " + head.origin());
    }
    Optional<Refused> refused = against(last(origin), head, proofs);
    if (refused.isPresent()) {
      keepEvidence(origin, head, checkpoint);
      return refused.get();
    }
    // Only the log's own signatures: what others say is theirs to show.
    Note own = new Note(checkpoint.text(), checkpoint.by(logs));
    Note cosigned = own.with(List.of(signer.sign(head, now)));
    keep(memory(origin).resolve("checkpoint"), cosigned);
    return new Cosigned(head, cosigned);
  }

  private Optional<Refused> against(TreeHead last, TreeHead head, Proofs proofs) {
    if (head.size() < last.size()) {
      return refused(
          Reason.SHRUNK,
          "the log shows %d leaves; %d were cosigned before".formatted(head.size(), last.size()));
    }
    if (head.size() == last.size()) {
      return head.root().equals(last.root())
          ? Optional.empty()
          : refused(Reason.FORKED, "another tree of %d leaves was cosigned".formatted(last.size()));
    }
    try {
      ConsistencyProof proof =
          last.size() == 0
              ? new ConsistencyProof(0, head.size(), List.of())
              : proofs.between(last.size(), head.size());
      if (proof.first() != last.size() || proof.second() != head.size()) {
        return refused(Reason.NOT_SHOWN, "the proof is between other sizes");
      }
      proof.verify(last.root(), head.root(), new TreeHasher());
      return Optional.empty();
    } catch (ArchiveFailure unreadable) {
      return refused(Reason.NOT_SHOWN, String.valueOf(unreadable.getMessage()));
    } catch (ProofFault e) {
      return refused(Reason.FORKED, String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Refused> refused(Reason reason, String why) {
    return Optional.of(new Refused(reason, why));
  }

  /** The tree cosigned last; the empty one before the first. */
  private TreeHead last(String origin) {
    Path path = memory(origin).resolve("checkpoint");
    try {
      Note note = Note.parse(Files.readAllBytes(path));
      note.verify(List.of(signer.verifier()));
      TreeHead head = TreeHead.parse(note.text());
      if (!head.origin().equals(origin)) {
        throw damaged(path, "it is of the log " + head.origin());
      }
      return head;
    } catch (NoSuchFileException none) {
      return new TreeHead(origin, 0, TreeHasher.EMPTY);
    } catch (ProofFault e) {
      throw damaged(path, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new ArchiveFailure(ArchiveFailure.Kind.BROKEN, "cannot read " + path + ": " + e, e);
    }
  }

  private static ArchiveFailure damaged(Path path, String why) {
    return new ArchiveFailure(
        ArchiveFailure.Kind.CORRUPT,
        path
            + " is not what this witness wrote ("
            + why
            + "); nothing is signed until it is mended");
  }

  /** The log has signed something it cannot stand for: that is proof, so it is not thrown away. */
  private void keepEvidence(String origin, TreeHead head, Note checkpoint) {
    String name = "refused-" + head.size() + "-" + head.root().toString().substring(0, 16);
    keep(memory(origin).resolve(name + ".note"), checkpoint);
  }

  private void keep(Path path, Note note) {
    try {
      DurableFile.replace(path, note.bytes(), files);
    } catch (IOException e) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.BROKEN, "cannot keep " + path + ": " + e + "; nothing was signed", e);
    }
  }

  /** One directory a log, named as C2SP tlog-witness serves it. */
  private Path memory(String origin) {
    byte[] name = origin.getBytes(StandardCharsets.UTF_8);
    return state.resolve(Digest.of(name).toString());
  }
}
