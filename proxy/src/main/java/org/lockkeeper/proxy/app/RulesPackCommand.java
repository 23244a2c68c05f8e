package org.lockkeeper.proxy.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lockkeeper.match.Matching;
import org.lockkeeper.message.Digest;
import org.lockkeeper.policy.bundle.Bundle;
import org.lockkeeper.policy.bundle.SignedBundle;
import org.lockkeeper.policy.bundle.SigningKey;
import org.lockkeeper.policy.bundle.TrustedKeys;
import org.lockkeeper.policy.load.BundleFile;
import org.lockkeeper.policy.load.RuleSet;
import org.lockkeeper.yaml.FaultyFileException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a signed bundle of a folder of packs. */
@Command(
    name = "pack",
    mixinStandardHelpOptions = true,
    description = "Check and test a folder of packs and sign it as one file.")
final class RulesPackCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Place place = new Place();

  @Parameters(paramLabel = "DIR", description = "The folder of packs.")
  private Path folder = Path.of("rules");

  @Option(names = "--key", required = true, paramLabel = "FILE", description = "The signing key.")
  private Path key = Path.of("rules.key");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description =
          "The bundle. One that is there, by the same key, is replaced and named as parent.")
  private Path out = Path.of("rules.lkp");

  @Option(
      names = "--label",
      paramLabel = "TEXT",
      description = "The version in your words (default: the time).")
  private Optional<String> label = Optional.empty();

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new UsageException("there is no folder " + folder);
    }
    Instant now = InstantSource.system().instant();
    SigningKey signing = RulesVerifyCommand.read(key, SigningKey::parse);
    Bundle.Header header =
        new Bundle.Header(
            label.orElse(now.truncatedTo(ChronoUnit.SECONDS).toString()),
            parent(signing),
            now,
            System.getProperty("user.name", ""));
    Bundle bundle = new Bundle(header, RuleSet.files(folder));
    RuleSet loaded = RuleSet.load(bundle, Matching.plain());
    SignedBundle signed = SignedBundle.sign(bundle, signing);
    Files.write(out, signed.bytes());
    spec.commandLine()
        .getOut()
        .printf(
            "%s: \"%s\", rules %s, %d files, bundle %s%n",
            out, header.label(), loaded.version(), bundle.files().size(), signed.digest());
    return ExitCode.DONE;
  }

  private Optional<Digest> parent(SigningKey signing) {
    if (!Files.exists(out)) {
      return Optional.empty();
    }
    try {
      TrustedKeys own = TrustedKeys.parse(signing.publicText());
      return Optional.of(new BundleFile(out, own).read().digest());
    } catch (FaultyFileException strange) {
      throw new UsageException(
          out + " is there and not of this key's making; name another --out or remove it");
    }
  }
}
