package org.lockkeeper.proxy.app;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options every command understands: where the configuration and the data are. */
final class Place {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration (default: conf/lockkeeper.yaml).")
  private Path config = home().resolve("conf").resolve("lockkeeper.yaml");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the archive and keys are kept (default: ./data).")
  private Path data = Path.of("data");

  Path config() {
    return config;
  }

  Path data() {
    return data.toAbsolutePath().normalize();
  }

  /** The folder the program stands in; the launcher names it. */
  static Path home() {
    return Path.of(System.getProperty("lockkeeper.root", ""));
  }
}
