package org.lockkeeper.tests.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.proof.ProofBundle;
import org.lockkeeper.archive.tlog.InclusionProof;
import org.lockkeeper.archive.tlog.Note;
import org.lockkeeper.archive.tlog.NoteSigner;
import org.lockkeeper.archive.tlog.SignatureType;
import org.lockkeeper.archive.tlog.TlogProof;
import org.lockkeeper.archive.tlog.TreeHasher;
import org.lockkeeper.archive.tlog.TreeHead;
import org.lockkeeper.tests.Needs;

/** The stand-alone verifier as it is handed out: {@code java -jar}. */
class VerifierJarTest {

  private static final String ORIGIN = "archive.example/log";

  @TempDir private Path folder;

  @Test
  void theJarChecksABundleByItself() throws Exception {
    Path jar = Needs.project().resolve("archive/target/lockkeeper-verifier.jar");
    assumeTrue(Files.exists(jar), "needs the packaged verifier: run 'mvn verify'");
    NoteSigner signer =
        new NoteSigner(
            ORIGIN,
            SignatureType.ED25519,
            KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    TreeHasher hasher = new TreeHasher();
    byte[] leaf = "the only leaf".getBytes(StandardCharsets.UTF_8);
    TreeHead head = new TreeHead(ORIGIN, 1, hasher.leaf(leaf));
    Note note = new Note(head.text(), List.of(signer.sign(head, Instant.EPOCH)));
    Path bundle = folder.resolve("bundle");
    ProofBundle.in(bundle).add(leaf, new TlogProof(new InclusionProof(0, 1, List.of()), note));

    String key = signer.verifier().toString();
    assertThat(verify(jar, key, bundle)).contains("PROVED: all 1").endsWith("exit 0");
    Files.write(bundle.resolve("0.leaf"), "another leaf".getBytes(StandardCharsets.UTF_8));
    assertThat(verify(jar, key, bundle)).contains("0: NOT PROVED").endsWith("exit 1");
  }

  private String verify(Path jar, String key, Path bundle) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar.toString(),
                "--key",
                key,
                bundle.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return out + "exit " + process.exitValue();
  }
}
