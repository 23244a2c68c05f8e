package org.lockkeeper.policy.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.PolicyVersion;
import org.lockkeeper.yaml.Fault;
import org.lockkeeper.yaml.FaultyFileException;

/** A changed folder is swapped in as a whole; a broken one changes nothing. */
final class DirectoryPolicySourceTest {

  private static final String PACK =
      """
      lists: { words: { terms: [%1$s] } }
      rules:
      - id: R
        title: t
        when: { list: words }
        do: { block: true, tell: t }
        tests: [ { say: "%1$s", expect: block }, { say: x, expect: allow } ]
      """;

  private final RulesFolder rules;
  private final List<String> told = new ArrayList<>();
  private final List<Runnable> looks = new ArrayList<>();

  DirectoryPolicySourceTest(@TempDir Path folder) {
    this.rules = new RulesFolder(folder).pack("p", PACK.formatted("alpha"));
  }

  @Test
  void aChangeIsInForceAfterTwoLooksThatAgree() {
    try (DirectoryPolicySource source = open()) {
      assertThat(verdict(source, "gamma")).isEqualTo("allow");
      rules.pack("p", PACK.formatted("gamma"));
      look();
      assertThat(verdict(source, "gamma")).as("may still be written").isEqualTo("allow");
      look();
      assertThat(verdict(source, "gamma")).isEqualTo("block");
      assertThat(verdict(source, "alpha")).isEqualTo("allow");
      assertThat(told).hasSize(2).last().asString().isEqualTo("loaded " + source.version());
    }
  }

  @Test
  void aBrokenSetLeavesTheOldOneInForceAndIsReportedOnce() {
    try (DirectoryPolicySource source = open()) {
      PolicyVersion before = source.version();
      rules.pack("p", PACK.formatted("gamma"));
      rules.pack("q", "rules: [ { id: Q } ]\nspare: 1\n");
      look();
      look();
      look();
      assertThat(source.version()).isEqualTo(before);
      assertThat(verdict(source, "alpha")).isEqualTo("block");
      assertThat(verdict(source, "gamma")).as("all or nothing").isEqualTo("allow");
      assertThat(told).hasSize(2);
      assertThat(told.getLast())
          .startsWith("refused")
          .contains("rules/q.yaml:5: unknown key \"spare\"");
    }
  }

  @Test
  void aMendedSetIsLoaded() {
    try (DirectoryPolicySource source = open()) {
      rules.pack("p", "rules: 1");
      look();
      look();
      rules.pack("p", PACK.formatted("gamma"));
      look();
      look();
      assertThat(verdict(source, "gamma")).isEqualTo("block");
    }
  }

  @Test
  void aFolderThatIsGoneChangesNothing() throws IOException {
    try (DirectoryPolicySource source = open()) {
      Path away = rules.path().resolveSibling("away");
      Files.move(rules.path(), away);
      look();
      look();
      look();
      assertThat(verdict(source, "alpha")).isEqualTo("block");
      assertThat(told).hasSize(2).last().asString().startsWith("refused");
      Files.move(away, rules.path());
      look();
      look();
      assertThat(verdict(source, "alpha")).isEqualTo("block");
    }
  }

  @Test
  void theFirstSetMustBeWhole() {
    rules.pack("p", "rules: 1");
    assertThatThrownBy(this::open).isInstanceOf(FaultyFileException.class);
  }

  private DirectoryPolicySource open() {
    return DirectoryPolicySource.open(
        rules.path(),
        new DirectoryPolicySource.Listener() {
          @Override
          public void loaded(PolicyVersion version) {
            told.add("loaded " + version);
          }

          @Override
          public void refused(List<Fault> faults) {
            told.add("refused " + faults);
          }
        },
        look -> {
          looks.add(look);
          return looks::clear;
        });
  }

  private void look() {
    looks.forEach(Runnable::run);
  }

  private static String verdict(DirectoryPolicySource source, String text) {
    return source.current().inspect(TestReader.post(text), Facts.NONE).verdict().label();
  }
}
