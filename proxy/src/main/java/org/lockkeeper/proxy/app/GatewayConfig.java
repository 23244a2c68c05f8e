package org.lockkeeper.proxy.app;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lockkeeper.archive.ArchiveLimits;
import org.lockkeeper.extract.ExtractLimits;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.policy.bundle.TrustedKeys;
import org.lockkeeper.proxy.cluster.ClusterSettings;
import org.lockkeeper.proxy.codec.Route;
import org.lockkeeper.proxy.flow.FailMode;
import org.lockkeeper.proxy.flow.People;
import org.lockkeeper.proxy.flow.UnknownWrites;
import org.lockkeeper.proxy.link.LinkSettings;
import org.lockkeeper.proxy.net.WireSettings;

/** What the operator set. Checked when read; afterwards the type is the proof. */
public record GatewayConfig(
    Listen listen,
    List<ServiceRoute> services,
    Path serviceDescriptions,
    PolicySettings policy,
    LinkSettings links,
    ArchiveSettings archive,
    ConsoleAddress console,
    GateLimits gate,
    WireSettings wire,
    ExtractLimits files,
    Optional<ClusterSettings> cluster) {

  public GatewayConfig {
    services = List.copyOf(services);
  }

  /** This configuration with other services behind it, listening elsewhere. */
  public GatewayConfig with(List<ServiceRoute> routes, int port, int consolePort) {
    return new GatewayConfig(
        new Listen(listen.address(), port, listen.certificate()),
        routes,
        serviceDescriptions,
        policy,
        links,
        archive,
        new ConsoleAddress(console.enabled(), console.address(), consolePort),
        gate,
        wire,
        files,
        cluster);
  }

  /**
   * Where clients connect.
   *
   * @param certificate the operator's own chain and key; empty: a development certificate is minted
   */
  public record Listen(String address, int port, Optional<KeyFiles> certificate) {}

  /** A certificate chain and its key, as PEM files. */
  public record KeyFiles(Path certificate, Path key) {}

  /** One service behind the gateway. */
  public record ServiceRoute(
      ServiceId service,
      String host,
      URI upstream,
      Route.Leg leg,
      FailMode failMode,
      UnknownWrites unknownWrites) {}

  /**
   * Which rules, who is who, and who is told.
   *
   * @param rules a folder of packs
   * @param bundle a signed bundle in place of the folder
   * @param told where each name that rules tell is reached
   * @param joinWindow how long a post is remembered to see what was split over several
   */
  public record PolicySettings(
      Path rules,
      Optional<Bundled> bundle,
      People people,
      Map<String, URI> told,
      Duration reasonWindow,
      Duration joinWindow,
      int counters,
      Remembering findings) {
    public PolicySettings {
      told = Map.copyOf(told);
    }
  }

  /** A bundle's file and whose bundles are believed. */
  public record Bundled(Path file, TrustedKeys trusted) {}

  /**
   * What is remembered of the texts of files.
   *
   * @param memory about how many bytes it may take; 0: nothing is remembered
   * @param from the shortest text remembered, in UTF-16 code units
   */
  public record Remembering(long memory, int from) {

    /** Findings of thousands of files; below, looking is as quick as remembering. */
    public static final Remembering DEFAULT = new Remembering(16L << 20, 8192);
  }

  /**
   * How the archive writes.
   *
   * @param recording false only for benchmarks
   */
  public record ArchiveSettings(boolean recording, ArchiveLimits limits) {}

  /** Where the console listens. */
  public record ConsoleAddress(boolean enabled, String address, int port) {}

  /**
   * What the gate takes and remembers; the reasons stand beside the settings in
   * conf/lockkeeper.yaml.
   */
  public record GateLimits(
      long message,
      long upload,
      int inline,
      long sessions,
      Duration sessionLifetime,
      long questions,
      long uploadTexts) {}
}
