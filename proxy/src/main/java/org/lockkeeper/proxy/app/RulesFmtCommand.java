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

/** Lays packs out in the standard form. */
@Command(
    name = "fmt",
    mixinStandardHelpOptions = true,
    description =
        "Rewrite packs in the standard form: order of keys, quotes, lines; comments are kept.")
final class RulesFmtCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Place place = new Place();

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "A pack, or a folder of packs (default: rules).")
  private Path path = Place.home().resolve("rules");

  @Option(
      names = "--check",
      description =
          "Change nothing; name the packs that are in another form, and exit 1 if any is.")
  private boolean check;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter errors = spec.commandLine().getErr();
    PackFiles packs = PackFiles.in(path);
    int changed = 0;
    boolean faulty = false;
    for (PackFiles.Laid laid : packs.laid(PackForm::of)) {
      laid.faults().forEach(fault -> errors.println("lockkeeper: " + fault));
      faulty |= !laid.faults().isEmpty();
      if (laid.changes()) {
        changed++;
        out.println((check ? "not in the standard form: " : "rewritten: ") + laid.name());
        if (!check) {
          laid.write();
        }
      }
    }
    if (changed == 0 && !faulty) {
      out.println(
          packs.count() == 1
              ? "the pack is in the standard form"
              : "all " + packs.count() + " packs are in the standard form");
    }
    out.flush();
    return faulty || check && changed > 0 ? ExitCode.NO : ExitCode.DONE;
  }
}
