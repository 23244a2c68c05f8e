package org.lockkeeper.proxy.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lockkeeper.policy.load.RuleSet;
import picocli.CommandLine.Option;

/** Which rules a command judges by: a folder it is given, or the configuration's. */
final class RulesOption {

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "The folder of packs (default: the configuration's, rules).")
  private @Nullable Path folder;

  /** The folder that is meant. */
  Path folder(GatewayConfig config) {
    Path meant = Optional.ofNullable(folder).orElse(config.policy().rules());
    if (!Files.isDirectory(meant)) {
      throw new UsageException("there is no folder " + meant);
    }
    return meant;
  }

  /** Its rules, with the configuration's engine and budget. */
  RuleSet load(GatewayConfig config) {
    return RuleSet.load(folder(config), config.policy().matching());
  }
}
