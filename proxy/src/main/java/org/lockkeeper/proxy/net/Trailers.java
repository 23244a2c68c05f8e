package org.lockkeeper.proxy.net;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Iterator;
import java.util.Map;

/** Which fields may stand behind a chunked body (RFC 9110 §6.5). */
final class Trailers {

  /** Whether a request's end carries nothing that must stand in a head. */
  static boolean allowed(HttpContent end) {
    if (!(end instanceof LastHttpContent last) || last.trailingHeaders().isEmpty()) {
      return true;
    }
    return last.trailingHeaders().names().stream()
        .map(Fields::lower)
        .allMatch(name -> Fields.isToken(name) && !Fields.imitates(name) && Fields.mayTrail(name));
  }

  /** The end of a response with those of its trailers that may be there. */
  static LastHttpContent end(HttpHeaders trailers) {
    if (trailers.isEmpty()) {
      return LastHttpContent.EMPTY_LAST_CONTENT;
    }
    DefaultLastHttpContent end =
        new DefaultLastHttpContent(
            Unpooled.EMPTY_BUFFER, DefaultHttpHeadersFactory.trailersFactory());
    Iterator<Map.Entry<CharSequence, CharSequence>> fields = trailers.iteratorCharSequence();
    while (fields.hasNext()) {
      Map.Entry<CharSequence, CharSequence> field = fields.next();
      String name = Fields.lower(field.getKey());
      if (Fields.isToken(name) && Fields.isValue(field.getValue()) && Fields.mayTrail(name)) {
        end.trailingHeaders().add(name, field.getValue());
      }
    }
    return end;
  }

  private Trailers() {}
}
