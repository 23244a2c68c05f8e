package org.lockkeeper.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.match.Matching;
import org.lockkeeper.policy.bundle.SignedBundle;
import org.lockkeeper.shared.Packer;
import org.lockkeeper.shared.PolicySource;
import org.lockkeeper.shared.PolicySourceContract;

/** A folder and a bundle's file keep the contract of all sources. */
final class LocalPolicySourcesTest {

  private final Packer packer = new Packer();
  private final List<Runnable> looks = new ArrayList<>();

  /** The looks happen when a test asks. */
  private DirectoryPolicySource.Pulse pulse() {
    return look -> {
      looks.add(look);
      return looks::clear;
    };
  }

  private interface Change {
    void write(String pack) throws IOException;
  }

  private PolicySourceContract.Stage stage(PolicySource source, Change change) {
    return new PolicySourceContract.Stage() {
      @Override
      public PolicySource source() {
        return source;
      }

      @Override
      public void change(String pack) {
        try {
          change.write(pack);
        } catch (IOException broken) {
          throw new UncheckedIOException(broken);
        }
      }

      @Override
      public List<String> refusals() {
        return packer.refusals();
      }

      @Override
      public void until(BooleanSupplier holds) {
        looks.forEach(Runnable::run);
        looks.forEach(Runnable::run);
        assertThat(holds.getAsBoolean()).as("after two looks").isTrue();
      }

      @Override
      public void close() {
        source.close();
      }
    };
  }

  @Nested
  final class OfAFolder implements PolicySourceContract {
    @Override
    public Stage stage(Path folder, String pack) {
      RulesFolder rules = new RulesFolder(folder).write("p.yaml", pack);
      PolicySource source = DirectoryPolicySource.open(rules.path(), packer, pulse());
      return LocalPolicySourcesTest.this.stage(source, next -> rules.write("p.yaml", next));
    }
  }

  @Nested
  final class OfABundle implements PolicySourceContract {

    @Override
    public Stage stage(Path folder, String pack) {
      Path file = folder.resolve("rules.lkp");
      SignedBundle first = packer.pack(pack);
      try {
        Files.write(file, first.bytes());
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
      PolicySource source =
          BundlePolicySource.open(file, packer.trusted(), Matching.plain(), packer, pulse());
      return LocalPolicySourcesTest.this.stage(
          source, next -> Files.write(file, packer.pack(next).bytes()));
    }

    @Test
    void aStrangersBundleAndAnOldOneChangeNothing(@TempDir Path folder) throws IOException {
      SignedBundle old = packer.pack(PACK.formatted("beta"));
      try (Stage stage = stage(folder, PACK.formatted("alpha"))) {
        Path file = folder.resolve("rules.lkp");
        Files.write(file, packer.packByAStranger(PACK.formatted("delta")).bytes());
        stage.until(() -> stage.refusals().size() == 1);
        Files.write(file, old.bytes());
        stage.until(() -> stage.refusals().size() == 2);
        assertThat(stage.refusals().getFirst()).contains("not among the trusted");
        assertThat(stage.refusals().getLast()).contains("made before the one in force");
        assertThat(PolicySourceContract.verdict(stage.source(), "alpha")).isEqualTo("block");
      }
    }
  }
}
