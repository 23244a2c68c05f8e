package org.lockkeeper.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.tests.command.Shell.Ended;

/** {@code rules keygen}, {@code pack} and {@code verify}, as people call them. */
class BundleCommandsTest {

  @TempDir private Path folder;
  private Path rules;

  @BeforeEach
  void makeRules() throws IOException {
    rules = Files.createDirectories(folder.resolve("rules"));
    expecting("block");
  }

  private void expecting(String expected) throws IOException {
    Files.writeString(
        rules.resolve("p.yaml"),
        """
        pack: p
        version: 1
        owner: test
        lists:
          meals: { terms: [lunch] }
        rules:
        - id: P-1
          title: Meals
          when: { list: meals }
          do: { block: true, tell: "No." }
          tests:
          - { say: lunch, expect: %s }
          - { say: work, expect: allow }
        """
            .formatted(expected));
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private Ended keygen(String name) {
    return Shell.bare("rules", "keygen", "--out", at(name));
  }

  private Ended pack(String key, String... more) {
    String[] line = {"rules", "pack", rules.toString(), "--key", at(key), "--out", at("r.lkp")};
    String[] whole = Arrays.copyOf(line, line.length + more.length);
    System.arraycopy(more, 0, whole, line.length, more.length);
    return Shell.bare(whole);
  }

  private Ended verify(String key) {
    return Shell.bare("rules", "verify", at("r.lkp"), "--trust", at(key + ".pub"));
  }

  @Test
  void aFolderIsPackedSignedAndVerified() throws IOException {
    assertThat(keygen("k").code()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("k"))))
        .isEqualTo("rw-------");

    Ended packed = pack("k", "--label", "November");
    Ended verified = verify("k");

    assertThat(packed.code()).as(packed.err()).isZero();
    assertThat(packed.out()).contains("\"November\"", "1 files", "bundle ");
    assertThat(verified.code()).isZero();
    assertThat(verified.out()).contains("\"November\"", "1 files", "signed by the key");
  }

  @Test
  void theNextBundleNamesTheOneBefore() throws IOException {
    keygen("k");
    Ended first = pack("k");
    String digest = first.out().strip().replaceAll(".*bundle ", "");
    Files.writeString(rules.resolve("more.txt"), "more\n");
    assertThat(pack("k").code()).isZero();
    assertThat(verify("k").out()).contains("made from " + digest);
    assertThat(Shell.bare("rules", "verify", at("r.lkp"), "--trust", at("k.pub"), "--json").out())
        .contains("\"trusted\":true", "\"parent\":\"" + digest + "\"");
  }

  @Test
  void aBundleByAStrangerOrAlteredIsNotToBeUsed() throws IOException {
    keygen("k");
    keygen("other");
    pack("k");
    assertThat(verify("other").code()).isEqualTo(1);
    assertThat(verify("other").out()).contains("not among the trusted");
    byte[] bytes = Files.readAllBytes(folder.resolve("r.lkp"));
    bytes[bytes.length / 2] ^= 1;
    Files.write(folder.resolve("r.lkp"), bytes);
    assertThat(verify("k").code()).isEqualTo(1);
    assertThat(verify("k").out()).contains("not what was signed");
    Ended json = Shell.bare("rules", "verify", at("r.lkp"), "--trust", at("k.pub"), "--json");
    assertThat(json.out()).contains("\"trusted\":false", "\"why\":");
  }

  @Test
  void aSetWhoseTestsFailIsNotPacked() throws IOException {
    keygen("k");
    expecting("hold");
    Ended ended = pack("k");
    assertThat(ended.code()).isNotZero();
    assertThat(ended.err()).contains("p.yaml:12");
    assertThat(folder.resolve("r.lkp")).doesNotExist();
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    keygen("k");
    assertThat(keygen("k").code()).isEqualTo(2);
    Files.writeString(folder.resolve("r.lkp"), "something else");
    assertThat(pack("k").code()).isEqualTo(2);
    assertThat(Files.readString(folder.resolve("r.lkp"))).isEqualTo("something else");
  }

  @Test
  void whatIsMissingIsSaid() throws IOException {
    assertThat(pack("absent").code()).isIn(2, 3);
    Files.writeString(folder.resolve("k"), "no key");
    Ended ended = pack("k");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("rules keygen");
    assertThat(verify("k").code()).isIn(2, 3);
  }
}
