package org.lockkeeper.proxy.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a service: carries one request and its response at a time, and goes back to its
 * pool only when both ended whole and nothing stands behind them. Bytes nobody asked for end it:
 * they would be read as the next request's response.
 */
final class UpstreamConnection extends ChannelInboundHandlerAdapter implements Deadlines.Timed {

  /** More interim responses than any service sends for one request. */
  private static final int MAX_INTERIM = 16;

  private final UpstreamPool pool;
  private final BackCodec codec;
  private final WireSettings settings;
  private final Channel channel;

  private @Nullable UpstreamUser user;
  private boolean reused;
  private boolean interim;
  private int interims;
  private boolean begun;
  private boolean keepAlive;
  private boolean requestEnded;
  private boolean responseEnded;
  private boolean unsent;
  private long parkedUntil;

  UpstreamConnection(UpstreamPool pool, BackCodec codec, WireSettings settings, Channel channel) {
    this.pool = pool;
    this.codec = codec;
    this.settings = settings;
    this.channel = channel;
  }

  /** Gives the connection to a user for one request. */
  void use(UpstreamUser by, boolean again) {
    user = by;
    reused = again;
    interim = false;
    interims = 0;
    begun = false;
    keepAlive = false;
    requestEnded = false;
    responseEnded = false;
    unsent = false;
    parkedUntil = 0;
    by.connected(this);
  }

  /** Writes a request's head, or all of it. */
  void begin(HttpRequest head, boolean whole) {
    codec.awaitsHead(head.method().name().equals("HEAD"));
    requestEnded = whole;
    ChannelFuture written = whole ? channel.writeAndFlush(head) : channel.write(head);
    if (!written.isDone() || !written.isSuccess()) {
      UpstreamUser mine = user;
      written.addListener(
          done -> {
            if (!done.isSuccess() && user == mine && !begun) {
              unsent = true;
            }
          });
    }
    channel.read();
  }

  /** Writes a part of the request's body; takes the reference. */
  void write(HttpContent part) {
    requestEnded |= part instanceof LastHttpContent;
    channel.write(part, channel.voidPromise());
  }

  void flush() {
    channel.flush();
  }

  void read() {
    channel.read();
  }

  boolean isWritable() {
    return channel.isWritable();
  }

  /** Ends the connection without a word to its user. */
  void abandon() {
    user = null;
    channel.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    UpstreamUser by = user;
    if (by == null || responseEnded) {
      ReferenceCountUtil.release(message);
      keepAlive = false;
      context.close();
      return;
    }
    if (message instanceof HttpResponse head) {
      head(by, head);
    }
    if (message instanceof HttpContent content) {
      content(by, content);
    }
  }

  private void head(UpstreamUser by, HttpResponse message) {
    Optional<ParsedResponse> parsed = ResponseRules.check(message, settings.head().fields());
    if (parsed.isEmpty()) {
      fail(UpstreamFailure.bad("the service's answer is not sound HTTP"));
      return;
    }
    ParsedResponse response = parsed.get();
    interim = response.informational();
    if (!interim) {
      begun = true;
      keepAlive = response.keepAlive();
      by.head(response);
    } else if (++interims > MAX_INTERIM) {
      fail(UpstreamFailure.bad("the service does not come to an answer"));
    } else {
      by.interim(response);
    }
  }

  private void content(UpstreamUser by, HttpContent content) {
    if (user != by) {
      content.release();
      return;
    }
    if (content.decoderResult().isFailure()) {
      content.release();
      fail(UpstreamFailure.bad("the service's answer breaks off in its framing"));
      return;
    }
    boolean last = content instanceof LastHttpContent;
    if (interim) {
      content.release();
      interim = !last;
      return;
    }
    ByteBuf bytes = content.content();
    if (bytes.isReadable()) {
      by.part(bytes);
    } else {
      content.release();
    }
    if (last && user == by) {
      responseEnded = true;
      by.end(((LastHttpContent) content).trailingHeaders());
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    UpstreamUser by = user;
    if (by == null) {
      return;
    }
    if (!responseEnded) {
      by.delivered();
      return;
    }
    // Only now is it known that nothing came behind the response.
    user = null;
    if (keepAlive && requestEnded && !codec.hasLeftover() && channel.isActive()) {
      parkedUntil = pool.park(this);
      context.read();
    } else {
      context.close();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (user != null) {
      user.writable();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    pool.lost(this);
    UpstreamUser by = user;
    user = null;
    if (by != null && !responseEnded) {
      boolean nothing = !begun && interims == 0;
      by.failed(
          new UpstreamFailure(
              502,
              begun ? "the service broke off its answer" : "the service closed without an answer",
              reused && nothing,
              unsent && nothing));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // Resets and broken records alike: the channel's end tells the user.
    context.close();
  }

  private void fail(UpstreamFailure failure) {
    UpstreamUser by = user;
    user = null;
    channel.close();
    if (by != null) {
      by.failed(failure);
    }
  }

  boolean isActive() {
    return channel.isActive();
  }

  @Override
  public long deadline() {
    return parkedUntil;
  }

  @Override
  public void late() {
    parkedUntil = 0;
    channel.close();
  }
}
