package org.lockkeeper.proxy.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import org.lockkeeper.proxy.codec.Headers;
import org.lockkeeper.proxy.codec.HttpRequestHead;
import org.lockkeeper.proxy.codec.Route;

/**
 * Writes new heads from parsed values: one Host, one framing field, our own forwarding fields.
 * Nothing received is ever sent on as it is.
 */
final class Heads {

  private static final AsciiString FORWARDED = AsciiString.cached("forwarded");
  private static final AsciiString FORWARDED_FOR = AsciiString.cached("x-forwarded-for");
  private static final AsciiString FORWARDED_PROTO = AsciiString.cached("x-forwarded-proto");
  private static final AsciiString FORWARDED_HOST = AsciiString.cached("x-forwarded-host");
  private static final DefaultHttpHeadersFactory CHECKED =
      DefaultHttpHeadersFactory.headersFactory();
  private static final DefaultHttpHeadersFactory PARSED = CHECKED.withValidation(false);

  /**
   * Who asks, for the fields that say so (RFC 7239).
   *
   * @param peer the client's address
   * @param authority the host it asked for
   * @param scheme how it asked
   */
  record Asker(String peer, String authority, String scheme) {
    String forwarded() {
      String node = peer.indexOf(':') >= 0 ? "\"[" + peer + "]\"" : peer;
      return "for=" + node + ";host=\"" + authority + "\";proto=" + scheme;
    }
  }

  /** The head of a request whose body streams after it; the whole request where it has none. */
  static HttpRequest streaming(Route route, ParsedRequest request, Asker asker) {
    HttpHeaders headers = fields(route, request.head(), asker, PARSED.newHeaders());
    if (request.chunked()) {
      headers.add(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    } else if (!request.bodyless() || takesBody(request.head().method())) {
      headers.add(HttpHeaderNames.CONTENT_LENGTH, Long.toString(request.length()));
    }
    if (request.expectsContinue()) {
      headers.add(HttpHeaderNames.EXPECT, HttpHeaderValues.CONTINUE);
    }
    HttpRequestHead head = request.head();
    HttpMethod method = HttpMethod.valueOf(head.method());
    if (!request.bodyless()) {
      return new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, head.target(), headers);
    }
    return new DefaultFullHttpRequest(
        HttpVersion.HTTP_1_1,
        method,
        head.target(),
        Unpooled.EMPTY_BUFFER,
        headers,
        PARSED.newEmptyHeaders());
  }

  /** A whole request. Its fields may be of our own making, so they are checked again. */
  static HttpRequest whole(
      Route route, org.lockkeeper.proxy.codec.HttpRequest request, Asker asker) {
    HttpRequestHead head = request.head();
    HttpHeaders headers = fields(route, head, asker, CHECKED.newHeaders());
    byte[] body = request.body();
    if (body.length > 0 || takesBody(head.method())) {
      headers.add(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
    }
    return new DefaultFullHttpRequest(
        HttpVersion.HTTP_1_1,
        HttpMethod.valueOf(head.method()),
        head.target(),
        Unpooled.wrappedBuffer(body),
        headers,
        PARSED.newEmptyHeaders());
  }

  /**
   * The head of a request whose body's coding was undone, and the digest of its coded form with it.
   */
  static HttpRequestHead uncoded(HttpRequestHead head) {
    Headers headers =
        head.headers()
            .without("content-encoding")
            .without("content-digest")
            .without("content-md5")
            .without("digest");
    return new HttpRequestHead(head.method(), head.path(), head.query(), headers);
  }

  private static HttpHeaders fields(
      Route route, HttpRequestHead head, Asker asker, HttpHeaders headers) {
    headers.add(HttpHeaderNames.HOST, host(route, asker));
    for (Headers.Field field : head.headers().fields()) {
      if (!field.name().equals("host") && Fields.passesOn(field.name())) {
        headers.add(field.name(), field.value());
      }
    }
    headers.add(FORWARDED, asker.forwarded());
    headers.add(FORWARDED_FOR, asker.peer());
    headers.add(FORWARDED_PROTO, asker.scheme());
    headers.add(FORWARDED_HOST, asker.authority());
    return headers;
  }

  private static String host(Route route, Asker asker) {
    if (route.leg().clientsHost()) {
      return asker.authority();
    }
    int port = route.upstream().getPort();
    String name = route.upstream().getHost();
    return port < 0 ? name : name + ":" + port;
  }

  /** Methods whose missing length would be read as an unknown one (RFC 9110 §8.6). */
  private static boolean takesBody(String method) {
    return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
  }

  /**
   * The head of a response whose body streams after it.
   *
   * @param length bytes announced, or -1
   * @param chunked whether the body is to be chunked
   */
  static HttpResponse response(
      ParsedResponse response, long length, boolean chunked, boolean old, boolean keepAlive) {
    HttpHeaders headers = PARSED.newHeaders();
    for (Headers.Field field : response.headers().fields()) {
      headers.add(field.name(), field.value());
    }
    if (length >= 0) {
      headers.add(HttpHeaderNames.CONTENT_LENGTH, Long.toString(length));
    } else if (chunked) {
      headers.add(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }
    connection(headers, old, keepAlive);
    return new DefaultHttpResponse(
        HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()), headers);
  }

  /** Asks a client for the body it holds back (RFC 9110 §15.2.1). */
  static HttpResponse proceed() {
    return new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
  }

  /** An interim response (RFC 9110 §15.2). */
  static HttpResponse interim(ParsedResponse response) {
    HttpHeaders headers = PARSED.newHeaders();
    for (Headers.Field field : response.headers().fields()) {
      headers.add(field.name(), field.value());
    }
    return new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1,
        HttpResponseStatus.valueOf(response.status()),
        Unpooled.EMPTY_BUFFER,
        headers,
        PARSED.newEmptyHeaders());
  }

  /** A whole response of the gateway's own. */
  static HttpResponse whole(
      org.lockkeeper.proxy.codec.HttpResponse response,
      boolean isHead,
      boolean old,
      boolean keepAlive) {
    HttpHeaders headers = CHECKED.newHeaders();
    for (Headers.Field field : response.headers().fields()) {
      if (Fields.passesBack(field.name())) {
        headers.add(field.name(), field.value());
      }
    }
    int status = response.status();
    if (status != 204 && status != 304) {
      headers.add(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(response.body().length));
    }
    connection(headers, old, keepAlive);
    ByteBuf body =
        isHead || status == 204 || status == 304
            ? Unpooled.EMPTY_BUFFER
            : Unpooled.wrappedBuffer(response.body());
    return new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1,
        HttpResponseStatus.valueOf(status),
        body,
        headers,
        PARSED.newEmptyHeaders());
  }

  private static void connection(HttpHeaders headers, boolean old, boolean keepAlive) {
    if (!keepAlive) {
      headers.add(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (old) {
      headers.add(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
  }

  private Heads() {}
}
