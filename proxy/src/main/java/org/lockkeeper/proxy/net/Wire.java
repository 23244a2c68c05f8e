package org.lockkeeper.proxy.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.lockkeeper.proxy.codec.ServiceClient;
import org.lockkeeper.proxy.tls.ServerIdentity;
import org.lockkeeper.proxy.tls.TlsContexts;

/**
 * The wire: event loops, listeners, and connections to services. It knows nothing of policy: for
 * every request it drives the route's {@link org.lockkeeper.proxy.codec.Exchange}.
 *
 * <p>Safe for many threads. {@link #close} finishes what is in flight, within its deadline.
 */
public final class Wire implements AutoCloseable {

  private final WireSettings settings;
  private final WireEvents events;
  private final Transport transport = Transport.best();
  private final MultiThreadIoEventLoopGroup group;
  private final Map<EventLoop, Loop> loops = new IdentityHashMap<>();
  private final HeldBudget budget;
  private final AtomicInteger connected = new AtomicInteger();
  private final List<HttpListener> listeners = new ArrayList<>();
  private final ServiceClient services;

  private Wire(WireSettings settings, WireEvents events) {
    this.settings = settings;
    this.events = events;
    this.budget = new HeldBudget(settings.heldBytes());
    this.group = new MultiThreadIoEventLoopGroup(settings.threads(), transport.handlers());
    Trusts trusts = new Trusts();
    List<Loop> all = new ArrayList<>();
    for (EventExecutor executor : group) {
      EventLoop eventLoop = (EventLoop) executor;
      Loop loop = new Loop(eventLoop, transport, settings, events, budget, trusts);
      loops.put(eventLoop, loop);
      all.add(loop);
    }
    this.services = new PooledServiceClient(all);
  }

  /** Starts the event loops. Nothing listens yet. */
  public static Wire open(WireSettings settings, WireEvents events) {
    return new Wire(settings, events);
  }

  /** Asks services on the gateway's own account, over the same connections. */
  public ServiceClient services() {
    return services;
  }

  /** Bytes of bodies held in memory now. */
  public long heldBytes() {
    return budget.taken();
  }

  /** What carries the bytes: {@code epoll} or {@code nio}, with BoringSSL or the JDK's TLS. */
  public String transport() {
    return transport.name().toLowerCase(java.util.Locale.ROOT)
        + (TlsContexts.isNative() ? ", BoringSSL" : ", JDK TLS");
  }

  /**
   * Opens a listener.
   *
   * @param identity the certificate to serve; empty for a plain listener, as behind another
   *     terminator on the same machine
   * @throws IOException if the address cannot be bound or the identity cannot be used
   */
  public synchronized HttpListener listen(
      InetSocketAddress address, Optional<ServerIdentity> identity, RouteTable routes)
      throws IOException {
    SslContext tls = identity.isPresent() ? TlsContexts.server(identity.get()) : null;
    HttpListener listener = new HttpListener(routes, tls != null);
    ChannelFuture binding =
        new ServerBootstrap()
            .group(group)
            .channel(transport.server())
            .option(ChannelOption.SO_BACKLOG, 1024)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.AUTO_READ, false)
            // Over TLS the end of input is the client's going; on a plain socket it may only be
            // half of it.
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, tls == null)
            .childOption(ChannelOption.ALLOCATOR, transport.allocator())
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accept(listener, tls, channel);
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    if (!binding.isSuccess()) {
      throw new IOException(
          "cannot listen on " + address + ": " + binding.cause().getMessage(), binding.cause());
    }
    listener.bound(binding.channel());
    listeners.add(listener);
    return listener;
  }

  private void accept(HttpListener listener, @Nullable SslContext tls, Channel channel) {
    if (connected.incrementAndGet() > settings.maxConnections()) {
      connected.decrementAndGet();
      events.refused(Refusal.CONNECTIONS);
      channel.close();
      return;
    }
    events.connectionOpened();
    Loop loop = loops.get(channel.eventLoop());
    if (loop == null) {
      throw new IllegalStateException("a connection on a foreign event loop");
    }
    if (tls != null) {
      SslHandler handler = tls.newHandler(channel.alloc());
      handler.setHandshakeTimeoutMillis(settings.timeouts().handshake().toMillis());
      channel.pipeline().addLast(handler);
    }
    ClientConnection connection = new ClientConnection(listener, loop, channel);
    channel.pipeline().addLast(connection.codec(), connection);
    listener.open().add(connection);
    channel
        .closeFuture()
        .addListener(
            closed -> {
              listener.open().remove(connection);
              connected.decrementAndGet();
              events.connectionClosed();
            });
  }

  /**
   * Stops listening, lets requests in flight end within the drain deadline, then closes everything.
   * Blocks until then; not to be called on an event loop.
   */
  @Override
  public synchronized void close() {
    if (group.isShuttingDown()) {
      return;
    }
    for (HttpListener listener : listeners) {
      listener.server().close().awaitUninterruptibly();
      for (ClientConnection connection : listener.open()) {
        connection.channel().eventLoop().execute(connection::drain);
      }
    }
    long end = System.nanoTime() + settings.timeouts().drain().toNanos();
    for (HttpListener listener : listeners) {
      for (ClientConnection connection : List.copyOf(listener.open())) {
        long left = Math.max(0, end - System.nanoTime());
        connection.channel().closeFuture().awaitUninterruptibly(left, TimeUnit.NANOSECONDS);
      }
      for (ClientConnection connection : listener.open()) {
        connection.channel().close();
      }
    }
    for (Loop loop : loops.values()) {
      loop.execute(loop::closePools);
    }
    Future<?> ended = group.shutdownGracefully(0, 2, TimeUnit.SECONDS);
    ended.awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
