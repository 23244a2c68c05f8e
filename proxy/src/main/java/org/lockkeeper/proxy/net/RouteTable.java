package org.lockkeeper.proxy.net;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lockkeeper.proxy.codec.Route;

/** Which host goes where. Immutable; a listener takes another whole one at a time. */
public final class RouteTable {

  private final Map<String, Route> byHost;

  private RouteTable(Map<String, Route> byHost) {
    this.byHost = Map.copyOf(byHost);
  }

  /**
   * A table of routes.
   *
   * @throws IllegalArgumentException if two routes claim one host
   */
  public static RouteTable of(Collection<Route> routes) {
    Map<String, Route> byHost = new HashMap<>();
    for (Route route : routes) {
      if (byHost.put(route.host(), route) != null) {
        throw new IllegalArgumentException("two services claim the host " + route.host());
      }
    }
    return new RouteTable(byHost);
  }

  /** The route of a host, given in lower case and without a port. */
  Optional<Route> of(String host) {
    return Optional.ofNullable(byHost.get(host));
  }
}
