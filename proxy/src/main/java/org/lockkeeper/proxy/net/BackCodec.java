package org.lockkeeper.proxy.net;

import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Netty's HTTP/1 codec facing services, with what it would mend turned into faults. */
final class BackCodec
    extends CombinedChannelDuplexHandler<BackCodec.Responses, HttpRequestEncoder> {

  BackCodec(WireSettings.HeadLimits limits) {
    super(new Responses(FrontCodec.config(limits)), new HttpRequestEncoder());
  }

  /** Tells the decoder whether the next final response answers a HEAD. */
  void awaitsHead(boolean head) {
    inboundHandler().head = head;
  }

  /** Whether bytes stand behind the last whole response. */
  boolean hasLeftover() {
    return inboundHandler().leftover() > 0;
  }

  static final class Responses extends HttpResponseDecoder {
    private boolean head;

    Responses(HttpDecoderConfig config) {
      super(config);
    }

    int leftover() {
      return actualReadableBytes();
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
      if (head && message instanceof HttpResponse response && response.status().code() >= 200) {
        return true;
      }
      return super.isContentAlwaysEmpty(message);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
      throw new AmbiguousLength();
    }
  }
}
