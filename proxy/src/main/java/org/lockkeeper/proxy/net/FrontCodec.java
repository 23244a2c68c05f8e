package org.lockkeeper.proxy.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.util.regex.Pattern;

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
    private static final Pattern VERSION = Pattern.compile("HTTP/[0-9]\\.[0-9]");

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

    /** Netty reads versions leniently; here one is as the standard writes it (RFC 9112 §2.3). */
    @Override
    protected HttpMessage createMessage(String[] line) throws Exception {
      if (!line[2].equals("HTTP/1.1") && !line[2].equals("HTTP/1.0")) {
        throw VERSION.matcher(line[2]).matches()
            ? new OtherVersion()
            : new IllegalArgumentException("no HTTP version");
      }
      return super.createMessage(line);
    }

    /** Netty would drop the length and go on; here the doubt is a fault (RFC 9112 §6.1). */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
      throw new AmbiguousLength();
    }
  }

  /** A version of HTTP that is not spoken here. */
  static final class OtherVersion extends IllegalArgumentException {}

  static final class Responses extends HttpResponseEncoder {
    private boolean head;

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse response) {
      return head || super.isContentAlwaysEmpty(response);
    }
  }
}
