package org.lockkeeper.proxy.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lockkeeper.policy.load.BundleFile;
import org.lockkeeper.policy.load.RuleSet;
import picocli.CommandLine.Option;

/** Which rules a command judges by: a folder it is given, or what the configuration names. */
final class RulesOption {

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "The folder of packs (default: what the configuration names).")
  private @Nullable Path folder;

  /** The rules, with the configuration's engine and budget. */
  RuleSet load(GatewayConfig config) {
    return load(Optional.ofNullable(folder), config);
  }

  /**
   * The rules of a folder, or of the configuration where none is given.
   *
   * @throws UsageException if there is no such folder
   */
  static RuleSet load(Optional<Path> given, GatewayConfig config) {
    GatewayConfig.PolicySettings policy = config.policy();
    if (given.isEmpty() && policy.bundle().isPresent()) {
      GatewayConfig.Bundled bundle = policy.bundle().get();
      return RuleSet.load(
          new BundleFile(bundle.file(), bundle.trusted()).read().bundle(), policy.matching());
    }
    Path meant = given.orElse(policy.rules());
    if (!Files.isDirectory(meant)) {
      throw new UsageException("there is no folder " + meant);
    }
    return RuleSet.load(meant, policy.matching());
  }
}
