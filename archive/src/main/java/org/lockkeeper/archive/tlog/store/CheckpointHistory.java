package org.lockkeeper.archive.tlog.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.tlog.Note;
import org.lockkeeper.archive.tlog.ProofFault;
import org.lockkeeper.archive.tlog.TreeHead;

/**
 * Checkpoints that are kept, in {@code history/<size>.note}, with what vouches for their time: an
 * RFC 3161 response over the note's bytes in {@code <size>.tsr}, an RFC 4998 evidence record in
 * {@code <size>.er}. A note that was time-stamped never changes again. Used by one thread.
 */
public final class CheckpointHistory {

  private final Path directory;
  private final TileFiles files;

  /** The history of the log in a directory. */
  public CheckpointHistory(Path log, TileFiles files) {
    directory = log.resolve("history");
    this.files = files;
  }

  /** What is kept beside a checkpoint. */
  public enum Part {
    /** The checkpoint itself, a signed note. */
    NOTE(".note"),
    /** A time-stamp response (RFC 3161). */
    TIME_STAMP(".tsr"),
    /** An evidence record (RFC 4998). */
    EVIDENCE(".er");

    private final String ending;

    Part(String ending) {
      this.ending = ending;
    }
  }

  /**
   * Keeps a checkpoint. If one of its size is there, the signatures of both are kept, unless it was
   * time-stamped: then it stays as it is.
   *
   * @return the checkpoint as it is kept
   * @throws ArchiveFailure CORRUPT if another tree of that size is kept, BROKEN if it cannot be
   *     written
   */
  public Note keep(Note checkpoint) {
    long size = size(checkpoint);
    Optional<Note> kept = note(size);
    if (kept.isPresent() && !kept.get().text().equals(checkpoint.text())) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.CORRUPT,
          file(size, Part.NOTE) + " signs another tree; one of the two is forged");
    }
    if (kept.isPresent() && read(size, Part.TIME_STAMP).isPresent()) {
      return kept.get();
    }
    Note all = kept.map(note -> note.with(checkpoint.signatures())).orElse(checkpoint);
    write(size, Part.NOTE, all.bytes());
    return all;
  }

  /** Keeps what vouches for a kept checkpoint's time. */
  public void put(long size, Part part, byte[] bytes) {
    write(size, part, bytes);
  }

  /**
   * The checkpoint of a size; its signatures are not checked here.
   *
   * @throws ArchiveFailure CORRUPT if the file is none
   */
  public Optional<Note> note(long size) {
    Optional<byte[]> bytes = read(size, Part.NOTE);
    try {
      return bytes.isPresent() ? Optional.of(Note.parse(bytes.get())) : Optional.empty();
    } catch (ProofFault e) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.CORRUPT, file(size, Part.NOTE) + " is damaged: " + e.getMessage(), e);
    }
  }

  /** What is kept beside the checkpoint of a size. */
  public Optional<byte[]> read(long size, Part part) {
    Path file = file(size, part);
    try {
      return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException e) {
      throw new ArchiveFailure(ArchiveFailure.Kind.BROKEN, "cannot read " + file + ": " + e, e);
    }
  }

  /** The sizes of all kept checkpoints that have a part, smallest first. */
  public List<Long> sizes(Part part) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(directory)) {
      return list.map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(part.ending))
          .map(name -> name.substring(0, name.length() - part.ending.length()))
          .filter(name -> !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9'))
          .map(Long::parseLong)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.BROKEN, "cannot read " + directory + ": " + e, e);
    }
  }

  private static long size(Note checkpoint) {
    try {
      return TreeHead.parse(checkpoint.text()).size();
    } catch (ProofFault e) {
      throw new IllegalArgumentException("not a checkpoint: " + e.getMessage(), e);
    }
  }

  private void write(long size, Part part, byte[] bytes) {
    Path file = file(size, part);
    try {
      DurableFile.replace(file, bytes, files);
    } catch (IOException e) {
      throw new ArchiveFailure(ArchiveFailure.Kind.BROKEN, "cannot write " + file + ": " + e, e);
    }
  }

  private Path file(long size, Part part) {
    return directory.resolve(size + part.ending);
  }
}
