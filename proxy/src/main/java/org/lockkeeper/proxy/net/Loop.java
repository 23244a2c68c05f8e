package org.lockkeeper.proxy.net;

import io.netty.channel.EventLoop;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.lockkeeper.proxy.codec.Route;

/** What one event loop keeps for its connections: their clock and their pools. */
final class Loop {

  /** Routes to one address over one kind of leg share connections; their exchanges differ. */
  private record Origin(URI upstream, Route.Leg leg) {}

  private final EventLoop eventLoop;
  private final Transport transport;
  private final WireSettings settings;
  private final WireEvents events;
  private final HeldBudget budget;
  private final Trusts trusts;
  private final Deadlines deadlines;
  private final Map<Origin, UpstreamPool> pools = new HashMap<>();

  Loop(
      EventLoop eventLoop,
      Transport transport,
      WireSettings settings,
      WireEvents events,
      HeldBudget budget,
      Trusts trusts) {
    this.eventLoop = eventLoop;
    this.transport = transport;
    this.settings = settings;
    this.events = events;
    this.budget = budget;
    this.trusts = trusts;
    this.deadlines = new Deadlines(eventLoop, System::nanoTime, settings.timeouts().shortest());
  }

  UpstreamPool pool(Route route) {
    return pools.computeIfAbsent(
        new Origin(route.upstream(), route.leg()), origin -> new UpstreamPool(this, route));
  }

  void closePools() {
    pools.values().forEach(UpstreamPool::close);
  }

  void execute(Runnable task) {
    eventLoop.execute(task);
  }

  EventLoop eventLoop() {
    return eventLoop;
  }

  Transport transport() {
    return transport;
  }

  WireSettings settings() {
    return settings;
  }

  WireEvents events() {
    return events;
  }

  HeldBudget budget() {
    return budget;
  }

  Trusts trusts() {
    return trusts;
  }

  Deadlines deadlines() {
    return deadlines;
  }
}
