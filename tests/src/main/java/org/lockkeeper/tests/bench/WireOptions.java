package org.lockkeeper.tests.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the wire benchmark is run.
 *
 * @param launcher the gateway's launcher; empty: nginx is measured against itself, which shows how
 *     much the method itself scatters
 * @param project the project's root folder
 */
record WireOptions(
    int rounds, Duration length, Duration warmUp, Optional<Path> launcher, Path project) {

  static WireOptions parse(String[] arguments) {
    Path project = Path.of(System.getProperty("lockkeeper.root", "."));
    var options =
        new WireOptions(
            5,
            Duration.ofSeconds(6),
            Duration.ofSeconds(40),
            Optional.of(project.resolve("bin").resolve("lockkeeper").toAbsolutePath()),
            project);
    for (int at = 0; at < arguments.length; at += 2) {
      if (at + 1 == arguments.length) {
        throw new IllegalArgumentException(arguments[at] + " needs a value");
      }
      options = options.with(arguments[at], arguments[at + 1]);
    }
    return options;
  }

  private WireOptions with(String name, String value) {
    return switch (name) {
      case "--rounds" ->
          new WireOptions(Integer.parseInt(value), length, warmUp, launcher, project);
      case "--seconds" -> new WireOptions(rounds, seconds(value), warmUp, launcher, project);
      case "--warm-up" -> new WireOptions(rounds, length, seconds(value), launcher, project);
      case "--launcher" ->
          new WireOptions(rounds, length, warmUp, Optional.of(Path.of(value)), project);
      case "--against" -> new WireOptions(rounds, length, warmUp, Optional.empty(), project);
      default ->
          throw new IllegalArgumentException(
              name + ": use --rounds, --seconds, --warm-up, --launcher or --against nginx");
    };
  }

  private static Duration seconds(String value) {
    return Duration.ofSeconds(Long.parseLong(value));
  }
}
