package org.lockkeeper.proxy.app;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.lockkeeper.policy.load.RuleCheck;
import org.lockkeeper.policy.load.RuleTests;
import org.lockkeeper.yaml.Fault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after rule packs. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = "Check rule packs and run the tests inside them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RulesCommand.Check.class,
      RulesCommand.Test.class,
      RulesKeygenCommand.class,
      RulesPackCommand.class,
      RulesVerifyCommand.class
    })
final class RulesCommand {

  private RulesCommand() {}

  /** The folder of rules that both commands take. */
  private static final class Folder {
    @Parameters(
        arity = "0..1",
        paramLabel = "DIR",
        description = "The folder of packs (default: rules).")
    private Path folder = Place.home().resolve("rules");

    Path existing() {
      if (!Files.isDirectory(folder)) {
        throw new UsageException("there is no folder " + folder);
      }
      return folder;
    }
  }

  /** Reports every fault of the packs with file, line and mend. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Report every fault with file and line; exit 1 if there is any.")
  static final class Check implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Folder folder = new Folder();
    @Mixin private Place place = new Place();

    @Option(names = "--json", description = "One JSON object a fault.")
    private boolean json;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      List<Fault> faults = RuleCheck.run(folder.existing());
      for (Fault fault : faults) {
        out.println(json ? Json.fault(fault) : fault.toString());
      }
      if (!json) {
        out.println(faults.isEmpty() ? "no faults" : faults.size() + " faults");
      }
      return faults.isEmpty() ? ExitCode.DONE : ExitCode.NO;
    }
  }

  /** Runs each detector's and rule's own tests. */
  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description = "Run each rule's hits and misses; exit 1 if any fails.")
  static final class Test implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Folder folder = new Folder();
    @Mixin private Place place = new Place();

    @Option(names = "--json", description = "One JSON object a rule or detector.")
    private boolean json;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      RuleTests.Report report = RuleTests.run(folder.existing());
      int passed = 0;
      int failed = 0;
      for (RuleTests.Outcome outcome : report.outcomes()) {
        passed += outcome.passed();
        failed += outcome.failures().size();
        if (json) {
          out.println(Json.outcome(outcome));
        } else {
          out.printf(
              "%-4s %-36s %d passed%s%n",
              outcome.failures().isEmpty() ? "ok" : "FAIL",
              outcome.name(),
              outcome.passed(),
              outcome.failures().isEmpty() ? "" : ", " + outcome.failures().size() + " failed");
          outcome.failures().forEach(failure -> out.println("     " + failure));
        }
      }
      if (!json) {
        out.printf("%d passed, %d failed%n", passed, failed);
      }
      return report.passed() ? ExitCode.DONE : ExitCode.NO;
    }
  }
}
