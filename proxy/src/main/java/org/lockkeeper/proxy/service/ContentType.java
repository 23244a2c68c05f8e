package org.lockkeeper.proxy.service;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lockkeeper.proxy.codec.Headers;

/**
 * What a body says it is (RFC 9110 §8.3).
 *
 * @param type type and subtype in lower case; empty when the request does not say
 * @param parameters by lower-case name
 */
record ContentType(String type, Map<String, String> parameters) {

  ContentType {
    parameters = Map.copyOf(parameters);
  }

  /** Reads a request's content type; two of them, or a broken one, are unreadable. */
  static ContentType of(Headers headers) throws UnreadableException {
    List<String> values = headers.all("content-type");
    if (values.size() > 1) {
      throw new UnreadableException("the request has two content types");
    }
    if (values.isEmpty()) {
      return new ContentType("", Map.of());
    }
    Map<String, String> parameters = new HashMap<>();
    String value = values.getFirst();
    int end = value.indexOf(';');
    String type = (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    while (end >= 0) {
      end = parameter(value, end + 1, parameters);
    }
    return new ContentType(type, parameters);
  }

  /** Refuses a text in another encoding than UTF-8, of which ASCII is a part. */
  void requireUtf8() throws UnreadableException {
    String charset = parameters.getOrDefault("charset", "utf-8").toLowerCase(Locale.ROOT);
    if (!charset.equals("utf-8") && !charset.equals("us-ascii")) {
      throw new UnreadableException("the text is not in UTF-8");
    }
  }

  /**
   * Reads {@code ; name=value} or {@code ; name="value"}.
   *
   * @return where the next semicolon is, or -1
   */
  static int parameter(String value, int from, Map<String, String> into)
      throws UnreadableException {
    int equals = value.indexOf('=', from);
    int semicolon = value.indexOf(';', from);
    if (equals < 0 || (semicolon >= 0 && semicolon < equals)) {
      if (value.substring(from, semicolon < 0 ? value.length() : semicolon).isBlank()) {
        return semicolon;
      }
      throw new UnreadableException("a header's parameter has no value");
    }
    String name = value.substring(from, equals).strip().toLowerCase(Locale.ROOT);
    StringBuilder text = new StringBuilder();
    int at = equals + 1;
    if (at < value.length() && value.charAt(at) == '"') {
      at++;
      while (at < value.length() && value.charAt(at) != '"') {
        if (value.charAt(at) == '\\' && at + 1 < value.length() && value.charAt(at + 1) == '"') {
          at++;
        }
        text.append(value.charAt(at++));
      }
      if (at == value.length()) {
        throw new UnreadableException("a quoted header parameter has no end");
      }
      at++;
    } else {
      while (at < value.length() && value.charAt(at) != ';') {
        text.append(value.charAt(at++));
      }
    }
    int next = value.indexOf(';', at);
    if (!value.substring(at, next < 0 ? value.length() : next).isBlank()) {
      throw new UnreadableException("something stands after a header parameter");
    }
    if (into.putIfAbsent(name, text.toString().stripTrailing()) != null) {
      throw new UnreadableException("a header parameter stands twice");
    }
    return next;
  }
}
