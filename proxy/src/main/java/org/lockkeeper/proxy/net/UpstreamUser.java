package org.lockkeeper.proxy.net;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;

/**
 * Who uses a service's connection for one request. Called on the event loop, in this order: {@link
 * #connected}, {@link #interim} any number of times, {@link #head}, {@link #part}s, {@link #end};
 * {@link #failed} at any time instead of what is left.
 */
interface UpstreamUser {

  /** A connection is there, and it is this user's until the response's end. */
  void connected(UpstreamConnection connection);

  /** An interim response. */
  void interim(ParsedResponse response);

  void head(ParsedResponse response);

  /** A part of the body; the reference is the user's. */
  void part(ByteBuf part);

  void end(HttpHeaders trailers);

  /** All that had come is delivered; the connection reads on when it is told to. */
  void delivered();

  /** The connection takes more, or no longer does. */
  void writable();

  void failed(UpstreamFailure failure);
}
