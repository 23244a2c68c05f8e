package org.lockkeeper.proxy.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lockkeeper.proxy.codec.Headers;
import org.lockkeeper.proxy.codec.HttpResponse;
import org.lockkeeper.proxy.codec.Route;

/**
 * One client's connection: takes its requests one after the other, a {@link Turn} each, so that
 * pipelined ones are answered in order. Reads only while what was read has somewhere to go; at most
 * one read's worth waits in the inbox.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter implements Deadlines.Timed {

  /** After a refusal the client may still be sending; closing at once would destroy our answer. */
  private static final Duration LINGER = Duration.ofSeconds(2);

  private static final int LINGER_READS = 32;

  private final HttpListener listener;
  private final Loop loop;
  private final FrontCodec codec;
  private final Channel channel;
  private final ArrayDeque<HttpObject> inbox = new ArrayDeque<>(4);

  private @Nullable Turn turn;
  private String peer = "";
  private long deadline;
  private boolean headBegun;
  private boolean pumping;
  private boolean draining;
  private boolean inputEnded;
  private boolean gone;

  /** Reads left before a refused client is cut off; -1 while it is not refused. */
  private int lingering = -1;

  ClientConnection(HttpListener listener, Loop loop, Channel channel) {
    this.listener = listener;
    this.loop = loop;
    this.channel = channel;
    this.codec = new FrontCodec(loop.settings().head(), this::bytesCame);
  }

  FrontCodec codec() {
    return codec;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    peer = ((InetSocketAddress) channel.remoteAddress()).getAddress().getHostAddress();
    loop.deadlines().watch(this);
    deadline = loop.deadlines().in(loop.settings().timeouts().idle());
    context.read();
  }

  /** A request's head has so long from its first byte. */
  private void bytesCame() {
    if (turn == null && !headBegun && lingering < 0 && inbox.isEmpty()) {
      headBegun = true;
      deadline = loop.deadlines().in(loop.settings().timeouts().head());
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (gone || lingering >= 0) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (inbox.isEmpty() && !pumping && take((HttpObject) message)) {
      return;
    }
    inbox.add((HttpObject) message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (lingering >= 0) {
      if (--lingering < 0) {
        lingering = 0;
        context.close();
      } else {
        context.read();
      }
      return;
    }
    Turn current = turn;
    if (current != null) {
      current.delivered(true);
    }
    readMore();
  }

  /** Hands one decoded object to where it belongs; false if it must wait. */
  private boolean take(HttpObject message) {
    Turn current = turn;
    if (current == null) {
      if (message instanceof HttpRequest head) {
        begin(head);
      } else {
        ReferenceCountUtil.release(message);
      }
      return true;
    }
    if (message instanceof HttpContent content
        && !current.requestEnded()
        && (current.takesBody()
            || (content instanceof LastHttpContent && current.expectsNothing()))) {
      current.body(content);
      return true;
    }
    return false;
  }

  /** Goes on with what waits in the inbox, then reads. Called when a turn can take more. */
  void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      while (!gone && lingering < 0) {
        HttpObject next = inbox.poll();
        if (next == null) {
          break;
        }
        if (!take(next)) {
          inbox.addFirst(next);
          break;
        }
      }
    } finally {
      pumping = false;
    }
    if (turn != null) {
      turn.delivered(true);
    }
    readMore();
  }

  private void readMore() {
    if (gone || lingering >= 0 || !inbox.isEmpty()) {
      return;
    }
    // With nothing waiting one read ahead tells that the client is gone; more would be buffering.
    if (turn == null || turn.requestEnded() || turn.takesBody()) {
      if (inputEnded) {
        inputOver();
      } else {
        channel.read();
      }
    }
  }

  private void begin(HttpRequest message) {
    headBegun = false;
    switch (RequestRules.check(message, loop.settings().head().fields())) {
      case RequestRules.Outcome.Unsound unsound -> refuse(unsound.why());
      case RequestRules.Outcome.Sound sound -> {
        ParsedRequest request = sound.request();
        Optional<Route> route = listener.routes().of(request.host());
        if (route.isEmpty()) {
          refuse(Refusal.UNKNOWN_HOST);
          return;
        }
        Turn next = new Turn(this, loop, request, route.get(), peer, listener.scheme());
        turn = next;
        next.start();
      }
    }
  }

  /** Answers for the wire itself, and ends the connection: what follows cannot be trusted. */
  void refuse(Refusal why) {
    loop.events().refused(why);
    HttpResponse words =
        new HttpResponse(
            why.status(),
            Headers.of("content-type", "text/plain; charset=utf-8"),
            (why.words() + "\n").getBytes(StandardCharsets.UTF_8));
    codec.answersHead(false);
    ChannelFuture written = channel.writeAndFlush(Heads.whole(words, false, false, false));
    turn = null;
    linger(written);
  }

  /** Whether a response that is now begun may leave the connection open. */
  boolean mayKeep(ParsedRequest request) {
    return request.keepAlive() && !draining && !gone && !(inputEnded && inbox.isEmpty());
  }

  /** The turn wrote its last byte. */
  void over(Turn which, boolean keepAlive, boolean requestEnded, ChannelFuture written) {
    if (turn != which) {
      return;
    }
    turn = null;
    if (gone) {
      forget();
    } else if (!requestEnded) {
      linger(written);
    } else if (!keepAlive || draining) {
      lingering = 0;
      releaseInbox();
      written.addListener(done -> channel.close());
    } else {
      headBegun = codec.hasLeftover();
      WireSettings.Timeouts timeouts = loop.settings().timeouts();
      deadline = loop.deadlines().in(headBegun ? timeouts.head() : timeouts.idle());
      if (!inbox.isEmpty()) {
        pump();
      } else {
        readMore();
      }
    }
  }

  /** Cuts the client off: its response cannot be ended soundly, and it must notice. */
  void abort() {
    turn = null;
    channel.close();
    if (gone) {
      forget();
    }
  }

  private void linger(ChannelFuture written) {
    lingering = LINGER_READS;
    deadline = loop.deadlines().in(LINGER);
    releaseInbox();
    written.addListener(
        done -> {
          SslHandler tls = channel.pipeline().get(SslHandler.class);
          ChannelFuture said = tls == null ? channel.newSucceededFuture() : tls.closeOutbound();
          said.addListener(closed -> ((DuplexChannel) channel).shutdownOutput());
        });
    if (inputEnded) {
      written.addListener(done -> channel.close());
    }
    channel.read();
  }

  /** Stops taking requests: an idle connection ends now, a busy one after its response. */
  void drain() {
    draining = true;
    if (turn == null && !headBegun && lingering < 0) {
      channel.close();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      inputEnded = true;
      inputOver();
    } else if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
      loop.events().tlsFailed(peer, String.valueOf(handshake.cause().getMessage()));
    }
  }

  /** The client will send no more; on a plain listener it may still wait for its answers. */
  private void inputOver() {
    boolean unfinished = turn != null && !turn.requestEnded() && inbox.isEmpty();
    if (lingering >= 0 || unfinished || (turn == null && inbox.isEmpty())) {
      channel.close();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (turn != null && channel.isWritable()) {
      turn.clientTakes();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    gone = true;
    releaseInbox();
    Turn current = turn;
    if (current != null) {
      current.clientGone();
    }
    if (turn == null) {
      forget();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // Resets and TLS faults are the peer's; the handshake's were told by its event.
    if (!(cause instanceof IOException) && cause instanceof RuntimeException ours) {
      boolean tls = cause.getCause() instanceof javax.net.ssl.SSLException;
      if (!tls && !(cause instanceof io.netty.handler.codec.DecoderException)) {
        loop.events().broken(ours);
      }
    }
    context.close();
  }

  private void forget() {
    deadline = 0;
    loop.deadlines().forget(this);
  }

  private void releaseInbox() {
    for (HttpObject next = inbox.poll(); next != null; next = inbox.poll()) {
      ReferenceCountUtil.release(next);
    }
  }

  Channel channel() {
    return channel;
  }

  boolean isGone() {
    return gone;
  }

  void deadline(Duration time) {
    deadline = loop.deadlines().in(time);
  }

  @Override
  public long deadline() {
    return deadline;
  }

  @Override
  public void late() {
    deadline = 0;
    Turn current = turn;
    if (current != null) {
      current.late();
    } else if (headBegun && lingering < 0) {
      refuse(Refusal.SLOW_HEAD);
    } else {
      channel.close();
    }
  }
}
