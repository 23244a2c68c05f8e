package org.lockkeeper.proxy.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.lockkeeper.archive.Archive;
import org.lockkeeper.archive.log.RecordLog;
import org.lockkeeper.policy.PolicyVersion;
import org.lockkeeper.proxy.console.GatewayHealth;
import org.lockkeeper.proxy.console.GatewayHealth.Component;
import org.lockkeeper.proxy.console.GatewayHealth.Status;
import org.lockkeeper.proxy.link.LinkLists;

/** How the gateway is, asked of its parts each time. */
final class Health implements Supplier<GatewayHealth> {

  /** More than this and a search no longer finds what was said a moment ago. */
  private static final long LAG_TO_WORRY = 100_000;

  private final boolean recording;
  private final Archive archive;
  private final SharedPorts shared;
  private final LinkLists links;
  private final Optional<CandidatePolicySource> candidate;

  Health(
      GatewayConfig config,
      Archive archive,
      SharedPorts shared,
      LinkLists links,
      Optional<CandidatePolicySource> candidate) {
    this.recording = config.archive().recording();
    this.archive = archive;
    this.shared = shared;
    this.links = links;
    this.candidate = candidate;
  }

  @Override
  public GatewayHealth get() {
    RecordLog.Health log = archive.log().health();
    long lag = archive.indexing().lag();
    Optional<String> indexFailure = archive.indexing().failure();
    boolean indexed = indexFailure.isEmpty() && lag < LAG_TO_WORRY;
    List<Component> parts = new ArrayList<>();
    parts.add(
        new Component(
            "archive",
            log.accepting(),
            log.accepting() ? recording ? "recording" : "recording is off" : log.why()));
    parts.add(
        new Component("search", indexed, indexFailure.orElse(lag + " records behind the archive")));
    PolicyVersion rules = shared.policy().version();
    parts.add(new Component("policy", true, "rules " + rules + " in force"));
    shared
        .cluster()
        .ifPresent(each -> parts.add(new Component("cluster", each.whole(), each.line())));
    candidate.ifPresent(each -> parts.add(new Component("candidate", each.well(), each.line())));
    if (!links.wanted().isEmpty()) {
      parts.add(new Component("url lists", links.missing().isEmpty(), links.line()));
    }
    boolean well = recording && parts.stream().allMatch(Component::ok);
    Status status = !log.accepting() ? Status.FAILED : well ? Status.OK : Status.DEGRADED;
    return new GatewayHealth(
        status, parts, recording, rules.value(), archive.log().checkpoint().end());
  }
}
