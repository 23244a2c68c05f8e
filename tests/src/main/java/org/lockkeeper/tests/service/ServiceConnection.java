package org.lockkeeper.tests.service;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One connection to the fictional service: remembers, then answers or fails. */
final class ServiceConnection extends SimpleChannelInboundHandler<FullHttpRequest> {

  private final FictionalService service;
  private final int number;

  ServiceConnection(FictionalService service) {
    this.service = service;
    this.number = service.nextConnection();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest http) {
    Map<String, String> headers = new HashMap<>();
    for (Map.Entry<String, String> header : http.headers()) {
      headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
    }
    byte[] body = ByteBufUtil.getBytes(http.content());
    Received request =
        service.remember(
            new Received.Draft(number, http.method().name(), http.uri(), headers, body));
    boolean keep = HttpUtil.isKeepAlive(http);
    service
        .faultFor(request)
        .ifPresentOrElse(
            fault -> fail(context, request, fault, keep),
            () -> write(context, service.answer(request), keep));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
    context.close();
  }

  private void fail(ChannelHandlerContext context, Received request, Fault fault, boolean keep) {
    switch (fault) {
      case Fault.Hang hang -> {}
      case Fault.Close close -> context.close();
      case Fault.Garbage garbage -> raw(context, "\u0016\u0003 this is no HTTP\r\n\r\n");
      case Fault.BreakOff breakOff ->
          raw(context, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"id\":\"1");
      case Fault.Slow slow ->
          context
              .executor()
              .schedule(
                  () -> write(context, service.answer(request), keep),
                  slow.delay().toNanos(),
                  TimeUnit.NANOSECONDS);
      case Fault.Status status -> write(context, Answer.json(status.status(), status.body()), keep);
    }
  }

  private static void raw(ChannelHandlerContext context, String bytes) {
    ByteBuf out = Unpooled.copiedBuffer(bytes, US_ASCII);
    // Past the codec, which would rightly refuse to write this.
    context
        .pipeline()
        .context(HttpServerCodec.class)
        .writeAndFlush(out)
        .addListener(ChannelFutureListener.CLOSE);
  }

  private static void write(ChannelHandlerContext context, Answer answer, boolean keep) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()),
            Unpooled.wrappedBuffer(answer.body()));
    answer.headers().forEach(response.headers()::set);
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
    if (!keep) {
      response.headers().set(HttpHeaderNames.CONNECTION, "close");
    }
    var written = context.writeAndFlush(response);
    if (!keep) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }
}
