package org.lockkeeper.proxy.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.proxy.app.GatewayConfig.ConsoleAddress;
import org.lockkeeper.proxy.app.GatewayConfig.KeyFiles;
import org.lockkeeper.proxy.app.GatewayConfig.Listen;
import org.lockkeeper.proxy.app.GatewayConfig.ServiceRoute;
import org.lockkeeper.proxy.codec.Route;
import org.lockkeeper.proxy.flow.FailMode;
import org.lockkeeper.proxy.flow.UnknownWrites;
import org.lockkeeper.yaml.Faults;
import org.lockkeeper.yaml.FaultyFileException;
import org.lockkeeper.yaml.Where;
import org.lockkeeper.yaml.YamlMap;
import org.lockkeeper.yaml.YamlReader;

/** Reads the configuration: a file, and what stands in {@code local.d/} beside it laid over it. */
public final class ConfigReader {

  private static final int HIGHEST_PORT = 65535;

  /** RFC 1123 §2.1 host names, and addresses. */
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

  private final Faults faults = new Faults();

  private ConfigReader() {}

  /**
   * Reads the configuration.
   *
   * @throws FaultyFileException with every fault of every file
   */
  public static GatewayConfig read(Path file) {
    ConfigReader reader = new ConfigReader();
    GatewayConfig config = reader.config(file);
    reader.faults.throwIfAny();
    return config;
  }

  private GatewayConfig config(Path file) {
    if (!Files.isRegularFile(file)) {
      faults.add(new Where(file.toString(), 0), "there is no such file; name one with --config");
      faults.throwIfAny();
    }
    YamlReader yaml = new YamlReader(faults);
    Optional<YamlMap> merged = yaml.read(file, file.toString());
    for (Path local : localFiles(file)) {
      Optional<YamlMap> above = yaml.read(local, local.toString());
      Optional<YamlMap> below = merged;
      merged = above.map(map -> below.map(map::over).orElse(map));
      if (above.isEmpty()) {
        merged = below;
      }
    }
    if (merged.isEmpty()) {
      faults.throwIfAny();
    }
    YamlMap root = merged.orElseThrow();
    GatewayConfig config =
        new GatewayConfig(
            listen(root.section("listen")),
            services(root),
            path(root, "service-descriptions", shippedDescriptions(file)),
            PolicySettingsReader.read(root.section("policy")),
            LinkSettingsReader.read(root.section("urls")),
            LimitsReader.archive(root.section("archive")),
            console(root.section("console")),
            LimitsReader.gate(root.section("gate")),
            LimitsReader.wire(root.section("wire")),
            LimitsReader.files(root.section("files")),
            ClusterSettingsReader.read(root.section("cluster")));
    root.end();
    if (config.cluster().isPresent() && config.policy().bundle().isEmpty()) {
      faults.add(
          root.where("cluster"),
          "a cluster has one policy, which comes as a signed bundle: set policy.bundle and"
              + " policy.trust ('lockkeeper rules pack' makes one)");
    }
    return config;
  }

  /** Beside the configuration; a configuration that stands elsewhere has the shipped ones. */
  private static Path shippedDescriptions(Path file) {
    Path beside = file.resolveSibling("services");
    return Files.isDirectory(beside) ? beside : Place.home().resolve("conf").resolve("services");
  }

