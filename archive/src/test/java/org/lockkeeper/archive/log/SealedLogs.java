package org.lockkeeper.archive.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.lockkeeper.archive.Samples;
import org.lockkeeper.archive.crypt.BucketChoice;
import org.lockkeeper.archive.crypt.MemoryLeaves;
import org.lockkeeper.archive.crypt.SealedRecords;
import org.lockkeeper.archive.keys.KeyRing;
import org.lockkeeper.archive.keys.MemoryVault;

/** Version 2, with a vault and leaves that outlive a close. */
public final class SealedLogs implements LogMake {

  private final MemoryVault vault = new MemoryVault();
  private final Map<Path, MemoryLeaves> leaves = new HashMap<>();
  private final LinkedHashMap<Path, KeyRing> rings = new LinkedHashMap<>();
  private final SecureRandom random = new SecureRandom();

  /** The leaves of an archive. */
  public MemoryLeaves leaves(Path archive) {
    return leaves.computeIfAbsent(archive, _ -> new MemoryLeaves());
  }

  /** The ring of an archive as it was last opened. */
  public KeyRing ring(Path archive) {
    return Optional.ofNullable(rings.get(archive))
        .orElseGet(() -> openRing(archive, new DiskFiles()));
  }

  @Override
  public SegmentLog open(Path archive, LogLimits limits, SegmentFiles files, LongSupplier salts) {
    return SegmentLog.open(
        archive, limits, files, salts, seal(archive, openRing(archive, files), limits, files));
  }

  @Override
  public ReadOnlyLog openReadOnly(Path archive, LogLimits limits) {
    return ReadOnlyLog.open(archive, limits, seal(archive, ring(archive), limits, new DiskFiles()));
  }

  @Override
  public LogProof.Result proof(Path archive, LogLimits limits) {
    return LogProof.of(archive, limits, seal(archive, ring(archive), limits, new DiskFiles()));
  }

  @Override
  public void copyBeside(Path archive, Path copy) throws IOException {
    copy(archive.resolve("keys"), copy.resolve("keys"), "");
    copy(archive.resolve("seg"), copy.resolve("seg"), ".slt");
  }

  @Override
  public void loseWhatFollows(Path archive) throws IOException {
    leaves.remove(archive);
    Files.deleteIfExists(archive.resolve("heads"));
  }

  private static void copy(Path from, Path to, String ending) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(path -> path.toString().endsWith(ending)).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private SealedRecords seal(Path archive, KeyRing ring, LogLimits limits, SegmentFiles files) {
    return new SealedRecords(
        archive,
        ring,
        BucketChoice.byMonth(),
        leaves(archive),
        files,
        random,
        InstantSource.fixed(Samples.NOON),
        limits.recordBytes());
  }

  private KeyRing openRing(Path archive, SegmentFiles files) {
    KeyRing before = rings.remove(archive);
    if (before == null && rings.size() >= OPEN) {
      before = rings.pollFirstEntry().getValue();
    }
    if (before != null) {
      before.close();
    }
    KeyRing ring =
        KeyRing.open(
            archive.resolve("keys"), vault, files, random, InstantSource.fixed(Samples.NOON));
    rings.put(archive, ring);
    return ring;
  }

  @Override
  public void close() {
    rings.values().forEach(KeyRing::close);
    rings.clear();
  }

  @Override
  public String toString() {
    return "version 2";
  }

  // Tests open hundreds of archives; the logs of older ones are closed by then.
  private static final int OPEN = 20;
}
