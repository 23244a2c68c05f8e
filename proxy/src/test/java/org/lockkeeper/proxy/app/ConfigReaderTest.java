package org.lockkeeper.proxy.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.match.VectorscanEngine;
import org.lockkeeper.proxy.flow.FailMode;
import org.lockkeeper.yaml.FaultyFileException;

class ConfigReaderTest {

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void aFolderOfRules() throws IOException {
    Files.createDirectories(folder.resolve("rules"));
    Files.createDirectories(folder.resolve("conf").resolve("local.d"));
  }

  @Test
  void theShippedConfigurationHasNoFault() {
    GatewayConfig config = ConfigReader.read(shipped());

    assertThat(config.services()).isEmpty();
    assertThat(config.policy().rules()).isDirectory();
  }

  @Test
  void theShippedConfigurationSaysTheDefaultsThatHoldWithoutIt() throws IOException {
    GatewayConfig bare = ConfigReader.read(config("policy: { rules: ../rules }\n"));
    GatewayConfig shipped = ConfigReader.read(shipped());

    assertThat(bare.wire()).isEqualTo(shipped.wire());
    assertThat(bare.gate()).isEqualTo(shipped.gate());
    assertThat(bare.archive()).isEqualTo(shipped.archive());
    assertThat(bare.files()).isEqualTo(shipped.files());
    assertThat(bare.listen()).isEqualTo(shipped.listen());
    assertThat(bare.console()).isEqualTo(shipped.console());
    assertThat(bare.policy().matching().budget()).isEqualTo(shipped.policy().matching().budget());
  }

  @Test
  void theEngineAndItsBudgetAreSet() throws IOException {
    GatewayConfig config =
        ConfigReader.read(config("policy: { rules: ../rules, engine: auto, budget: 50_000 }\n"));

    assertThat(config.policy().matching().budget()).isEqualTo(50_000);
    assertThat(faults(config("policy: { rules: ../rules, engine: fast, budget: 12 }\n")))
        .containsExactly(
            ":1: \"budget\" must be a whole number from 10000 to 1000000000, not \"12\"",
            ":1: \"engine\" must be one of gated, vectorscan, auto, not \"fast\"");
  }

  @Test
  void vectorscanIsUsedOrItsAbsenceSaid() throws IOException {
    List<String> faults =
        faults(config("policy:\n  rules: ../rules\n  engine: vectorscan\n"));

    if (VectorscanEngine.installed().isPresent()) {
      assertThat(faults).isEmpty();
    } else {
      assertThat(faults)
          .singleElement()
          .asString()
          .startsWith(":3: Vectorscan is not there: install the Debian package libvectorscan5")
          .contains("engine: auto");
    }
  }

  @Test
  void everyFaultIsReportedAtOnceWithItsLine() throws IOException {
    Path file =
        config(
            """
            lisen:
              port: 8443
            services:
              - service: Matter Most
                host: https://chat.example.org
                upstream: chat.internal
                fail-mode: shrug
            policy:
              rules: ../nowhere
            wire:
              head-time: soon
            gate:
              message: 12 apples
            """);

    assertThat(faults(file))
        .containsExactly(
            ":1: unknown key \"lisen\"; did you mean \"listen\"?",
            ":4: a service name is 1 to 64 lower-case letters, digits and dashes, not \"Matter Most\"",
            ":5: \"https://chat.example.org\" is no host name; give it without scheme, port or path",
            ":6: \"upstream\" must be an address such as https://chat.internal.example.org:8065, without a path, not \"chat.internal\"",
            ":7: \"fail-mode\" must be one of refuse, pass, not \"shrug\"",
            ":9: there is no folder " + folder.resolve("nowhere").toAbsolutePath(),
            ":11: \"head-time\" must be a time such as 250ms, 10s, 5m, 4h or 30d, not \"soon\"",
            ":13: \"message\" must be a size such as 64 KiB, 1 MiB or 2 GiB, from 1024 to 1073741824 bytes, not \"12 apples\"");
  }

  @Test
  void localFilesAreLaidOverKeyByKeyInTheOrderOfTheirNames() throws IOException {
    Path file = config("listen: { port: 1000 }\npolicy: { rules: ../rules }\n");
    local("20-late.yaml", "listen: { port: 3000 }\n");
    local(
        "10-early.yaml",
        """
        listen: { port: 2000, address: 0.0.0.0 }
        services:
          - { service: mattermost, host: Chat.Example.org, upstream: "http://127.0.0.1:8065", fail-mode: pass }
        """);

    GatewayConfig config = ConfigReader.read(file);

    assertThat(config.listen().port()).isEqualTo(3000);
    assertThat(config.listen().address()).isEqualTo("0.0.0.0");
    assertThat(config.services().getFirst().host()).isEqualTo("chat.example.org");
    assertThat(config.services().getFirst().failMode()).isEqualTo(FailMode.PASS);
  }

  @Test
  void aFaultInALocalFileNamesThatFile() throws IOException {
    Path file = config("policy: { rules: ../rules }\n");
    local("site.yaml", "\nlisten: { port: many }\n");

    assertThatExceptionOfType(FaultyFileException.class)
        .isThrownBy(() -> ConfigReader.read(file))
        .withMessageContaining("site.yaml:2:");
  }

  @Test
  void oneHostCannotGoToTwoServices() throws IOException {
    Path file =
        config(
            """
            policy: { rules: ../rules }
            services:
              - { service: mattermost, host: chat.example.org, upstream: "http://127.0.0.1:1" }
              - { service: mastodon, host: CHAT.example.org, upstream: "http://127.0.0.1:2" }
            """);

    assertThat(faults(file))
        .containsExactly(
            ":4: host \"chat.example.org\" has a service already; each host goes to one");
  }

  @Test
  void aMissingFileIsAFaultThatSaysWhatToDo() {
    assertThatExceptionOfType(FaultyFileException.class)
        .isThrownBy(() -> ConfigReader.read(folder.resolve("none.yaml")))
        .withMessageContaining("--config");
  }

  private Path config(String text) throws IOException {
    return Files.writeString(folder.resolve("conf").resolve("lockkeeper.yaml"), text);
  }

  private void local(String name, String text) throws IOException {
    Files.writeString(folder.resolve("conf").resolve("local.d").resolve(name), text);
  }

  private static List<String> faults(Path file) {
    try {
      ConfigReader.read(file);
    } catch (FaultyFileException faulty) {
      return faulty.faults().stream()
          .map(fault -> fault.toString().replace(file.toString(), ""))
          .toList();
    }
    return List.of();
  }

  private static Path shipped() {
    return Path.of(System.getProperty("lockkeeper.root", ".."))
        .resolve("conf")
        .resolve("lockkeeper.yaml");
  }
}
