package org.lockkeeper.proxy.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.lockkeeper.proxy.codec.Route;

/**
 * The connections of one event loop to one service. No connection ever leaves its loop, so a
 * request and its response never change threads.
 */
final class UpstreamPool {

  private final Loop loop;
  private final Route route;
  private final ArrayDeque<UpstreamConnection> parked = new ArrayDeque<>();

  UpstreamPool(Loop loop, Route route) {
    this.loop = loop;
    this.route = route;
  }

  /**
   * Gives the user a connection, now or later.
   *
   * @param fresh whether a kept one will not do, because one just failed
   */
  void acquire(UpstreamUser user, boolean fresh) {
    if (!fresh) {
      for (UpstreamConnection kept = parked.pollLast(); kept != null; kept = parked.pollLast()) {
        loop.deadlines().forget(kept);
        if (kept.isActive()) {
          kept.use(user, true);
          return;
        }
      }
    }
    resolve(user);
  }

  /** Keeps a connection for later; when it will be too old. */
  long park(UpstreamConnection connection) {
    parked.addLast(connection);
    loop.deadlines().watch(connection);
    if (parked.size() > loop.settings().pool().idle()) {
      UpstreamConnection oldest = parked.pollFirst();
      if (oldest != null) {
        oldest.late();
      }
    }
    return loop.deadlines().in(loop.settings().pool().maxIdle());
  }

  void lost(UpstreamConnection connection) {
    loop.deadlines().forget(connection);
    parked.remove(connection);
  }

  void close() {
    while (!parked.isEmpty()) {
      parked.pollLast().late();
    }
  }

  /** Looking up a name blocks, so it is done beside the loop. */
  private void resolve(UpstreamUser user) {
    String host = route.upstream().getHost();
    String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    boolean literal = name.indexOf(':') >= 0 || Character.isDigit(name.charAt(name.length() - 1));
    if (literal) {
      connect(user, lookUp(name), 0);
      return;
    }
    Thread.ofVirtual()
        .start(
            () -> {
              InetAddress[] found = lookUp(name);
              try {
                loop.execute(() -> connect(user, found, 0));
              } catch (RejectedExecutionException closed) {
                // The gateway is gone, and with it the one who waited.
              }
            });
  }

  private static InetAddress[] lookUp(String name) {
    try {
      return InetAddress.getAllByName(name);
    } catch (UnknownHostException unknown) {
      return new InetAddress[0];
    }
  }

  private void connect(UpstreamUser user, InetAddress[] addresses, int index) {
    if (addresses.length == 0) {
      user.failed(
          UpstreamFailure.unreachable(
              "the service's host " + route.upstream().getHost() + " is not known"));
      return;
    }
    SslHandler tls;
    try {
      tls = tls();
    } catch (java.io.IOException configuration) {
      user.failed(UpstreamFailure.unreachable(String.valueOf(configuration.getMessage())));
      return;
    }
    BackCodec codec = new BackCodec(loop.settings().head());
    ChannelFuture connecting =
        bootstrap(tls, codec).connect(new InetSocketAddress(addresses[index], route.port()));
    connecting.addListener(
        done -> {
          Channel channel = connecting.channel();
          if (done.isSuccess()) {
            secured(user, channel, tls, codec);
          } else if (index + 1 < addresses.length) {
            connect(user, addresses, index + 1);
          } else {
            user.failed(refused(done.cause()));
          }
        });
  }

  private Bootstrap bootstrap(@Nullable SslHandler tls, BackCodec codec) {
    Duration patience = loop.settings().timeouts().connect();
    return new Bootstrap()
        .group(loop.eventLoop())
        .channel(loop.transport().socket())
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.AUTO_READ, false)
        // A service that answers early and stops reading must still be heard after a failed write.
        .option(ChannelOption.AUTO_CLOSE, false)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) patience.toMillis())
        .option(ChannelOption.ALLOCATOR, loop.transport().allocator())
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                if (tls != null) {
                  channel.pipeline().addLast(tls);
                }
                channel.pipeline().addLast(codec);
                channel
                    .pipeline()
                    .addLast(
                        new UpstreamConnection(UpstreamPool.this, codec, loop.settings(), channel));
              }
            });
  }

  private @Nullable SslHandler tls() throws java.io.IOException {
    if (!route.secure()) {
      return null;
    }
    SslHandler handler =
        loop.trusts()
            .of(route.leg())
            .newHandler(loop.transport().allocator(), route.upstream().getHost(), route.port());
    handler.setHandshakeTimeoutMillis(loop.settings().timeouts().handshake().toMillis());
    return handler;
  }

  private void secured(
      UpstreamUser user, Channel channel, @Nullable SslHandler tls, BackCodec codec) {
    UpstreamConnection connection = channel.pipeline().get(UpstreamConnection.class);
    if (tls == null) {
      connection.use(user, false);
      return;
    }
    tls.handshakeFuture()
        .addListener(
            done -> {
              if (done.isSuccess()) {
                connection.use(user, false);
                return;
              }
              channel.close();
              user.failed(refused(done.cause()));
            });
  }

  private UpstreamFailure refused(Throwable cause) {
    String where = route.upstream().getHost() + ":" + route.port();
    if (cause instanceof ConnectTimeoutException) {
      return new UpstreamFailure(504, where + " does not take connections", false, true);
    }
    if (cause instanceof SSLException) {
      return UpstreamFailure.unreachable(
          "the certificate or TLS of " + where + " is not accepted: " + innermost(cause));
    }
    return UpstreamFailure.unreachable(where + " cannot be reached: " + cause.getMessage());
  }

  private static String innermost(Throwable cause) {
    Throwable inner = cause;
    for (Throwable next = inner.getCause(); next != null && next != inner; next = next.getCause()) {
      inner = next;
    }
    return String.valueOf(inner.getMessage());
  }
}
