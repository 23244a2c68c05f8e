package org.lockkeeper.archive.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.tlog.store.DiskTiles;
import org.lockkeeper.archive.tlog.store.ListedLeaves;
import org.lockkeeper.archive.tlog.store.TileLog;
import org.lockkeeper.archive.tlog.store.TileReader;

/**
 * The Go project's own packages {@code sumdb/note} and {@code sumdb/tlog} (Debian: golang-go and
 * golang-golang-x-mod-dev) read what Lockkeeper wrote: the vkey, the signed checkpoint, the tiles,
 * the entries and a proof file. Another implementation, by other people, in another language.
 */
class GoInteroperationTest {

  private static final String ORIGIN = "archive.example/log";
  private static final Path PACKAGES = Path.of("/usr/share/gocode");
  private static final long SIZE = 70_000;

  @TempDir Path directory;

  @Test
  void goReadsTheLog() throws IOException, InterruptedException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/go"))
            && Files.isDirectory(PACKAGES.resolve("src/golang.org/x/mod/sumdb/tlog")),
        "needs Debian's golang-go and golang-golang-x-mod-dev");
    NoteSigner signer = TestKeys.signer(ORIGIN, SignatureType.ED25519);
    NoteSigner second = TestKeys.signer(ORIGIN, SignatureType.COSIGNATURE_ML_DSA_44);
    Path log = directory.resolve("log");
    ListedLeaves leaves = new ListedLeaves(SIZE);
    TileLog writer = TileLog.open(log, ORIGIN, List.of(signer, second), new DiskTiles(), leaves);
    Note note = writer.advance(Instant.parse("2026-11-25T13:00:00Z")).orElseThrow();
    TileReader reader = new TileReader(log);
    List<String> arguments = new ArrayList<>(List.of(log.toString()));
    for (long index : new long[] {0, 255, 256, 65_535, 65_536, SIZE - 1}) {
      Path proof = directory.resolve(index + ".tlog-proof");
      Files.write(proof, reader.prove(index, note, SIZE).bytes());
      arguments.add(proof.toString());
    }

    assertThat(run(arguments)).isEqualTo("read 70000 leaves, 6 proofs\n");

    // And it does look: a changed byte of a proof is refused.
    Path proof = directory.resolve("256.tlog-proof");
    String text = Files.readString(proof);
    Files.writeString(proof, text.replace("index 256", "index 257"));
    assertThat(run(arguments)).contains("proof of leaf 257 does not hold");
  }

  private String run(List<String> arguments) throws IOException, InterruptedException {
    Path program = directory.resolve("main.go");
    try (InputStream source = getClass().getResourceAsStream("/tlog/main.go")) {
      Files.write(program, Objects.requireNonNull(source).readAllBytes());
    }
    List<String> command = new ArrayList<>(List.of("/usr/bin/go", "run", program.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("GO111MODULE", "off");
    builder.environment().put("GOPATH", PACKAGES.toString());
    builder.environment().put("GOFLAGS", "");
    builder.environment().put("GOCACHE", directory.resolve("cache").toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return output;
  }
}
