package org.lockkeeper.tests.service;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerExpectContinueHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.lockkeeper.tests.tls.TestAuthority;

/**
 * A fictional chat service on loopback that speaks enough of Mattermost's and Mastodon's APIs to be
 * posted to, remembers every request in the order it came, and fails where it is told to.
 *
 * <p>Paths under {@code /api/v4/} are Mattermost's, all others Mastodon's. One thread; its methods
 * are safe to call from any.
 */
public final class FictionalService implements AutoCloseable {

  private static final int LARGEST_BODY = 64 << 20;

  private final MultiThreadIoEventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Channel listener;

  /** Netty's loop may end without closing what is open on it; clients would wait for ever. */
  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

  private final boolean secure;
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<Received> received = new ArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final Posts posts = new Posts();
  private final List<Account> accounts;
  private final MattermostAnswers mattermost;
  private final MastodonAnswers mastodon;

  private record Rule(Predicate<Received> when, Fault fault) {}

  private FictionalService(Optional<TestAuthority> authority, InstantSource clock, String... names)
      throws SSLException {
    accounts = List.of(names).stream().map(Account::named).toList();
    var people = new People(accounts);
    mattermost = new MattermostAnswers(people, posts, clock);
    mastodon = new MastodonAnswers(people, posts, clock, "fiction.example");
    secure = authority.isPresent();
    listener = listen(authority.isPresent() ? Optional.of(tls(authority.get())) : Optional.empty());
  }

  /** A service in clear text, known to the people named. */
  public static FictionalService plain(String... people) {
    try {
      return new FictionalService(Optional.empty(), InstantSource.system(), people);
    } catch (SSLException impossible) {
      throw new AssertionError("no TLS here", impossible);
    }
  }

  /** A service over TLS with the authority's certificate. */
  public static FictionalService secure(TestAuthority authority, String... people)
      throws SSLException {
    return new FictionalService(Optional.of(authority), InstantSource.system(), people);
  }

  /** Where it listens. */
  public URI address() {
    int port = ((InetSocketAddress) listener.localAddress()).getPort();
    return URI.create((secure ? "https" : "http") + "://localhost:" + port);
  }

  /** The people it knows. */
  public List<Account> accounts() {
    return accounts;
  }

  /** What was posted and not refused. */
  public Posts posts() {
    return posts;
  }

  /** Every request so far, in the order they came, those that met a fault included. */
  public List<Received> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  /** From now on requests that match meet the fault; of several rules the last one stands. */
  public void failing(Predicate<Received> when, Fault fault) {
    rules.addFirst(new Rule(when, fault));
  }

  /** No more faults. */
  public void wellAgain() {
    rules.clear();
  }

  /** Ends its connections and its thread. */
  @Override
  public void close() {
    listener.close().syncUninterruptibly();
    open.close().syncUninterruptibly();
    loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  int nextConnection() {
    return connections.getAndIncrement();
  }

  /** Remembers a request; its place in the order is its number. */
  Received remember(Received.Draft draft) {
    synchronized (received) {
      Received request = draft.at(received.size());
      received.add(request);
      return request;
    }
  }

  Optional<Fault> faultFor(Received request) {
    return rules.stream().filter(rule -> rule.when().test(request)).map(Rule::fault).findFirst();
  }

  Answer answer(Received request) {
    return request.path().startsWith("/api/v4/") ? mattermost.to(request) : mastodon.to(request);
  }

  private Channel listen(Optional<SslContext> tls) {
    return new ServerBootstrap()
        .group(loop)
        .channel(NioServerSocketChannel.class)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                open.add(channel);
                tls.ifPresent(it -> channel.pipeline().addLast(it.newHandler(channel.alloc())));
                channel
                    .pipeline()
                    .addLast(
                        new HttpServerCodec(),
                        new HttpServerExpectContinueHandler(),
                        new HttpObjectAggregator(LARGEST_BODY),
                        new ServiceConnection(FictionalService.this));
              }
            })
        .bind(InetAddress.getLoopbackAddress(), 0)
        .syncUninterruptibly()
        .channel();
  }

  private static SslContext tls(TestAuthority authority) throws SSLException {
    return SslContextBuilder.forServer(authority.chainFile().toFile(), authority.keyFile().toFile())
        .build();
  }
}
