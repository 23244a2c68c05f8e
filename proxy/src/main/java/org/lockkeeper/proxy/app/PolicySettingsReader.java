package org.lockkeeper.proxy.app;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lockkeeper.match.GatedPatternEngine;
import org.lockkeeper.match.Matching;
import org.lockkeeper.match.PatternEngine;
import org.lockkeeper.match.VectorscanEngine;
import org.lockkeeper.policy.bundle.TrustedKeys;
import org.lockkeeper.policy.load.KnownNames;
import org.lockkeeper.proxy.app.GatewayConfig.Bundled;
import org.lockkeeper.proxy.app.GatewayConfig.PolicySettings;
import org.lockkeeper.proxy.app.GatewayConfig.Remembering;
import org.lockkeeper.proxy.flow.People;
import org.lockkeeper.yaml.YamlMap;

/** Reads {@code policy:}: which rules, how they match, who is who, who is told. */
final class PolicySettingsReader {

  private static final int MOST_COUNTERS = 100_000_000;
  private static final long MOST_FINDINGS = 16L << 30;

  /** A message of 2 KB with one pattern to try must still be readable whole. */
  private static final long LEAST_BUDGET = 10_000;

  private static final long MOST_BUDGET = 1_000_000_000;

  /** What finds patterns. */
  private enum Engine {
    GATED,
    VECTORSCAN,
    AUTO
  }

  private PolicySettingsReader() {}

  static PolicySettings read(YamlMap map) {
    Path rules = ConfigReader.path(map, "rules", Path.of("rules"));
    Optional<Bundled> bundle = bundle(map);
    if (bundle.isEmpty() && !map.has("bundle") && !Files.isDirectory(rules)) {
      map.fault("rules", "there is no folder " + rules);
    }
    Matching matching = matching(map);
    Map<String, Set<String>> groups = named(map, "groups");
    Map<String, Set<String>> roles = named(map, "roles");
    People people =
        People.of(
            groups,
            roles,
            Set.copyOf(map.texts("domains")),
            Set.copyOf(map.texts("external")),
            named(map, "channels"));
    Map<String, URI> notify = notify(map.section("notify"));
    Duration reason = map.duration("reason-window", Duration.ofMinutes(10));
    Duration join = map.duration("join-window", Duration.ofMinutes(5));
    int counters = (int) map.number("counters", 1000, MOST_COUNTERS, 500_000);
    Remembering findings =
        new Remembering(
            map.bytes("findings", 0, MOST_FINDINGS, Remembering.DEFAULT.memory()),
            (int) map.number("findings-from", 0, Integer.MAX_VALUE, Remembering.DEFAULT.from()));
    Optional<CandidateSettings> candidate = CandidateSettingsReader.read(map.section("candidate"));
    map.end();
    KnownNames names = new KnownNames(groups.keySet(), roles.keySet(), notify.keySet(), Set.of());
    return new PolicySettings(
        rules, bundle, matching, names, people, notify, reason, join, counters, findings,
        candidate);
  }

  private static Matching matching(YamlMap map) {
    long budget = map.number("budget", LEAST_BUDGET, MOST_BUDGET, Matching.DEFAULT_BUDGET);
    PatternEngine engine =
        switch (map.choice("engine", Engine.class, Engine.GATED)) {
          case GATED -> new GatedPatternEngine();
          case AUTO -> VectorscanEngine.installed().orElseGet(GatedPatternEngine::new);
          case VECTORSCAN ->
              VectorscanEngine.installed()
                  .orElseGet(
                      () -> {
                        map.fault(
                            "engine",
                            "Vectorscan is not there: install the Debian package libvectorscan5 (x86"
                                + " processors need SSE 4.2), or set engine: auto to use it where it is,"
                                + " or engine: gated");
                        return new GatedPatternEngine();
                      });
        };
    return new Matching(engine, budget);
  }

  /** A bundle and the keys it may be signed by; empty if there is none. */
  static Optional<Bundled> bundle(YamlMap map) {
    Optional<Path> file = map.text("bundle").map(text -> ConfigReader.resolve(map, "bundle", text));
    Optional<Path> trust = map.text("trust").map(text -> ConfigReader.resolve(map, "trust", text));
    if (file.isPresent() != trust.isPresent()) {
      map.fault(
          file.isPresent() ? "bundle" : "trust",
          "bundle and trust go together: a bundle, and the public keys it may be signed by");
      return Optional.empty();
    }
    if (file.isEmpty()) {
      return Optional.empty();
    }
    if (!Files.isReadable(file.get())) {
      map.fault("bundle", "cannot read " + file.get() + "; 'lockkeeper rules pack' makes one");
    }
    try {
      TrustedKeys keys =
          TrustedKeys.parse(Files.readString(trust.orElseThrow(), StandardCharsets.US_ASCII));
      return Optional.of(new Bundled(file.get(), keys));
    } catch (IOException | IllegalArgumentException wrong) {
      map.fault("trust", "cannot use " + trust.orElseThrow() + ": " + wrong.getMessage());
      return Optional.empty();
    }
  }

  private static Map<String, Set<String>> named(YamlMap map, String key) {
    Map<String, Set<String>> named = new LinkedHashMap<>();
    YamlMap section = map.section(key);
    section.anyKey();
    for (String name : section.keys()) {
      named.put(name, Set.copyOf(section.texts(name)));
    }
    return named;
  }

  private static Map<String, URI> notify(YamlMap section) {
    Map<String, URI> notify = new LinkedHashMap<>();
    section.anyKey();
    for (String name : section.keys()) {
      String text = section.requireText(name);
      try {
        URI address = new URI(text);
        boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!web || address.getHost() == null) {
          throw new URISyntaxException(text, "not a web address");
        }
        notify.put(name, address);
      } catch (URISyntaxException _) {
        section.fault(
            name, "\"" + name + "\" is told at an address such as https://soc.example.org/hook");
      }
    }
    return notify;
  }
}
