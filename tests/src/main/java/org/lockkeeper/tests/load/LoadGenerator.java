package org.lockkeeper.tests.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Puts load on a server from one thread: TLS connections are opened first, then requests flow as
 * the plan says, then everything ends by itself.
 */
public final class LoadGenerator {

  private static final Duration TO_CONNECT = Duration.ofSeconds(60);
  private static final Duration TO_DRAIN = Duration.ofSeconds(5);
  private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);

  private final EventLoop loop;
  private final LoadPlan plan;
  private final Requests requests;
  private final Supplier<Duration> serverCpu;
  private final CompletableFuture<LoadResult> result = new CompletableFuture<>();

  // Everything below is touched on the loop's thread only.
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Deque<Long> due = new ArrayDeque<>();
  private final Histogram latencies = new Histogram(LONGEST, 3);
  private long sent;
  private long answered;
  private long failed;
  private int connected;
  private int underWay;
  private boolean counting;
  private boolean sending;
  private long countedFrom;
  private Duration took = Duration.ZERO;
  private Duration cpuUsed = Duration.ZERO;

  private LoadGenerator(
      EventLoop loop, LoadPlan plan, Requests requests, Supplier<Duration> serverCpu) {
    this.loop = loop;
    this.plan = plan;
    this.requests = requests;
    this.serverCpu = serverCpu;
  }

  /**
   * Runs the load and waits for its end.
   *
   * @param serverCpu the server's CPU time so far, asked at the start and end of the counted time
   * @throws IOException when a connection cannot be made
   */
  public static LoadResult run(LoadPlan plan, Requests requests, Supplier<Duration> serverCpu)
      throws IOException, InterruptedException {
    IoHandlerFactory handlers =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    var group = new MultiThreadIoEventLoopGroup(1, handlers);
    try {
      return new LoadGenerator(group.next(), plan, requests, serverCpu).run();
    } finally {
      group.shutdownGracefully(0, 5, TimeUnit.SECONDS);
    }
  }

  private LoadResult run() throws IOException, InterruptedException {
    try {
      SslContext tls =
          SslContextBuilder.forClient()
              .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
              .trustManager(plan.trusted().toFile())
              .build();
      var bootstrap =
          new Bootstrap()
              .group(loop)
              .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
              .option(ChannelOption.TCP_NODELAY, true)
              .handler(
                  new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                      SslHandler secure =
                          tls.newHandler(channel.alloc(), plan.host(), plan.server().getPort());
                      channel.pipeline().addLast(secure, new Connection());
                    }
                  });
      for (int one = 0; one < plan.connections(); one++) {
        bootstrap.connect(plan.server()).addListener(done -> orFail(done.cause()));
      }
      long patience = TO_CONNECT.plus(plan.warmUp()).plus(plan.counted()).plus(TO_DRAIN).toMillis();
      return result.get(patience, TimeUnit.MILLISECONDS);
    } catch (ExecutionException unable) {
      throw new IOException("load on " + plan.server() + ": " + unable.getCause(), unable);
    } catch (TimeoutException late) {
      throw new IOException("only " + connected + " connections to " + plan.server(), late);
    }
  }

  private void orFail(@Nullable Throwable unable) {
    if (unable != null) {
      result.completeExceptionally(unable);
    }
  }

  private void begin() {
    sending = true;
    loop.schedule(this::count, plan.warmUp().toNanos(), TimeUnit.NANOSECONDS);
    if (plan.rate().isPresent()) {
      long start = System.nanoTime();
      // What is due from here on counts, whenever this thread comes to send it.
      countedFrom = start + plan.warmUp().toNanos();
      tick(start, TimeUnit.SECONDS.toNanos(1) / plan.rate().getAsInt());
      return;
    }
    List.copyOf(idle).forEach(connection -> connection.send(System.nanoTime()));
    idle.clear();
  }

  /** Open loop: what is due is sent, or waits for a connection with its due time kept. */
  private void tick(long dueAt, long step) {
    if (!sending) {
      return;
    }
    long next = dueAt;
    for (long now = System.nanoTime(); next <= now; next += step) {
      Connection free = idle.poll();
      if (free == null) {
        due.add(next);
      } else {
        free.send(next);
      }
    }
    long following = next;
    loop.schedule(() -> tick(following, step), following - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private void count() {
    counting = true;
    cpuUsed = serverCpu.get();
    if (plan.rate().isEmpty()) {
      countedFrom = System.nanoTime();
    }
    loop.schedule(this::stop, plan.counted().toNanos(), TimeUnit.NANOSECONDS);
  }

  private void stop() {
    took = Duration.ofNanos(System.nanoTime() - countedFrom);
    cpuUsed = serverCpu.get().minus(cpuUsed);
    counting = false;
    sending = false;
    failed += due.size();
    due.clear();
    if (underWay == 0) {
      finish();
      return;
    }
    loop.schedule(this::finish, TO_DRAIN.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void finish() {
    if (!result.isDone()) {
      result.complete(new LoadResult(answered, failed + underWay, took, cpuUsed, latencies));
    }
  }

  private void answered(Connection from, int status, long dueAt) {
    underWay--;
    boolean ours = plan.rate().isPresent() ? dueAt - countedFrom >= 0 : counting;
    if (ours && status / 100 == 2) {
      answered++;
      latencies.recordValue(Math.min(System.nanoTime() - dueAt, LONGEST));
    } else if (ours) {
      failed++;
    }
    if (!sending) {
      if (underWay == 0 && !took.isZero()) {
        finish();
      }
      return;
    }
    if (plan.rate().isEmpty()) {
      from.send(System.nanoTime());
      return;
    }
    Long waiting = due.poll();
    if (waiting == null) {
      idle.add(from);
    } else {
      from.send(waiting);
    }
  }

  /** One kept connection with at most one request under way. */
  private final class Connection extends ChannelInboundHandlerAdapter {
    private final AnswerReader reader = new AnswerReader();
    private ByteBuf unread = Unpooled.EMPTY_BUFFER;
    private @Nullable Channel channel;
    private boolean busy;
    private long dueAt;

    void send(long when) {
      dueAt = when;
      busy = true;
      underWay++;
      Objects.requireNonNull(channel).writeAndFlush(Unpooled.wrappedBuffer(requests.at(sent++)));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof SslHandshakeCompletionEvent handshake) {
        orFail(handshake.cause());
        channel = context.channel();
        idle.add(this);
        if (++connected == plan.connections()) {
          begin();
        }
      }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      var read = (ByteBuf) message;
      // Answers nearly always come whole, so bytes are joined only when one did not.
      ByteBuf in = unread.isReadable() ? Unpooled.wrappedBuffer(unread, read) : read;
      unread = Unpooled.EMPTY_BUFFER;
      try {
        for (int status = reader.read(in); status >= 0; status = reader.read(in)) {
          busy = false;
          answered(this, status, dueAt);
          if (!in.isReadable()) {
            return;
          }
        }
        unread = in.isReadable() ? Unpooled.copiedBuffer(in) : Unpooled.EMPTY_BUFFER;
      } finally {
        in.release();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      if (busy) {
        busy = false;
        underWay--;
        failed++;
      }
      idle.remove(this);
      if (sending) {
        result.completeExceptionally(new IOException("the server closed a connection under load"));
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
      orFail(broken);
      context.close();
    }
  }
}
