package org.lockkeeper.proxy.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.lockkeeper.policy.layout.PackForm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Mends what is wrong in packs and has one mend only. */
@Command(
    name = "fix",
    mixinStandardHelpOptions = true,
    description =
        "Mend what needs no thought (mistyped keys and words, names of other tools, what says nothing), and lay out what was mended in the standard form. 'rules check' then says what is left.")
final class RulesFixCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Place place = new Place();

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "A pack, or a folder of packs (default: rules).")
  private Path path = Place.home().resolve("rules");

  @Option(names = "--dry-run", description = "Change nothing; only say what would be mended.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter errors = spec.commandLine().getErr();
    PackFiles packs = PackFiles.in(path);
    int mended = 0;
    boolean faulty = false;
    for (PackFiles.Laid laid : packs.laid(PackForm::mended)) {
      laid.faults().forEach(fault -> errors.println("lockkeeper: " + fault));
      faulty |= !laid.faults().isEmpty();
      laid.mends().forEach(out::println);
      mended += laid.mends().size();
      if (!laid.mends().isEmpty() && !dryRun) {
        laid.write();
      }
    }
    out.println(
        switch (mended) {
          case 0 -> "nothing to mend by itself; 'rules check' says what is left";
          case 1 -> dryRun ? "1 thing would be mended" : "1 thing mended";
          default -> mended + (dryRun ? " things would be mended" : " things mended");
        });
    out.flush();
    return faulty ? ExitCode.NO : ExitCode.DONE;
  }
}