  private static List<Path> localFiles(Path file) {
    Path folder = file.resolveSibling("local.d");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Listen listen(YamlMap map) {
    YamlMap tls = map.section("tls");
    Optional<Path> certificate =
        tls.text("certificate").map(text -> resolve(tls, "certificate", text));
    Optional<Path> key = tls.text("key").map(text -> resolve(tls, "key", text));
    if (certificate.isPresent() != key.isPresent()) {
      faults.add(tls.where(), "certificate and key go together; give both or neither");
    }
    certificate.ifPresent(path -> mustExist(tls, "certificate", path));
    key.ifPresent(path -> mustExist(tls, "key", path));
    tls.end();
    Listen listen =
        new Listen(
            map.text("address").orElse("127.0.0.1"),
            (int) map.number("port", 0, HIGHEST_PORT, 8443),
            certificate.flatMap(chain -> key.map(secret -> new KeyFiles(chain, secret))));
    map.end();
    return listen;
  }

  private List<ServiceRoute> services(YamlMap root) {
    List<ServiceRoute> routes = new ArrayList<>();
    Set<String> hosts = new HashSet<>();
    for (YamlMap map : root.maps("services")) {
      Optional<ServiceId> service = serviceId(map);
      String host = map.requireText("host").toLowerCase(Locale.ROOT);
      if (!host.isEmpty() && !HOST.matcher(host).matches()) {
        map.fault("host", "\"" + host + "\" is no host name; give it without scheme, port or path");
      }
      if (!hosts.add(host)) {
        map.fault("host", "host \"" + host + "\" has a service already; each host goes to one");
      }
      Optional<URI> upstream = upstream(map);
      Route.Leg leg = leg(map);
      FailMode failMode = map.choice("fail-mode", FailMode.class, FailMode.REFUSE);
      UnknownWrites unknown = map.choice("unknown-writes", UnknownWrites.class, UnknownWrites.PASS);
      map.end();
      if (service.isPresent() && upstream.isPresent()) {
        routes.add(new ServiceRoute(service.get(), host, upstream.get(), leg, failMode, unknown));
      }
    }
    return routes;
  }

  /** Which name a service is told. */
  private enum HostHeader {
    CLIENT,
    SERVICE
  }

  private static Route.Leg leg(YamlMap map) {
    Optional<Path> trust = map.text("trust").map(text -> resolve(map, "trust", text));
    trust.ifPresent(path -> mustExist(map, "trust", path));
    HostHeader told = map.choice("host-header", HostHeader.class, HostHeader.CLIENT);
    return new Route.Leg(trust, true, told == HostHeader.CLIENT);
  }

  private static Optional<ServiceId> serviceId(YamlMap map) {
    String name = map.requireText("service");
    try {
      return name.isEmpty() ? Optional.empty() : Optional.of(new ServiceId(name));
    } catch (IllegalArgumentException wrong) {
      map.fault("service", String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }

  private static Optional<URI> upstream(YamlMap map) {
    String text = map.requireText("upstream");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String form = "an address such as https://chat.internal.example.org:8065, without a path";
    try {
      URI uri = new URI(text);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      boolean bare =
          (uri.getRawPath() == null || uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
              && uri.getRawQuery() == null
              && uri.getRawUserInfo() == null;
      if (!web || uri.getHost() == null || !bare) {
        map.fault("upstream", "\"upstream\" must be " + form + ", not \"" + text + "\"");
        return Optional.empty();
      }
      return Optional.of(uri);
    } catch (URISyntaxException _) {
      map.fault("upstream", "\"upstream\" must be " + form + ", not \"" + text + "\"");
      return Optional.empty();
    }
  }

  private static ConsoleAddress console(YamlMap map) {
    ConsoleAddress address =
        new ConsoleAddress(
            map.flag("enabled", true),
            map.text("address").orElse("127.0.0.1"),
            (int) map.number("port", 0, HIGHEST_PORT, 8444));
    map.end();
    return address;
  }

  static Path path(YamlMap map, String key, Path missing) {
    return map.text(key).map(text -> resolve(map, key, text)).orElse(missing);
  }

  static Path resolve(YamlMap map, String key, String text) {
    Path file = Path.of(map.where(key).file()).toAbsolutePath();
    return file.resolveSibling(text).normalize();
  }

  private static void mustExist(YamlMap map, String key, Path path) {
    if (!Files.isReadable(path)) {
      map.fault(key, "cannot read " + path);
    }
  }
}
