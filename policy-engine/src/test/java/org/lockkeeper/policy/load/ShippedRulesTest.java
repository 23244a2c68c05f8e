package org.lockkeeper.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The packs in rules/ are fit to ship: no fault, and every test in them passes. */
final class ShippedRulesTest {

  static final Path RULES = Path.of(System.getProperty("lockkeeper.root", ".."), "rules");

  @Test
  void everyPackIsWithoutFault() {
    assertThat(RuleCheck.run(RULES)).isEmpty();
  }

  @Test
  void everyInlineTestPasses() {
    RuleTests.Report report = RuleTests.run(RULES);
    assertThat(report.outcomes()).flatExtracting(RuleTests.Outcome::failures).isEmpty();
    assertThat(report.outcomes()).hasSizeGreaterThan(12);
  }
}
