package org.lockkeeper.proxy.net;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One open listener: its address, and the routes its requests take. Routes are replaced as a whole;
 * a request in flight keeps the one it began with.
 */
public final class HttpListener {

  private final String scheme;
  private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
  private volatile RouteTable routes;
  private volatile @Nullable Channel server;

  HttpListener(RouteTable routes, boolean secure) {
    this.routes = routes;
    this.scheme = secure ? "https" : "http";
  }

  /** Where clients connect; the port is the real one where 0 was asked for. */
  public InetSocketAddress address() {
    return (InetSocketAddress) server().localAddress();
  }

  /** Takes another table for requests from now on. */
  public void routes(RouteTable table) {
    routes = table;
  }

  /** How many clients are connected. */
  public int connections() {
    return connections.size();
  }

  RouteTable routes() {
    return routes;
  }

  String scheme() {
    return scheme;
  }

  void bound(Channel channel) {
    server = channel;
  }

  Channel server() {
    return Objects.requireNonNull(server, "listen first");
  }

  Set<ClientConnection> open() {
    return connections;
  }
}
