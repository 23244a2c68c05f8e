package org.lockkeeper.proxy.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.lockkeeper.policy.canary.CanaryLimits;
import org.lockkeeper.policy.canary.Cohort;
import org.lockkeeper.proxy.app.CandidateSettings.Mode;
import org.lockkeeper.proxy.app.GatewayConfig.Bundled;
import org.lockkeeper.yaml.YamlMap;

/** Reads {@code policy.candidate:}. */
final class CandidateSettingsReader {

  private static final int WHOLE = 100;
  private static final int MANY = 1_000_000;

  private CandidateSettingsReader() {}

  static Optional<CandidateSettings> read(YamlMap map) {
    CanaryLimits usual = CanaryLimits.DEFAULT;
    Optional<Path> rules = map.text("rules").map(text -> ConfigReader.resolve(map, "rules", text));
    boolean bundled = map.has("bundle") || map.has("trust");
    Optional<Bundled> bundle = PolicySettingsReader.bundle(map);
    Mode mode = map.choice("mode", Mode.class, Mode.SHADOW);
    Cohort cohort = new Cohort(map.number("share", 0, WHOLE, CandidateSettings.DEFAULT_SHARE));
    int window = (int) map.number("window", 1, MANY, usual.window());
    long hits = map.number("hits", 0, WHOLE, Math.round(usual.hitPercent()));
    Duration slow = map.duration("slow", usual.slow());
    long slowShare = map.number("slow-share", 0, WHOLE, Math.round(usual.slowPercent()));
    int waiting = (int) map.number("waiting", 1, MANY, CandidateSettings.DEFAULT_WAITING);
    map.end();
    if (rules.isPresent() && bundled) {
      map.fault("rules", "a candidate is a folder of rules or a bundle; give one of them");
    }
    if (rules.isPresent() && !Files.isDirectory(rules.get())) {
      map.fault("rules", "there is no folder " + rules.get());
    }
    if (slow.isZero()) {
      map.fault("slow", "\"slow\" is longer than nothing");
      return Optional.empty();
    }
    return rules.isEmpty() && bundle.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new CandidateSettings(
                rules.orElse(Path.of("")),
                bundle,
                mode,
                cohort,
                new CanaryLimits(window, hits, slow, slowShare),
                waiting));
  }
}
