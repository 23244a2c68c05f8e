package org.lockkeeper.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.tests.command.Shell.Ended;

/** {@code urls update} and {@code urls check}, as people call them. */
class UrlsCommandTest {

  @TempDir private Path folder;

  @BeforeEach
  void configure() throws IOException {
    Files.createDirectories(folder.resolve("rules"));
    Files.writeString(
        folder.resolve("lockkeeper.yaml"),
        """
        policy: { rules: rules, domains: [northbank.com] }
        urls:
          lists:
          - { name: hosts, category: malware, format: hosts, from: hosts.txt }
          - { name: pages, category: phishing, format: urls, from: pages.txt }
        """);
    Files.writeString(folder.resolve("hosts.txt"), "0.0.0.0 bad.example\n");
    Files.writeString(folder.resolve("pages.txt"), "http://site.example/a/b\n");
  }

  @Test
  void listsAreMadeNewAndLinksLookedUp() throws IOException {
    Ended update = run("update");
    assertThat(update.code()).isZero();
    assertThat(update.lines())
        .containsExactly(
            "hosts: 1 entries, 0 lines left out", "pages: 1 entries, 0 lines left out");

    Ended listed = run("check", "get hxxp://bad[.]example/x and https://site.example/a/b?c");
    assertThat(listed.code()).isEqualTo(1);
    assertThat(listed.lines())
        .containsExactly(
            "http://bad.example/x",
            "  malware        on the list hosts, as =bad.example",
            "  defanged",
            "https://site.example/a/b?c",
            "  phishing       on the list pages, as site.example/a/b");

    Ended free = run("check", "https://site.example/a", "localhost:8080");
    assertThat(free.code()).isZero();
    assertThat(free.lines())
        .containsExactly(
            "https://site.example/a",
            "  nothing is known of it",
            "http://localhost:8080/",
            "  nothing is known of it");
  }

  @Test
  void aLinkIsOneJsonObject() {
    Ended ended = run("check", "--json", "see https://northbank-login.example/");
    assertThat(ended.code()).isZero();
    assertThat(ended.lines())
        .containsExactly(
            "{\"url\":\"https://northbank-login.example/\",\"host\":\"northbank-login.example\","
                + "\"written\":\"https://northbank-login.example/\",\"start\":4,\"end\":36,\"listings\":[],"
                + "\"look-alike\":{\"own\":\"northbank.com\",\"way\":\"added-word\",\"sure\":\"high\"},\"traits\":[]}");
  }

  @Test
  void aRefusedListKeepsItsPlaceAndSaysSo() throws IOException {
    run("update");
    Files.writeString(folder.resolve("pages.txt"), "<html>\n<body> moved away\n");
    Ended refused = run("update", "pages");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.errors())
        .singleElement()
        .asString()
        .startsWith("lockkeeper: the list pages refused: ")
        .endsWith("; the one before stays");
    assertThat(run("check", "site.example/a/b").code()).isEqualTo(1);

    Files.delete(folder.resolve("pages.txt"));
    assertThat(run("update").code()).isEqualTo(3);
    assertThat(run("check", "site.example/a/b").code()).isEqualTo(1);
  }

  @Test
  void wrongUsageSaysWhatToDo() throws IOException {
    assertThat(run("update", "nobody").code()).isEqualTo(2);
    assertThat(run("check", "no link at all").code()).isEqualTo(2);
    Files.writeString(
        folder.resolve("lockkeeper.yaml"),
        """
        policy: { rules: rules }
        urls:
          lists:
          - { name: a, category: x, from: "https://lists.example.org/a" }
          - { name: a, category: x, from: a.txt, every: 10s }
          - { name: B, category: x, format: folders, from: "ftp://x/" }
          - { name: c, category: x, from: a.txt, signature: a.sig }
        """);
    Ended faults = run("update");
    assertThat(faults.code()).isEqualTo(2);
    assertThat(faults.err())
        .contains("needs sha256, or signature and key")
        .contains("another list has this name")
        .contains("five minutes")
        .contains("small letters")
        .contains("neither a web address nor a path")
        .contains("leave this out")
        .contains("signature and key");
  }

  private Ended run(String... words) {
    String[] line = new String[words.length + 3];
    line[0] = "urls";
    System.arraycopy(words, 0, line, 1, words.length);
    line[words.length + 1] = "--config";
    line[words.length + 2] = folder.resolve("lockkeeper.yaml").toString();
    return new Shell(folder.resolve("data")).run(line);
  }
}
