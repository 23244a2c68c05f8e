package org.lockkeeper.policy.load;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.lockkeeper.yaml.Fault;
import org.lockkeeper.yaml.Faults;
import org.lockkeeper.yaml.FaultyFileException;
import org.lockkeeper.yaml.Where;

/**
 * Checks a folder of packs: form, names, what every rule needs, its own tests, and what would load
 * and yet be a mistake.
 */
public final class RuleCheck {

  private RuleCheck() {}

  /** Every fault there is without a configuration to compare with. */
  public static List<Fault> run(Path folder) {
    return run(folder, KnownNames.NONE);
  }

  /**
   * Every fault, by file and line; none if the set would load and nothing in it looks like a slip.
   *
   * @throws UncheckedIOException if the folder cannot be read
   */
  public static List<Fault> run(Path folder, KnownNames known) {
    Faults faults = new Faults();
    try {
      RuleSet compiled = RuleSet.compile(folder);
      if (compiled.ruleIds().isEmpty()) {
        faults.add(new Where(folder.toString(), 0), "no rule in this folder");
      }
      TwinLint.read(compiled.ruleDrafts(), faults);
      RuleTests.run(compiled).outcomes().forEach(outcome -> tests(outcome, faults));
    } catch (FaultyFileException faulty) {
      faulty.faults().forEach(fault -> faults.add(fault.where(), fault.message()));
    }
    new NameLint(known, faults).read(RuleFiles.read(folder, new Faults()));
    return faults.all();
  }

  /** One line each; the command that runs the tests shows the text and what was found in it. */
  private static void tests(RuleTests.Outcome outcome, Faults faults) {
    for (Fault failure : outcome.failures()) {
      String first = failure.message().lines().findFirst().orElse(failure.message());
      faults.add(failure.where(), first + "; \"rules test\" shows what was found");
    }
  }
}
