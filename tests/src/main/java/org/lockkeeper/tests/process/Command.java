package org.lockkeeper.tests.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that runs to its end. */
public final class Command {

  private Command() {}

  /** What a program left behind: its exit code, and both its outputs as they came. */
  public record Ended(int code, String output) {}

  /** Where a program is installed, if it is. */
  public static Optional<Path> installed(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Runs a program.
   *
   * @throws IllegalStateException when it does not end in time; it is killed
   */
  public static Ended run(
      Path folder, Map<String, String> environment, Duration patience, List<String> command)
      throws IOException {
    Path output = Files.createTempFile(folder, "command", ".log");
    try (var child = ChildProcess.start(command.getFirst(), output, environment, command)) {
      if (!child.waitFor(patience)) {
        throw new IllegalStateException(
            command + " did not end in " + patience + ":\n" + child.logTail());
      }
      return new Ended(child.exitCode(), child.log());
    }
  }
}
