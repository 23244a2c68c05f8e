package org.lockkeeper.policy.load;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.lockkeeper.yaml.Fault;
import org.lockkeeper.yaml.FaultyFileException;
import org.lockkeeper.yaml.Where;

/** Checks a folder of packs without running their tests: form, names, and what every rule needs. */
public final class RuleCheck {

  private RuleCheck() {}

  /**
   * Every fault, by file and line; none if the set would compile.
   *
   * @throws UncheckedIOException if the folder cannot be read
   */
  public static List<Fault> run(Path folder) {
    try {
      RuleSet compiled = RuleSet.compile(folder);
      return compiled.ruleIds().isEmpty()
          ? List.of(new Fault(new Where(folder.toString(), 0), "no rule in this folder"))
          : List.of();
    } catch (FaultyFileException faulty) {
      return faulty.faults();
    }
  }
}
