package org.lockkeeper.proxy.app;

import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.lockkeeper.archive.Archive;
import org.lockkeeper.archive.index.Hits;
import org.lockkeeper.archive.index.Page;
import org.lockkeeper.archive.query.Query;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.extract.TikaExtractor;
import org.lockkeeper.link.LinkKnowledge;
import org.lockkeeper.link.OwnDomains;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Attachment;
import org.lockkeeper.message.EventId;
import org.lockkeeper.message.NativeId;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.policy.load.DirectoryPolicySource.Pulse;
import org.lockkeeper.proxy.flow.Aftermath;
import org.lockkeeper.proxy.flow.Clicks;
import org.lockkeeper.proxy.flow.Gate;
import org.lockkeeper.proxy.flow.KnownWorld;
import org.lockkeeper.proxy.flow.Meters;
import org.lockkeeper.proxy.flow.Permits;
import org.lockkeeper.proxy.flow.RecentTexts;
import org.lockkeeper.proxy.flow.Recorder;
import org.lockkeeper.proxy.flow.Sessions;
import org.lockkeeper.proxy.flow.Tokens;
import org.lockkeeper.proxy.flow.Uploads;
import org.lockkeeper.proxy.link.LinkLists;
import org.lockkeeper.proxy.net.Wire;
import org.lockkeeper.shared.LocalCounters;
import org.lockkeeper.shared.PolicySource;

/** Puts together what gates share. */
final class Wiring {

  private static final int NAME_BYTES = 16;

  private static final int TOKEN_KEY_BYTES = 32;

  /** People whose last posts are remembered while what is past is judged. */
  private static final int RECENT_PEOPLE = 100_000;

  private Wiring() {}

  static Gate.Collaborators collaborators(
      GatewayConfig config,
      PolicySource policy,
      Archive archive,
      Meters meters,
      KnownWorld world,
      Aftermath.Notices notices,
      InstantSource clock,
      Executor workers) {
    boolean recording = config.archive().recording();
    Ticker ticker = Ticker.systemTicker();
    return new Gate.Collaborators(
        policy,
        world,
        recording
            ? new Recorder.ToLog(archive.log(), meters, System::nanoTime)
            : new Recorder.Off(),
        recording ? Optional.of(archive.blobs()) : Optional.empty(),
        new Sessions(config.gate().sessions(), config.gate().sessionLifetime(), ticker),
        new Permits(config.gate().questions(), config.policy().reasonWindow(), ticker, names()),
        new Uploads(
            config.gate().uploadTexts(), (service, file) -> onRecord(archive, service, file)),
        new TikaExtractor(config.files()),
        meters,
        new Aftermath(world.counters(), world.recent(), notices),
        new Clicks(
            world.tokens(), world.knownLinks(), config.links().stop(), config.links().warn()),
        new EventId.Source(clock, () -> ThreadLocalRandom.current().nextLong()),
        clock,
        workers);
  }

  /** What the gateway knows of the world; its key for tokens is made at first start. */
  static KnownWorld world(
      GatewayConfig config, SharedPorts shared, Path data, Supplier<LinkKnowledge> links)
      throws IOException {
    GatewayConfig.PolicySettings policy = config.policy();
    return new KnownWorld(
        policy.people(),
        shared.counters(),
        policy.findings().memory() == 0 ? Optional.empty() : Optional.of(shared.findings()),
        policy.findings().from(),
        new RecentTexts(config.gate().sessions(), policy.joinWindow(), Ticker.systemTicker()),
        Tokens.loadOrCreate(data.resolve("policy").resolve("token.key"), new SecureRandom()),
        links);
  }

  /** What a command knows of links: the lists a gateway keeps, and the organisation's domains. */
  static LinkKnowledge links(GatewayConfig config, Path data) {
    return new LinkKnowledge(
        LinkLists.load(data.resolve("urls"), config.links()),
        OwnDomains.of(config.policy().people().domains()));
  }

  /**
   * A world in which people are known and nothing has happened yet, for judging what is past. Its
   * tokens are of this process only.
   *
   * @param ticker the clock by which it forgets what people wrote
   */
  static KnownWorld quietWorld(
      GatewayConfig.PolicySettings policy, LinkKnowledge links, Ticker ticker) {
    byte[] key = new byte[TOKEN_KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return new KnownWorld(
        policy.people(),
        new LocalCounters(LocalCounters.Limits.DEFAULT),
        Optional.empty(),
        0,
        new RecentTexts(RECENT_PEOPLE, policy.joinWindow(), ticker),
        Tokens.of(key),
        () -> links);
  }

  /** A candidate beside the policy in force; empty, and costing nothing, where none is set. */
  static Optional<CandidatePolicySource> candidate(
      GatewayConfig config, SharedPorts shared, Path data, Meters meters, Executor workers) {
    return config
        .policy()
        .candidate()
        .map(
            settings -> {
              RolledBack rolledBack =
                  new RolledBack(data.resolve("policy").resolve("rolled-back"), workers);
              return CandidatePolicySource.open(
                  shared.policy(),
                  settings,
                  config.policy().matching(),
                  new CandidateNews(meters, rolledBack),
                  rolledBack,
                  Pulse.clock(),
                  workers);
            });
  }

  static void gauges(Meters meters, Archive archive, Wire wire, SharedPorts shared) {
    shared
        .cluster()
        .ifPresent(
            cluster ->
                meters.gauge(
                    "cluster.members", "Members of the cluster that are there", cluster::present));
    meters.gauge(
        "lockkeeper.index.lag",
        "Records that the search index has not taken in yet",
        () -> archive.indexing().lag());
    meters.gauge(
        "lockkeeper.archive.end",
        "Records in the archive",
        () -> archive.log().checkpoint().end().sequence());
    meters.gauge("lockkeeper.held.bytes", "Bytes of bodies held for judging", wire::heldBytes);
  }

  /** Unguessable names for the pages on which reasons are given. */
  private static Supplier<String> names() {
    SecureRandom random = new SecureRandom();
    return () -> {
      byte[] name = new byte[NAME_BYTES];
      random.nextBytes(name);
      return HexFormat.of().formatHex(name);
    };
  }

  /** A file that went up before the memory of it was lost. */
  private static Optional<Attachment> onRecord(Archive archive, ServiceId service, NativeId file) {
    Hits hits =
        archive
            .index()
            .search(
                new Query.And(
                    List.of(
                        new Query.Is(Query.Field.NATIVE, file.value()),
                        new Query.Is(Query.Field.ACTION, "upload"),
                        new Query.Is(Query.Field.SERVICE, service.value()))),
                Page.first(1));
    for (Hits.Hit hit : hits.page()) {
      if (hit.record() instanceof ArchiveRecord.Judged judged
          && judged.message().action() instanceof Action.Upload upload) {
        return Optional.of(upload.file());
      }
    }
    return Optional.empty();
  }
}
