package org.lockkeeper.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.tlog.Note;
import org.lockkeeper.archive.tlog.NoteSigner;
import org.lockkeeper.archive.tlog.ProofFault;
import org.lockkeeper.archive.tlog.SignatureType;
import org.lockkeeper.archive.tlog.VerifierKey;
import org.lockkeeper.archive.tlog.store.DiskTiles;
import org.lockkeeper.archive.tlog.store.Leaves;
import org.lockkeeper.archive.tlog.store.TileLog;
import org.lockkeeper.tests.service.Json;

/** {@code witness}. */
class WitnessCommandTest {

  private static final String ORIGIN = "archive.example/log";

  @TempDir private Path folder;
  private NoteSigner signer = signer();
  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void begin() {
    shell = new Shell(folder.resolve("data"));
    signer = signer();
  }

  private static NoteSigner signer() {
    try {
      KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new NoteSigner(ORIGIN, SignatureType.ED25519, keys);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private record Numbered(long durable, String text) implements Leaves {
    @Override
    public List<byte[]> read(long first, int most) {
      return LongStream.range(first, Math.min(durable, first + most))
          .mapToObj(i -> (text + i).getBytes(StandardCharsets.US_ASCII))
          .toList();
    }
  }

  private void grow(Path log, long size, String text) {
    TileLog.open(log, ORIGIN, List.of(signer), new DiskTiles(), new Numbered(size, text))
        .advance(Instant.EPOCH);
  }

  private Path log() throws IOException {
    return Files.createDirectories(folder.resolve("data/archive")).resolve("log");
  }

  private Shell.Ended look(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("witness", "--state", folder.resolve("witness").toString(), "--once"));
    words.addAll(List.of(more));
    return shell.run(words.toArray(String[]::new));
  }

  @Test
  void aGrowingLogIsCosigned() throws IOException, ProofFault {
    grow(log(), 10, "leaf ");
    Shell.Ended first = look("--name", "witness.example/w");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out()).contains("cosigned 10 leaves of archive.example/log");

    grow(log(), 500, "leaf ");
    Shell.Ended second = look("--json");
    JsonNode answer = Json.read(second.out());
    assertThat(answer.path("cosigned").asBoolean()).isTrue();
    assertThat(answer.path("size").asLong()).isEqualTo(500);
    VerifierKey witness =
        VerifierKey.parse(Files.readString(folder.resolve("witness/witness.vkey")));
    assertThat(witness.name()).isEqualTo("witness.example/w");
    Note note = Note.parse(answer.path("note").asText().getBytes(StandardCharsets.UTF_8));
    assertThat(note.verify(List.of(signer.verifier(), witness))).hasSize(2);
  }

  @Test
  void aForkedAndAShrunkenLogAreRefused() throws IOException {
    grow(log(), 300, "leaf ");
    look();
    Path forked = folder.resolve("forked");
    grow(forked, 400, "other ");
    Path shrunk = folder.resolve("shrunk");
    grow(shrunk, 100, "leaf ");

    Shell.Ended fork = look("--log", forked.toString());
    assertThat(fork.code()).isEqualTo(1);
    assertThat(fork.out()).startsWith("REFUSED (forked)");
    Shell.Ended cut = look("--log", shrunk.toString(), "--json");
    assertThat(cut.code()).isEqualTo(1);
    assertThat(Json.read(cut.out()).path("reason").asText()).isEqualTo("shrunk");
  }

  @Test
  void theLogsKeyIsRemembered() throws IOException {
    grow(log(), 3, "leaf ");
    look();
    // Someone puts a log of his own in the place of the first, with his own key beside it.
    signer = signer();
    Path other = folder.resolve("other");
    grow(other, 300, "leaf ");

    Shell.Ended ended = look("--log", other.toString());

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).startsWith("REFUSED (not_signed)");
  }

  @Test
  void whatIsMissingIsSaid() throws IOException {
    assertThat(look().code()).isEqualTo(2);
    assertThat(look("--every", "0").code()).isEqualTo(2);
    Path key = Files.writeString(folder.resolve("key"), "nonsense\n");
    Shell.Ended nonsense = look("--key", key.toString());
    assertThat(nonsense.code()).isEqualTo(2);
    assertThat(nonsense.err()).contains("a verifier key has the form");
    Files.writeString(key, signer.verifier() + "\n");
    Shell.Ended early = look("--key", key.toString());
    assertThat(early.code()).isZero();
    assertThat(early.out()).contains("no checkpoint yet");
  }
}
