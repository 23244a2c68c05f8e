package org.lockkeeper.proxy.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;
import org.lockkeeper.proxy.codec.Exchange;
import org.lockkeeper.proxy.codec.Exchange.BodyFault;
import org.lockkeeper.proxy.codec.Exchange.Ruling;
import org.lockkeeper.proxy.codec.HttpRequest;
import org.lockkeeper.proxy.codec.HttpResponse;
import org.lockkeeper.proxy.codec.Interest;
import org.lockkeeper.proxy.codec.Route;

/**
 * One request from its head to the last byte of its response: asks its {@link Exchange} what to do,
 * and does it. All on the connection's event loop; only a ruling may come from elsewhere, and it is
 * brought back first.
 *
 * <p>A client that goes away while its message is judged has not sent it: a ruling to forward is
 * not followed, and the exchange is told so. Once a held message is on its way its answer is read
 * to the end, client or not, because the record wants it.
 */
final class Turn implements UpstreamUser, Holding.Asker {

  private enum Phase {
    /** Collecting the body. */
    HOLDING,
    /** Waiting for the ruling. */
    JUDGING,
    /** Waiting for a connection to the service. */
    CONNECTING,
    /** Request going out, response coming in. */
    EXCHANGING,
    OVER
  }

  private final ClientConnection client;
  private final Loop loop;
  private final ParsedRequest request;
  private final Route route;
  private final Heads.Asker asker;
  private final Exchange exchange;
  private final WireSettings.Timeouts timeouts;
  private final Reply reply;

  private Phase phase = Phase.CONNECTING;
  private @Nullable Holding held;
  private @Nullable HttpRequest forward;
  private @Nullable UpstreamConnection upstream;
  private boolean requestEnded;
  private boolean partSent;
  private boolean retried;
  private long requestBytes;

  Turn(
      ClientConnection client,
      Loop loop,
      ParsedRequest request,
      Route route,
      String peer,
      String scheme) {
    this.client = client;
    this.loop = loop;
    this.request = request;
    this.route = route;
    this.asker = new Heads.Asker(peer, request.authority(), scheme);
    this.timeouts = loop.settings().timeouts();
    this.exchange = route.exchanges().begin(request.head(), peer);
    this.reply = new Reply(client, loop, request, exchange);
    client.codec().answersHead(request.isHead());
  }

  void start() {
    switch (exchange.interest()) {
      case Interest.PassThrough pass -> connect(false);
      case Interest.Overhear overhear -> {
        reply.copyUpTo(overhear.limit());
        connect(false);
      }
      case Interest.Hold hold -> {
        if (hold.answer()) {
          reply.copyUpTo(loop.settings().copyBytes());
        }
        phase = Phase.HOLDING;
        client.deadline(timeouts.held());
        held = new Holding(loop, request, exchange, hold.limit(), this);
        if (held.begin() && request.expectsContinue()) {
          client.channel().writeAndFlush(Heads.proceed());
        }
      }
    }
  }

  /** Whether the client's next part has somewhere to go. */
  boolean takesBody() {
    return switch (phase) {
      case HOLDING -> true;
      case EXCHANGING -> !requestEnded && upstream != null && upstream.isWritable();
      case JUDGING, CONNECTING, OVER -> false;
    };
  }

  boolean requestEnded() {
    return requestEnded;
  }

  /** Whether only the empty end of the request is still to come from the decoder. */
  boolean expectsNothing() {
    return request.bodyless() && phase != Phase.HOLDING;
  }

  /** A part of the request's body; takes the reference. */
  void body(HttpContent content) {
    boolean last = content instanceof LastHttpContent;
    requestBytes += content.content().readableBytes();
    if (content.decoderResult().isFailure() || (last && !Trailers.allowed(content))) {
      Refusal why = content.decoderResult().isFailure() ? Refusal.MALFORMED : Refusal.TRAILER;
      content.release();
      giveUp("the request broke off in its framing");
      stop(why);
      return;
    }
    if (phase == Phase.HOLDING && held != null) {
      requestEnded = last;
      try {
        held.collect(content.content(), last);
      } finally {
        content.release();
      }
      return;
    }
    requestEnded = last;
    UpstreamConnection to = upstream;
    if (request.bodyless() || to == null) {
      content.release();
      return;
    }
    partSent |= content.content().isReadable();
    to.write(content);
    client.deadline(last ? timeouts.response() : timeouts.body());
  }

  @Override
  public void noRoom() {
    giveUp("the gateway had no room for the message");
    stop(Refusal.NO_ROOM);
  }

  @Override
  public void judging() {
    phase = Phase.JUDGING;
    client.deadline(timeouts.judging());
  }

  @Override
  public void ruled(@Nullable Ruling ruling, @Nullable Throwable broken) {
    if (phase != Phase.JUDGING || !client.channel().isActive()) {
      // The client is gone (its loop may be about to say so), or was told that this took too long.
      phase = Phase.OVER;
      free();
      if (ruling instanceof Ruling.Forward) {
        exchange.unanswered("the client did not wait for the ruling; the message was not sent");
      }
      return;
    }
    switch (ruling) {
      case Ruling.Forward sent when requestEnded -> {
        forward = sent.request();
        connect(false);
      }
      case Ruling.Forward cut -> {
        exchange.unanswered("the message was not whole; it was not sent");
        answer(exchange.unavailable(413, "the message could not be taken whole"));
      }
      case Ruling.Answer answer -> answer(answer.response());
      case null -> {
        loop.events().broken(broken == null ? new IllegalStateException("no ruling") : broken);
        answer(exchange.unavailable(500, "the gateway failed; the message was not sent"));
      }
    }
  }

