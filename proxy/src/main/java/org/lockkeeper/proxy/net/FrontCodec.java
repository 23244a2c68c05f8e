package org.lockkeeper.proxy.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/**
 * Netty's HTTP/1 codec facing clients, with what it would mend turned into faults. HTTP/2 will be
 * another front of the same {@link ClientConnection}'s turns.
 */
final class FrontCodec
    extends CombinedChannelDuplexHandler<FrontCodec.Requests, FrontCodec.Responses> {

  FrontCodec(WireSettings.HeadLimits limits, Runnable bytesCame) {
    super(new Requests(config(limits), bytesCame), new Responses());
  }

  static HttpDecoderConfig config(WireSettings.HeadLimits limits) {
    return new HttpDecoderConfig()
        .setMaxInitialLineLength(limits.line())
        .setMaxHeaderSize(limits.bytes())
        .setMaxChunkSize(64 << 10)
        .setInitialBufferSize(1024);
  }

  /** Tells the encoder whether the next final response answers a HEAD. */
  void answersHead(boolean head) {
    outboundHandler().head = head;
  }

  /** Whether part of a message waits for more bytes. */
  boolean hasLeftover() {
    return inboundHandler().leftover() > 0;
  }

  static final class Requests extends HttpRequestDecoder {
    private final Runnable bytesCame;

    Requests(HttpDecoderConfig config, Runnable bytesCame) {
      super(config);
      this.bytesCame = bytesCame;
    }

    int leftover() {
      return actualReadableBytes();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
      bytesCame.run();
      super.channelRead(context, message);
    }

    /** Netty would drop the length and go on; here the doubt is a fault (RFC 9112 §6.1). */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
      throw new AmbiguousLength();
    }
  }

  static final class Responses extends HttpResponseEncoder {
    private boolean head;

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse response) {
      return head || super.isContentAlwaysEmpty(response);
    }
  }
}
