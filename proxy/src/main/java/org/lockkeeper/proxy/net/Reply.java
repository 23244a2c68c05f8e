package org.lockkeeper.proxy.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lockkeeper.proxy.codec.Exchange;
import org.lockkeeper.proxy.codec.HttpResponse;

/**
 * The response's way back: streams it to the client, and copies it for the exchange where a copy
 * was asked for. The copy never delays the client, except that it is handed over before the last
 * byte goes: who is introduced by an answer is known before the client can use it.
 */
final class Reply {

  private final ClientConnection client;
  private final Channel channel;
  private final Loop loop;
  private final ParsedRequest request;
  private final Exchange exchange;

  private long copyLimit = -1;
  private @Nullable HeldBody copy;
  private String noCopy = "";
  private @Nullable ParsedResponse response;
  private boolean keepAlive;
  private boolean bodyless;
  private long bytes;

  Reply(ClientConnection client, Loop loop, ParsedRequest request, Exchange exchange) {
    this.client = client;
    this.channel = client.channel();
    this.loop = loop;
    this.request = request;
    this.exchange = exchange;
  }

  void copyUpTo(long limit) {
    copyLimit = limit;
  }

  boolean begun() {
    return response != null;
  }

  long bytes() {
    return bytes;
  }

  boolean keepsConnection() {
    return keepAlive;
  }

  /** Begins the client's response. */
  void head(ParsedResponse head, boolean requestEnded) {
    response = head;
    bodyless = head.bodyless() || request.isHead();
    boolean chunked = !bodyless && head.length() < 0 && !request.old();
    boolean untilClose = !bodyless && head.length() < 0 && request.old();
    keepAlive = requestEnded && !untilClose && client.mayKeep(request);
    if (copyLimit >= 0) {
      copy = new HeldBody(loop.budget(), copyLimit, head.length());
    }
    if (!client.isGone()) {
      long length = head.status() == 204 ? -1 : head.length();
      channel.write(
          Heads.response(head, length, chunked, request.old(), keepAlive), channel.voidPromise());
    }
  }

  /** A part of the body; takes the reference. */
  void part(ByteBuf part) {
    bytes += part.readableBytes();
    HeldBody copying = copy;
    if (copying != null) {
      switch (copying.add(part)) {
        case TAKEN -> {}
        case OVER_LIMIT -> dropCopy("the answer is too long to be copied");
        case NO_ROOM -> dropCopy("there was no room to copy the answer");
      }
    }
    if (client.isGone() || bodyless) {
      part.release();
    } else {
      channel.write(new DefaultHttpContent(part), channel.voidPromise());
    }
  }

  void flush() {
    channel.flush();
  }

  /** Ends the client's response, after the exchange has its copy. */
  ChannelFuture end(HttpHeaders trailers) {
    tell();
    if (client.isGone()) {
      return channel.newSucceededFuture();
    }
    return channel.writeAndFlush(Trailers.end(trailers));
  }

  private void tell() {
    ParsedResponse head = response;
    if (copyLimit < 0 || head == null) {
      return;
    }
    HeldBody copied = copy;
    if (copied == null) {
      exchange.unanswered(noCopy);
      return;
    }
    Optional<ContentCoding> coding = ContentCoding.of(head.headers());
    try {
      if (coding.isEmpty()) {
        exchange.unanswered("the answer is coded in a way this gateway does not read");
        return;
      }
      byte[] body = copied.whole();
      if (body.length > 0) {
        body = coding.get().undo(body, copyLimit);
      }
      exchange.answered(
          new HttpResponse(head.status(), head.headers().without("content-encoding"), body));
    } catch (IOException broken) {
      exchange.unanswered("the answer's content coding is broken or too long");
    } finally {
      discard();
    }
  }

  private void dropCopy(String why) {
    noCopy = why;
    discard();
  }

  /** Forgets the copy. */
  void discard() {
    if (copy != null) {
      copy.free();
      copy = null;
    }
  }
}
