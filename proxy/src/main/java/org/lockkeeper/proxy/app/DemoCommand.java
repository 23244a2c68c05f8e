package org.lockkeeper.proxy.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.lockkeeper.proxy.app.demo.DemoSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the main job on a make-believe workplace. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Send a make-believe workplace's chat through a running gateway and show what became of it.")
final class DemoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Place place = new Place();

  @Option(
      names = "--once",
      description = "End by itself, with one line of JSON as the last line of output.")
  private boolean once;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Path config = Place.home().resolve("conf").resolve("demo").resolve("lockkeeper.yaml");
    try (DemoSession session =
        DemoSession.start(ConfigReader.read(config), place.data().resolve("demo"), once, out)) {
      boolean whole = session.play();
      if (!once) {
        session.stay();
      }
      return whole ? ExitCode.DONE : ExitCode.NO;
    }
  }
}
