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
import org.lockkeeper.policy.bundle.SigningKey;
import org.lockkeeper.proxy.cluster.ClusterSettings;
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
    assertThat(bare.links()).isEqualTo(shipped.links());
    assertThat(bare.archive()).isEqualTo(shipped.archive());
    assertThat(bare.files()).isEqualTo(shipped.files());
    assertThat(bare.listen()).isEqualTo(shipped.listen());
    assertThat(bare.console()).isEqualTo(shipped.console());
    assertThat(bare.policy().findings()).isEqualTo(shipped.policy().findings());
    assertThat(bare.cluster()).isEqualTo(shipped.cluster()).isEmpty();
  }

  @Test
  void theShippedClusterHasTheDefaultPace() throws IOException {
    Path local = Files.createDirectories(folder.resolve("shipped").resolve("local.d"));
    Files.copy(shipped(), local.resolveSibling("lockkeeper.yaml"));
    Files.createDirectories(folder.resolve("rules"));
    bundled(
        local, "a.yaml", "{ members: [\"a:1\", \"b:1\"], self: \"a:1\", secret: ../../secret }");

    ClusterSettings cluster =
        ConfigReader.read(local.resolveSibling("lockkeeper.yaml")).cluster().orElseThrow();

    assertThat(cluster.pace()).isEqualTo(ClusterSettings.Pace.DEFAULT);
    assertThat(cluster.name()).isEqualTo("lockkeeper");
    assertThat(cluster.address()).isEqualTo("a");
  }

  @Test
  void aMemberNeedsAllThatBelongsToIt() throws IOException {
    Path conf = folder.resolve("conf");
    Path file = conf.resolve("lockkeeper.yaml");
    bundled(conf, "lockkeeper.yaml", "{ members: [\"a:1\"], secret: ../secret }");
    assertThat(faults(file)).containsExactly(":2: a member of a cluster needs \"self\" as well");
    bundled(conf, "lockkeeper.yaml", "{ members: [\"a:1\"], self: \"b:1\", secret: ../secret }");
    assertThat(faults(file)).containsExactly(":2: the members do not name this gateway, b:1");
    bundled(
        conf,
        "lockkeeper.yaml",
        "{ members: [\"a:1\", \"a:1\"], self: \"a:1\", secret: ../secret }");
    assertThat(faults(file)).containsExactly(":2: a member is named twice: [a:1, a:1]");
    bundled(
        conf,
        "lockkeeper.yaml",
        "{ members: [\"a\"], self: \"a\", secret: ../secret, fresh: 100ms }");
    assertThat(faults(file))
        .anyMatch(fault -> fault.contains("\"a\" is no address such as 10.0.7.1:5701"))
        .anyMatch(fault -> fault.contains("at least twice \"show-every\""));
    Files.writeString(folder.resolve("secret"), "short");
    bundled(conf, "lockkeeper.yaml", "{ members: [\"a:1\"], self: \"a:1\", secret: ../secret }");
    assertThat(faults(file)).singleElement().asString().contains("at least 32 bytes");
  }

  @Test
  void aClusterTakesItsRulesFromABundle() throws IOException {
    Files.writeString(folder.resolve("secret"), "0123456789012345678901234567890123456789");
    Path file =
        config(
            """
            policy: { rules: ../rules }
            cluster: { members: ["a:1"], self: "a:1", secret: ../secret }
            """);
    assertThat(faults(file)).singleElement().asString().contains("set policy.bundle");
  }

  @Test
  void aBundleNeedsKeysToTrust() throws IOException {
    Path file = config("policy: { bundle: ../r.lkp }\n");
    assertThat(faults(file))
        .containsExactly(
            ":1: bundle and trust go together: a bundle, and the public keys it may be signed by");
    Files.writeString(folder.resolve("key.pub"), "no key");
    config("policy: { bundle: ../r.lkp, trust: ../key.pub }\n");
    assertThat(faults(file))
        .hasSize(2)
        .anyMatch(fault -> fault.contains("'lockkeeper rules pack' makes one"))
        .anyMatch(fault -> fault.contains("'rules keygen' makes one"));
  }

  /** A configuration with a bundle, whose content nobody has read yet, and this cluster. */
  private void bundled(Path above, String name, String cluster) throws IOException {
    Files.writeString(folder.resolve("r.lkp"), "");
    Files.writeString(folder.resolve("key.pub"), SigningKey.generate().publicText());
    if (!Files.exists(folder.resolve("secret"))) {
      Files.writeString(folder.resolve("secret"), "0123456789012345678901234567890123456789");
    }
    Files.writeString(
        above.resolve(name),
        "policy: { bundle: %s, trust: %s }\ncluster: %s\n"
            .formatted(
                above.relativize(folder.resolve("r.lkp")),
                above.relativize(folder.resolve("key.pub")),
                cluster));
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