  private void connect(boolean fresh) {
    phase = Phase.CONNECTING;
    client.deadline(timeouts.response());
    loop.pool(route).acquire(this, fresh);
  }

  @Override
  public void connected(UpstreamConnection connection) {
    if (phase != Phase.CONNECTING) {
      connection.abandon();
      return;
    }
    phase = Phase.EXCHANGING;
    upstream = connection;
    HttpRequest whole = forward;
    if (whole != null) {
      connection.begin(Heads.whole(route, whole, asker), true);
      return;
    }
    connection.begin(Heads.streaming(route, request, asker), request.bodyless());
    if (!request.bodyless()) {
      client.deadline(timeouts.body());
      if (request.expectsContinue()) {
        connection.flush();
      }
    }
    client.pump();
  }

  /** All that had come from one side is written; the other side's socket may have it now. */
  void delivered(boolean fromClient) {
    if (upstream != null && forward == null && !request.bodyless() && fromClient) {
      upstream.flush();
    }
  }

  @Override
  public void interim(ParsedResponse response) {
    // A 100 was ours to give where the body was held.
    if (!request.old() && !(response.status() == 100 && !passesContinue())) {
      client.channel().writeAndFlush(Heads.interim(response));
    }
  }

  private boolean passesContinue() {
    return request.expectsContinue() && forward == null;
  }

  @Override
  public void head(ParsedResponse response) {
    client.deadline(timeouts.body());
    reply.head(response, requestEnded);
  }

  @Override
  public void part(ByteBuf part) {
    reply.part(part);
  }

  @Override
  public void end(HttpHeaders trailers) {
    boolean ended = requestEnded;
    upstream = null;
    phase = Phase.OVER;
    free();
    loop.events().exchanged(route.host(), requestBytes, reply.bytes());
    ChannelFuture written = reply.end(trailers);
    client.over(this, reply.keepsConnection() && ended, ended, written);
  }

  @Override
  public void delivered() {
    reply.flush();
    readOn();
  }

  private void readOn() {
    UpstreamConnection from = upstream;
    if (from == null) {
      return;
    }
    if (client.isGone() || client.channel().isWritable()) {
      client.deadline(reply.begun() || !requestEnded ? timeouts.body() : timeouts.response());
      from.read();
    } else {
      client.deadline(timeouts.taking());
    }
  }

  /** The client takes bytes again. */
  void clientTakes() {
    if (phase == Phase.EXCHANGING) {
      readOn();
    }
  }

  @Override
  public void writable() {
    if (takesBody()) {
      client.pump();
    }
  }

  @Override
  public void failed(UpstreamFailure failure) {
    upstream = null;
    if (phase == Phase.OVER) {
      return;
    }
    boolean again = failure.stale() && (failure.unsent() || request.idempotent());
    if (again && !retried && !partSent && !client.isGone()) {
      retried = true;
      connect(true);
      return;
    }
    loop.events().upstreamFailed(route.host(), failure.why());
    if (reply.begun()) {
      giveUp(failure.why());
      client.abort();
      return;
    }
    HttpResponse words = exchange.unavailable(failure.status(), failure.why());
    exchange.unanswered(failure.why());
    answer(words);
  }

  /** The turn's own deadline has passed. */
  void late() {
    switch (phase) {
      case HOLDING -> {
        if (held != null) {
          held.fault(BodyFault.TIMED_OUT);
        }
      }
      case JUDGING ->
          answer(exchange.unavailable(504, "there was no ruling in time; nothing was sent"));
      case CONNECTING -> failed(UpstreamFailure.late("the service does not take connections"));
      case EXCHANGING -> lateExchange();
      case OVER -> client.abort();
    }
  }

  private void lateExchange() {
    boolean clientsFault = takesBody() || (reply.begun() && !client.channel().isWritable());
    String why = clientsFault ? "the client is too slow" : "the service does not answer in time";
    if (!clientsFault) {
      UpstreamConnection from = upstream;
      if (from != null) {
        from.abandon();
      }
      failed(UpstreamFailure.late(why));
      return;
    }
    boolean begun = reply.begun();
    giveUp(why);
    if (begun) {
      client.abort();
    } else {
      stop(Refusal.SLOW_BODY);
    }
  }

  /** The client's connection ended. */
  void clientGone() {
    if (phase == Phase.EXCHANGING && forward != null) {
      readOn();
      return;
    }
    if (phase == Phase.JUDGING) {
      phase = Phase.OVER;
    } else if (phase != Phase.OVER) {
      giveUp("the client went away");
    }
    client.over(this, false, true, client.channel().newSucceededFuture());
  }

  /** Ends both halves without an answer; the exchange is told why. */
  private void giveUp(String why) {
    phase = Phase.OVER;
    UpstreamConnection from = upstream;
    upstream = null;
    if (from != null) {
      from.abandon();
    }
    free();
    reply.discard();
    exchange.unanswered(why);
  }

  private void stop(Refusal why) {
    if (reply.begun()) {
      client.abort();
    } else {
      client.refuse(why);
    }
  }

  private void answer(HttpResponse response) {
    phase = Phase.OVER;
    free();
    loop.events().exchanged(route.host(), requestBytes, response.body().length);
    boolean keep = client.mayKeep(request) && requestEnded;
    ChannelFuture written =
        client
            .channel()
            .writeAndFlush(Heads.whole(response, request.isHead(), request.old(), keep));
    client.over(this, keep, requestEnded, written);
  }

  private void free() {
    if (held != null) {
      held.free();
    }
  }
}
