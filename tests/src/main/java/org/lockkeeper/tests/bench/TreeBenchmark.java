package org.lockkeeper.tests.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.lockkeeper.archive.tlog.Note;
import org.lockkeeper.archive.tlog.NoteSigner;
import org.lockkeeper.archive.tlog.SignatureType;
import org.lockkeeper.archive.tlog.TlogProof;
import org.lockkeeper.archive.tlog.TreeHasher;
import org.lockkeeper.archive.tlog.store.DiskTiles;
import org.lockkeeper.archive.tlog.store.Leaves;
import org.lockkeeper.archive.tlog.store.TileCheck;
import org.lockkeeper.archive.tlog.store.TileLog;
import org.lockkeeper.archive.tlog.store.TileReader;
import org.lockkeeper.proxy.app.Benchmark;

/**
 * The tamper-evident tree alone, on one thread: writing tiles, checking a whole log with a
 * ciphertext a leaf, and proving single leaves.
 */
public final class TreeBenchmark implements Benchmark {

  private static final String ORIGIN = "bench.example/log";
  private static final int CIPHERTEXT_BYTES = 300;
  private static final int PROOFS = 2000;

  private final PrintStream out = System.out;

  @Override
  public String name() {
    return "tree";
  }

  @Override
  public String description() {
    return "the Merkle tree: leaves/s written and verified, an inclusion proof's time and size";
  }

  /** Leaves of the archive's length, made from their number. */
  private record Numbered(long durable) implements Leaves {
    @Override
    public List<byte[]> read(long first, int most) {
      return LongStream.range(first, Math.min(durable, first + most))
          .mapToObj(i -> ByteBuffer.allocate(178).put((byte) 2).put((byte) 1).putLong(i).array())
          .toList();
    }
  }

  @Override
  public int run(List<String> arguments) throws Exception {
    long leaves = arguments.isEmpty() ? 1_000_000 : Long.parseLong(arguments.getFirst());
    Path directory = Files.createTempDirectory("lockkeeper-tree");
    try {
      measure(directory.resolve("log"), leaves);
    } finally {
      delete(directory);
    }
    return 0;
  }

  private void measure(Path log, long leaves) throws Exception {
    NoteSigner signer =
        new NoteSigner(
            ORIGIN,
            SignatureType.ED25519,
            KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    TileLog writer =
        TileLog.open(log, ORIGIN, List.of(signer), new DiskTiles(), new Numbered(leaves));
    Watch watch = new Watch();
    Note checkpoint = writer.advance(Instant.EPOCH).orElseThrow();
    rate("written and synced", leaves, watch);

    // Once to warm up, once to count.
    check(log, signer, (index, leaf) -> {});
    watch = new Watch();
    check(log, signer, (index, leaf) -> {});
    rate("verified: leaf and tree hashes", leaves, watch);

    byte[] ciphertext = new byte[CIPHERTEXT_BYTES];
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    watch = new Watch();
    check(
        log,
        signer,
        (index, leaf) -> {
          ByteBuffer.wrap(ciphertext).putLong(index);
          sha256.digest(ciphertext);
        });
    rate("verified: leaf, tree and %d B of ciphertext".formatted(CIPHERTEXT_BYTES), leaves, watch);

    proofs(log, signer, checkpoint, leaves);
    row("bytes a leaf on disk (leaf of 178)", (double) bytes(log) / leaves);
  }

  private static void check(Path log, NoteSigner signer, TileCheck.Visitor visitor) {
    TileCheck.Result result = TileCheck.of(log, List.of(signer.verifier()), visitor);
    if (!(result instanceof TileCheck.Intact)) {
      throw new AssertionError(result.toString());
    }
  }

  private void proofs(Path log, NoteSigner signer, Note checkpoint, long leaves) throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    TreeHasher hasher = new TreeHasher();
    List<Long> nanos = new ArrayList<>();
    int largest = 0;
    for (int i = 0; i < PROOFS; i++) {
      long index = random.nextLong(leaves);
      // A reader that has seen nothing yet, as when a single record is asked for.
      TileReader reader = new TileReader(log);
      long begun = System.nanoTime();
      TlogProof proof = reader.prove(index, checkpoint, leaves);
      byte[] leaf = reader.leaf(leaves, index);
      nanos.add(System.nanoTime() - begun);
      largest = Math.max(largest, proof.bytes().length);
      proof.verify(hasher.leaf(leaf), ORIGIN, List.of(signer.verifier()), List.of());
    }
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    row("an inclusion proof and its leaf, p50 in ms", sorted[PROOFS / 2] / 1e6);
    row("an inclusion proof and its leaf, p99 in ms", sorted[PROOFS * 99 / 100] / 1e6);
    row("the largest .tlog-proof, bytes", largest);
  }

  private void row(String what, double value) {
    out.printf("{\"bench\":\"tree\",\"what\":\"%s\",\"value\":%.3f}%n", what, value);
    out.printf("| %s | %,.2f |%n", what, value);
  }

  /** By the clock, and by what the thread itself took: on a machine with others they differ. */
  private void rate(String what, long leaves, Watch watch) {
    row(what + ", leaves/s", leaves / watch.seconds());
    row(what + ", leaves a second of CPU", leaves / watch.cpuSeconds());
  }

  /** Time from its making on, of this thread. */
  private static final class Watch {
    private final long begun = System.nanoTime();
    private final long cpuBegun = cpu();

    double seconds() {
      return (System.nanoTime() - begun) / 1e9;
    }

    double cpuSeconds() {
      return (cpu() - cpuBegun) / 1e9;
    }

    private static long cpu() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
  }

  private static long bytes(Path log) throws IOException {
    try (Stream<Path> walk = Files.walk(log)) {
      return walk.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      Path[] all = walk.toArray(Path[]::new);
      Arrays.sort(all, (a, b) -> b.compareTo(a));
      for (Path path : all) {
        Files.delete(path);
      }
    }
  }
}
