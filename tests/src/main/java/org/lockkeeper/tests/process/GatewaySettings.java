package org.lockkeeper.tests.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.tests.tls.TestAuthority;

/**
 * How a test's gateway is set up. {@link #yaml} is the one place in the tests that knows the form
 * of the configuration file.
 *
 * @param port where it takes clients; {@link #fresh} picks a free one
 * @param console where its console listens
 * @param certificate the authority whose certificate it shows; empty: it mints its own
 * @param rules the folder of its rule packs
 */
public record GatewaySettings(
    int port,
    int console,
    List<Served> services,
    Path rules,
    Optional<TestAuthority> certificate,
    boolean recording) {

  public GatewaySettings {
    services = List.copyOf(services);
  }

  /**
   * One service behind the gateway.
   *
   * @param trusted the authority that signed the upstream's certificate, where it has one
   */
  public record Served(String service, String host, URI upstream, Optional<TestAuthority> trusted) {

    /** A service in clear text. */
    public static Served plain(String service, String host, URI upstream) {
      return new Served(service, host, upstream, Optional.empty());
    }
  }

  /** Settings with free ports, recording on. */
  public static GatewaySettings fresh(
      Path rules, Optional<TestAuthority> certificate, Served... services) {
    return new GatewaySettings(
        ChildProcess.freePort(),
        ChildProcess.freePort(),
        List.of(services),
        rules,
        certificate,
        true);
  }

  /** The same with recording off, as benchmarks compare it. */
  public GatewaySettings notRecording() {
    return new GatewaySettings(port, console, services, rules, certificate, false);
  }

  /** The configuration file's text. */
  public String yaml() {
    var yaml = new StringBuilder("listen:\n  address: 127.0.0.1\n  port: " + port + "\n");
    certificate.ifPresent(
        authority ->
            yaml.append("  tls:\n    certificate: %s\n".formatted(authority.chainFile()))
                .append("    key: %s\n".formatted(authority.keyFile())));
    yaml.append("services:\n");
    for (Served served : services) {
      yaml.append("  - service: %s\n    host: %s\n".formatted(served.service(), served.host()));
      yaml.append("    upstream: %s\n".formatted(served.upstream()));
      served
          .trusted()
          .ifPresent(authority -> yaml.append("    trust: %s\n".formatted(authority.rootFile())));
    }
    yaml.append("policy:\n  rules: %s\n".formatted(rules));
    yaml.append("archive:\n  recording: %s\n".formatted(recording));
    yaml.append("console:\n  address: 127.0.0.1\n  port: %d\n".formatted(console));
    return yaml.toString();
  }

  /** Writes the configuration file into a folder. */
  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    return Files.writeString(folder.resolve("lockkeeper.yaml"), yaml());
  }
}
