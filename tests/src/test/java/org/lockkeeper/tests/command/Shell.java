package org.lockkeeper.tests.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lockkeeper.proxy.app.Lockkeeper;
import picocli.CommandLine;

/** Runs commands in this process, each over the same data. */
final class Shell {

  private final Path data;

  Shell(Path data) {
    this.data = data;
  }

  /**
   * What a command left.
   *
   * @param code its exit code
   */
  record Ended(int code, String out, String err) {

    List<String> lines() {
      return out.lines().toList();
    }

    List<String> errors() {
      return err.lines().toList();
    }
  }

  /** Runs a command that takes {@code --data}. */
  Ended run(String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--data", data.toString()));
    return bare(line.toArray(String[]::new));
  }

  /** Runs a command as it stands. */
  static Ended bare(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    CommandLine line = Lockkeeper.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int code = line.execute(words);
    return new Ended(code, out.toString(), err.toString());
  }
}
