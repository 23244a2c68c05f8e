package org.lockkeeper.archive.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.tlog.InclusionProof;
import org.lockkeeper.archive.tlog.NaiveTree;
import org.lockkeeper.archive.tlog.Note;
import org.lockkeeper.archive.tlog.NoteSigner;
import org.lockkeeper.archive.tlog.SignatureType;
import org.lockkeeper.archive.tlog.TestKeys;
import org.lockkeeper.archive.tlog.TlogProof;
import org.lockkeeper.archive.tlog.TreeHasher;
import org.lockkeeper.archive.tlog.TreeHead;
import org.lockkeeper.message.Digest;

/**
 * A bundle against the stand-alone verifier, in this process and in one with nothing but the JDK.
 */
class BundleTest {

  private static final String ORIGIN = "archive.example/log";
  private static final Instant NOW = Instant.parse("2026-11-25T13:00:00Z");
  private static final int SIZE = 20;

  @TempDir Path directory;

  private final NoteSigner log = TestKeys.signer(ORIGIN, SignatureType.ED25519);
  private final NoteSigner second = TestKeys.signer(ORIGIN, SignatureType.COSIGNATURE_ML_DSA_44);
  private final NoteSigner witness =
      TestKeys.signer("witness.example/w", SignatureType.COSIGNATURE_ED25519);

  private record Ended(int code, String out, String err) {}

  /** Leaves of version 2, which commit to a record of their number. */
  private static byte[] leaf(long index) throws Exception {
    Mac hmac = Mac.getInstance("HmacSHA256");
    hmac.init(new SecretKeySpec(key(index, 1), "HmacSHA256"));
    byte[] check = new byte[34];
    check[0] = 'k';
    check[1] = 'c';
    System.arraycopy(key(index, 2), 0, check, 2, 32);
    return ByteBuffer.allocate(178)
        .put((byte) 2)
        .put((byte) 1)
        .putLong(index)
        .position(26)
        .put(Digest.of(cipher(index)).bytes())
        .put(hmac.doFinal(record(index)))
        .put(Digest.of(check).bytes())
        .array();
  }

