package org.lockkeeper.tests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.lockkeeper.tests.process.ChildProcess;
import org.lockkeeper.tests.tls.TestAuthority;

/** The gateway as a benchmark starts it: by its launcher, with a configuration of its own. */
final class GatewayUnderTest {

  private static final Duration TO_START = Duration.ofSeconds(60);

  private GatewayUnderTest() {}

  /**
   * Where the benchmark's gateway listens, what it serves and whether it records. The one place
   * that knows the form of the configuration.
   */
  static String config(int port, int console, int upstream, TestAuthority authority, boolean record) {
    return """
    listen:
      address: 127.0.0.1
      port: %d
      certificate: %s
      key: %s
    console:
      address: 127.0.0.1
      port: %d
    recording: %s
    services:
      - service: mattermost
        host: localhost
        upstream: http://127.0.0.1:%d
    """
        .formatted(port, authority.chainFile(), authority.keyFile(), console, record ? "on" : "off", upstream);
  }

  /** Starts one and waits until it listens. */
  static Started start(
      Path launcher, Path folder, TestAuthority authority, int upstream, boolean record)
      throws IOException {
    Files.createDirectories(folder);
    int port = ChildProcess.freePort();
    int console = ChildProcess.freePort();
    Path config = folder.resolve("lockkeeper.yaml");
    Files.writeString(config, config(port, console, upstream, authority, record));
    List<String> command =
        List.of(
            launcher.toString(),
            "run",
            "--config",
            config.toString(),
            "--data",
            folder.resolve("data").toString());
    ChildProcess process =
        ChildProcess.start("gateway", folder.resolve("gateway.log"), Map.of(), command);
    return new Started(process.awaitPort(port, TO_START), port);
  }

  /** A gateway that runs. */
  record Started(ChildProcess process, int port) implements AutoCloseable {
    @Override
    public void close() {
      process.close();
    }
  }
}
