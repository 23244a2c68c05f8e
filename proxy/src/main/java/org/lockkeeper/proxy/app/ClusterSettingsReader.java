package org.lockkeeper.proxy.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.proxy.cluster.ClusterSettings;
import org.lockkeeper.proxy.cluster.ClusterSettings.Pace;
import org.lockkeeper.proxy.cluster.Seal;
import org.lockkeeper.yaml.YamlMap;

/** Reads {@code cluster:}: with whom this gateway shares counters, findings and policy. */
final class ClusterSettingsReader {

  private static final int HIGHEST_PORT = 65535;

  /** What is read where something is missing; faults have been noted then. */
  private static final Seal NO_SEAL = Seal.of(new byte[Seal.SHORTEST_SECRET]);

  private ClusterSettingsReader() {}

  static Optional<ClusterSettings> read(YamlMap map) {
    List<String> members = map.texts("members");
    String name = map.text("name").orElse("lockkeeper");
    Optional<String> self = map.text("self");
    Optional<String> listen = map.text("listen").or(() -> self);
    Optional<Path> secret =
        map.text("secret").map(text -> ConfigReader.resolve(map, "secret", text));
    Pace pace =
        new Pace(
            atLeastASecond(map, "silence", Pace.DEFAULT.silence()),
            atLeastASecond(map, "reunion", Pace.DEFAULT.reunion()),
            map.duration("show-every", Pace.DEFAULT.showEvery()),
            map.duration("fresh", Pace.DEFAULT.fresh()),
            map.duration("patience", Pace.DEFAULT.patience()));
    if (pace.showEvery().multipliedBy(2).compareTo(pace.fresh()) > 0) {
      map.fault(
          "fresh", "\"fresh\" must be at least twice \"show-every\", or no sum is ever certain");
    }
    map.end();
    if (members.isEmpty()) {
      return Optional.empty();
    }
    if (self.isEmpty() || secret.isEmpty()) {
      String missing = self.isEmpty() ? "self" : "secret";
      map.fault("members", "a member of a cluster needs \"" + missing + "\" as well");
      return Optional.empty();
    }
    members.forEach(member -> checkAddress(map, "members", member));
    checkAddress(map, "listen", listen.orElseThrow());
    try {
      return Optional.of(
          new ClusterSettings(
              name,
              members,
              self.get(),
              host(listen.orElseThrow()),
              port(listen.orElseThrow()),
              seal(map, secret.get()),
              pace));
    } catch (IllegalArgumentException wrong) {
      map.fault("members", String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }

  private static Seal seal(YamlMap map, Path file) {
    try {
      return Seal.of(Files.readString(file).strip().getBytes(StandardCharsets.UTF_8));
    } catch (IOException | IllegalArgumentException wrong) {
      map.fault("secret", "cannot use " + file + ": " + wrong.getMessage());
      return NO_SEAL;
    }
  }

  private static Duration atLeastASecond(YamlMap map, String key, Duration missing) {
    Duration time = map.duration(key, missing);
    if (time.compareTo(Duration.ofSeconds(1)) < 0) {
      map.fault(key, "\"" + key + "\" is at least a second");
    }
    return time;
  }

  private static void checkAddress(YamlMap map, String key, String address) {
    if (port(address) < 1 || port(address) > HIGHEST_PORT || host(address).isEmpty()) {
      map.fault(key, "\"" + address + "\" is no address such as 10.0.7.1:5701");
    }
  }

  private static String host(String address) {
    return address.substring(0, Math.max(0, address.lastIndexOf(':')));
  }

  private static int port(String address) {
    try {
      return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