  private static byte[] key(long index, int which) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) (index * 2 + which));
    return key;
  }

  private static byte[] record(long index) {
    return ("the words of record " + index).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] cipher(long index) {
    return ("ciphertext " + index).getBytes(StandardCharsets.UTF_8);
  }

  private Path bundle() {
    return directory.resolve("bundle");
  }

  @BeforeEach
  void build() throws Exception {
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      leaves.add(leaf(i));
    }
    TreeHead head = new TreeHead(ORIGIN, SIZE, NaiveTree.mth(leaves));
    Note note =
        new Note(
            head.text(),
            List.of(log.sign(head, NOW), second.sign(head, NOW), witness.sign(head, NOW)));
    ProofBundle bundle = ProofBundle.in(bundle());
    for (int index : new int[] {0, 7, 19}) {
      TlogProof proof =
          new TlogProof(
              InclusionProof.of(index, SIZE, NaiveTree.subtrees(leaves), new TreeHasher()), note);
      if (index == 0) {
        bundle.add(leaves.get(index), proof);
      } else {
        bundle.add(
            leaves.get(index),
            proof,
            new ProofBundle.Disclosure(record(index), key(index, 1), key(index, 2)));
      }
    }
    Files.write(bundle().resolve("7.cipher"), cipher(7));
  }

  private Ended verify(String... more) {
    List<String> arguments = new ArrayList<>(List.of("--key", log.verifier().toString()));
    arguments.addAll(List.of(more));
    arguments.add(bundle().toString());
    return run(arguments);
  }

  private static Ended run(List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            arguments,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Ended(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void saysInWordsWhatIsProved() {
    Ended ended =
        verify("--witness", witness.verifier().toString(), "--key", second.verifier().toString());

    assertThat(ended.code()).as(ended.out()).isZero();
    assertThat(ended.out())
        .contains("0: proved")
        .contains("leaf 7 of the 20 of archive.example/log")
        .contains("signed by archive.example/log (Ed25519)")
        .contains("signed by archive.example/log (ML-DSA-44), it says at 2026-11-25T13:00:00Z")
        .contains("witnessed by witness.example/w (Ed25519), it says at 2026-11-25T13:00:00Z")
        .contains("its words are not disclosed")
        .contains("its words are those that were logged")
        .contains("its key is the one that was logged")
        .contains("its ciphertext is the one that was logged")
        .contains("no time-stamp is with it")
        .endsWith("PROVED: all 3\n");
  }

  @Test
  void everyFlippedByteOfEveryFileIsNotProved() throws IOException {
    for (String file :
        List.of("0.leaf", "7.leaf", "7.record", "7.opening", "7.cipher", "19.tlog-proof")) {
      Path path = bundle().resolve(file);
      byte[] bytes = Files.readAllBytes(path);
      // Of a proof as far as the log's first signature goes: the other lines are for other keys.
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      int dash = text.indexOf("\u00e2\u0080\u0094");
      int end = dash < 0 ? bytes.length : text.indexOf('\n', dash);
      for (int at = 0; at < end; at += 3) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 1;
        Files.write(path, flipped);
        Ended ended = verify();
        assertThat(ended.code()).as("%s byte %s: %s", file, at, ended.out()).isEqualTo(1);
        assertThat(ended.out()).contains("NOT PROVED: 1 of 3");
      }
      Files.write(path, bytes);
    }
    assertThat(verify().code()).isZero();
  }

  @Test
  void aMissingFileIsNotProved() throws IOException {
    for (String file : List.of("0.leaf", "0.tlog-proof", "7.opening")) {
      byte[] bytes = Files.readAllBytes(bundle().resolve(file));
      Files.delete(bundle().resolve(file));
      Ended ended = verify();
      assertThat(ended.code()).as(file).isEqualTo(1);
      assertThat(ended.out()).contains("NOT PROVED: ").contains("the file is missing");
      Files.write(bundle().resolve(file), bytes);
    }
  }

  @Test
  void anEmptyBundleProvesNothing() throws IOException {
    Files.createDirectories(directory.resolve("empty"));
    Ended ended =
        run(List.of("--key", log.verifier().toString(), directory.resolve("empty").toString()));
    assertThat(ended.code()).isEqualTo(1);
  }

  @Test
  void anotherKeyOriginOrQuorumIsNotProved() {
    NoteSigner stranger = TestKeys.signer(ORIGIN, SignatureType.ED25519);
    Ended ended = run(List.of("--key", stranger.verifier().toString(), bundle().toString()));
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).contains("not signed by archive.example/log");

    assertThat(verify("--origin", "other.example").code()).isEqualTo(1);
    assertThat(verify("--quorum", "1").code()).isEqualTo(1);
    assertThat(verify("--quorum", "1", "--witness", witness.verifier().toString()).code()).isZero();
  }

  @Test
  void wrongUsageIsSaid() throws IOException {
    assertThat(run(List.of()).code()).isEqualTo(2);
    assertThat(run(List.of("--help")).code()).isZero();
    assertThat(run(List.of(bundle().toString())).code()).isEqualTo(2);
    assertThat(verify("--colour", "red").err()).contains("there is no option --colour");
    assertThat(verify("--quorum", "many").code()).isEqualTo(2);
    assertThat(verify("--key", "a+b+c").code()).isEqualTo(2);
    assertThat(verify("--key", directory.resolve("none").toString()).code()).isEqualTo(3);
    Path key = Files.writeString(directory.resolve("log.vkey"), log.verifier() + "\n");
    assertThat(run(List.of("--key", key.toString(), bundle().toString())).code()).isZero();
  }

  /** No library on the class path: only our classes, in a JVM of their own. */
  @Test
  void needsNothingButTheJdk() throws Exception {
    String classes = place(Main.class) + File.pathSeparator + place(Digest.class);
    Ended ended =
        process(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classes,
            Main.class.getName(),
            "--key",
            log.verifier().toString(),
            bundle().toString());
    assertThat(ended.out()).endsWith("PROVED: all 3\n");
    assertThat(ended.code()).isZero();
  }

  private static String place(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  /** The plain-Python verifier, which is in every bundle, comes to the same results. */
  @Test
  void thePythonVerifierAgrees() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "needs Debian's python3");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "needs Debian's openssl");
    Ended whole = python(log, witness);
    assertThat(whole.out())
        .contains("7: proved: in the 20 leaves of archive.example/log")
        .contains("signed by archive.example/log, witness.example/w")
        .contains("its words are those that were logged")
        .endsWith("PROVED: all 3\n");
    assertThat(whole.code()).isZero();

    assertThat(python(TestKeys.signer(ORIGIN, SignatureType.ED25519), witness).code()).isEqualTo(1);
    for (String file : List.of("0.leaf", "7.record", "7.opening", "7.cipher", "19.tlog-proof")) {
      byte[] bytes = Files.readAllBytes(bundle().resolve(file));
      byte[] flipped = bytes.clone();
      flipped[Math.min(40, flipped.length - 2)] ^= 1;
      Files.write(bundle().resolve(file), flipped);
      Ended ended = python(log, witness);
      assertThat(ended.code()).as("%s: %s", file, ended.out()).isEqualTo(1);
      Files.write(bundle().resolve(file), bytes);
    }
  }

  private Ended python(NoteSigner by, NoteSigner witnessed) throws Exception {
    return process(
        "/usr/bin/python3",
        bundle().resolve("verify.py").toString(),
        by.verifier().toString(),
        bundle().toString(),
        witnessed.verifier().toString());
  }

  private static Ended process(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), out, "");
  }
}
