package org.lockkeeper.archive.crypt;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.lockkeeper.archive.intake.JsonLinesIntake;
import org.lockkeeper.archive.keys.KeyRing;
import org.lockkeeper.archive.keys.MemoryVault;
import org.lockkeeper.archive.log.DiskFiles;
import org.lockkeeper.archive.log.Entry;
import org.lockkeeper.archive.log.LogLimits;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.log.RecordSeal;
import org.lockkeeper.archive.log.SegmentLog;
import org.lockkeeper.archive.record.ArchiveRecord;

/**
 * What sealing costs a record, in bytes and in CPU time of its own thread; run by hand with a
 * folder to work in and a file of messages.
 */
final class SealMeasurements {

  private SealMeasurements() {}

  public static void main(String[] arguments) throws Exception {
    Path work = Files.createDirectories(Path.of(arguments[0]));
    List<ArchiveRecord> records = imported(work.resolve("plain"), Path.of(arguments[1]));
    DiskFiles files = new DiskFiles();
    SecureRandom random = new SecureRandom();
    Path archive = Files.createDirectories(work.resolve("sealed"));
    try (KeyRing ring =
        KeyRing.open(
            archive.resolve("keys"), new MemoryVault(), files, random, InstantSource.system())) {
      SealedRecords seal =
          new SealedRecords(
              archive,
              ring,
              BucketChoice.byMonth(),
              new MemoryLeaves(),
              files,
              random,
              InstantSource.system(),
              32 << 20);
      Path segment = Files.createDirectories(archive.resolve("seg")).resolve("0.seg");
      seal.begin(segment, new RecordSeal.SegmentStart(0, 0));
      for (int round = 0; round < 3; round++) {
        measure(seal, records);
      }
    }
  }

  private static void measure(SealedRecords seal, List<ArchiveRecord> records) throws IOException {
    long canonical = 0;
    long packed = 0;
    long sealed = 0;
    List<RecordSeal.Prepared> prepared = new ArrayList<>();
    long before = cpu();
    for (ArchiveRecord record : records) {
      prepared.add(seal.prepare(record));
    }
    long preparing = cpu() - before;
    seal.reserve(0, records.size());
    before = cpu();
    for (int i = 0; i < prepared.size(); i++) {
      canonical += prepared.get(i).canonical().length;
      packed += prepared.get(i).packed().length;
      sealed += seal.seal(i, prepared.get(i)).length + 16;
    }
    double count = records.size();
    System.out.printf(
        "%,d records: %.0f bytes canonical, %.0f packed, %.0f a sealed frame; encode and pack"
            + " %.1f µs, seal and leaf %.1f µs%n",
        records.size(),
        canonical / count,
        packed / count,
        sealed / count,
        preparing / 1e3 / count,
        (cpu() - before) / 1e3 / count);
  }

  private static List<ArchiveRecord> imported(Path archive, Path lines) throws IOException {
    try (SegmentLog log = SegmentLog.open(archive, LogLimits.defaults())) {
      new JsonLinesIntake(log, archive.resolve("intake"))
          .run(
              lines,
              new JsonLinesIntake.Listener() {
                @Override
                public void bad(long item, String why) {}

                @Override
                public void progress(JsonLinesIntake.Summary soFar) {}
              });
      try (Stream<Entry> entries = log.from(Position.START)) {
        return entries.map(Entry::record).limit(MOST).toList();
      }
    }
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static final int MOST = 100_000;
}
