package org.lockkeeper.proxy.net;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.lockkeeper.proxy.codec.Exchange;
import org.lockkeeper.proxy.codec.Exchange.BodyFault;
import org.lockkeeper.proxy.codec.Exchange.Ruling;
import org.lockkeeper.proxy.codec.HttpRequest;
import org.lockkeeper.proxy.codec.HttpRequestHead;

/**
 * A request being held: collects its body, undoes its coding, and asks for the ruling, which it
 * brings back to the event loop. Its memory is given back only when nobody can still be reading it.
 */
final class Holding {

  /** Who holds it. Called on the event loop. */
  interface Asker {
    /** The ruling is asked for; no more of the body is wanted. */
    void judging();

    /** The ruling, or what broke instead. */
    void ruled(@Nullable Ruling ruling, @Nullable Throwable broken);

    /** The budget of held bytes is spent. */
    void noRoom();
  }

  private final Loop loop;
  private final ParsedRequest request;
  private final Exchange exchange;
  private final long limit;
  private final Asker asker;
  private final Optional<ContentCoding> coding;
  private final HeldBody body;
  private boolean ruled = true;

  Holding(Loop loop, ParsedRequest request, Exchange exchange, long limit, Asker asker) {
    this.loop = loop;
    this.request = request;
    this.exchange = exchange;
    this.limit = limit;
    this.asker = asker;
    this.coding = ContentCoding.of(request.head().headers());
    this.body = new HeldBody(loop.budget(), limit, request.length());
  }

  /** Whether the body is wanted; one that is announced too long is refused at once. */
  boolean begin() {
    if (request.length() > limit) {
      fault(BodyFault.TOO_LARGE);
      return false;
    }
    return true;
  }

  /** Takes a part; the caller keeps its reference. */
  void collect(ByteBuf part, boolean last) {
    switch (body.add(part)) {
      case TAKEN -> {
        if (last) {
          judge();
        }
      }
      case OVER_LIMIT -> fault(BodyFault.TOO_LARGE);
      case NO_ROOM -> asker.noRoom();
    }
  }

  private void judge() {
    if (coding.isEmpty()) {
      fault(BodyFault.UNKNOWN_CODING);
      return;
    }
    byte[] bytes = body.whole();
    HttpRequestHead head = request.head();
    if (coding.get() != ContentCoding.IDENTITY) {
      try {
        bytes = coding.get().undo(bytes, limit);
      } catch (ContentCoding.TooLong tooLong) {
        fault(BodyFault.TOO_LARGE);
        return;
      } catch (IOException broken) {
        fault(BodyFault.BROKEN_CODING);
        return;
      }
      if (!body.reserve(bytes.length)) {
        asker.noRoom();
        return;
      }
      head = Heads.uncoded(head);
    }
    await(exchange.judge(new HttpRequest(head, bytes)));
  }

  /** Asks what to answer instead of the ruling. */
  void fault(BodyFault fault) {
    await(exchange.unreadable(fault, body.whole()));
  }

  private void await(CompletionStage<Ruling> stage) {
    ruled = false;
    asker.judging();
    stage.whenComplete(
        (ruling, broken) -> {
          if (loop.eventLoop().inEventLoop()) {
            ruled(ruling, broken);
            return;
          }
          try {
            loop.execute(() -> ruled(ruling, broken));
          } catch (RejectedExecutionException closed) {
            // The gateway is gone; nothing is sent, as for a client that is gone.
          }
        });
  }

  private void ruled(@Nullable Ruling ruling, @Nullable Throwable broken) {
    ruled = true;
    asker.ruled(ruling, broken);
  }

  /** Gives held memory back, unless a judge still reads it. */
  void free() {
    if (ruled) {
      body.free();
    }
  }
}
