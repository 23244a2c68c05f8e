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
import org.lockkeeper.policy.bundle.TrustedKeys;
import org.lockkeeper.proxy.app.GatewayConfig.Bundled;
import org.lockkeeper.proxy.app.GatewayConfig.PolicySettings;
import org.lockkeeper.proxy.app.GatewayConfig.Remembering;
import org.lockkeeper.proxy.flow.People;
import org.lockkeeper.yaml.YamlMap;

/** Reads {@code policy:}: which rules, who is who, who is told. */
final class PolicySettingsReader {

  private static final int MOST_COUNTERS = 100_000_000;
  private static final long MOST_FINDINGS = 16L << 30;

  private PolicySettingsReader() {}

  static PolicySettings read(YamlMap map) {
    Path rules = ConfigReader.path(map, "rules", Path.of("rules"));
    Optional<Bundled> bundle = bundle(map);
    if (bundle.isEmpty() && !map.has("bundle") && !Files.isDirectory(rules)) {
      map.fault("rules", "there is no folder " + rules);
    }
    People people =
        People.of(
            named(map, "groups"),
            named(map, "roles"),
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
    map.end();
    return new PolicySettings(rules, bundle, people, notify, reason, join, counters, findings);
  }

  private static Optional<Bundled> bundle(YamlMap map) {
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
