package org.lockkeeper.proxy.net;

import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.lockkeeper.proxy.codec.Headers;
import org.lockkeeper.proxy.codec.HttpRequestHead;

/**
 * Decides whether a decoded request means the same thing to everyone who will read it; on any doubt
 * it is refused. The decoder only marks what it finds broken, so its mark is read first, and what
 * it lets pass is checked here (RFC 9112 §3, §6; RFC 9110 §5, §7).
 */
final class RequestRules {

  /** What came of a check. */
  sealed interface Outcome {
    record Sound(ParsedRequest request) implements Outcome {}

    record Unsound(Refusal why) implements Outcome {}
  }

  private static final Outcome.Unsound FRAMING = new Outcome.Unsound(Refusal.FRAMING);

  private final HttpRequest message;
  private final List<Headers.Field> kept = new ArrayList<>(24);
  private int lengths;
  private String length = "";
  private int codings;
  private String coding = "";
  private int hosts;
  private String authority = "";
  private String connection = "";
  private String expect = "";

  private RequestRules(HttpRequest message) {
    this.message = message;
  }

  /** Checks one head. */
  static Outcome check(HttpRequest message, int maxFields) {
    if (message.decoderResult().isFailure()) {
      return new Outcome.Unsound(marked(message));
    }
    if (message.headers().size() > maxFields) {
      return new Outcome.Unsound(Refusal.LARGE_HEAD);
    }
    return new RequestRules(message).check();
  }

  private static Refusal marked(HttpMessage message) {
    return switch (message.decoderResult().cause()) {
      case TooLongHttpLineException line -> Refusal.LONG_TARGET;
      case TooLongHttpHeaderException head -> Refusal.LARGE_HEAD;
      case AmbiguousLength ambiguous -> Refusal.FRAMING;
      case FrontCodec.OtherVersion version -> Refusal.VERSION;
      default -> Refusal.MALFORMED;
    };
  }

  private Outcome check() {
    String method = message.method().name();
    if (!Fields.isToken(method) || method.length() > 32) {
      return new Outcome.Unsound(Refusal.METHOD);
    }
    // A tunnel would carry what nobody reads; TRACE echoes credentials (RFC 9110 §9.3.8).
    if (method.equals("CONNECT") || method.equals("TRACE")) {
      return new Outcome.Unsound(Refusal.NOT_SERVED);
    }
    Refusal fields = sortFields();
    if (fields != null) {
      return new Outcome.Unsound(fields);
    }
    if (!expect.isEmpty() && !expect.equalsIgnoreCase("100-continue")) {
      return new Outcome.Unsound(Refusal.EXPECTATION);
    }
    Set<String> options = options(connection);
    if (!options.isEmpty()) {
      kept.removeIf(field -> options.contains(field.name()) && !field.name().equals("host"));
    }
    return framed(method, message.protocolVersion().minorVersion() == 0, options);
  }

  private Outcome framed(String method, boolean old, Set<String> options) {
    if (lengths > 1 || codings > 1 || (lengths == 1 && codings == 1) || (old && codings == 1)) {
      return FRAMING;
    }
    long bytes = 0;
    if (lengths == 1) {
      bytes = digits(length);
      if (bytes < 0) {
        return FRAMING;
      }
    }
    if (codings == 1) {
      if (!coding.equalsIgnoreCase("chunked")) {
        // A known coding before chunked could be undone, but nobody sends it (RFC 9112 §6.1).
        return coding.toLowerCase(Locale.ROOT).endsWith(", chunked")
            ? new Outcome.Unsound(Refusal.NOT_SERVED)
            : FRAMING;
      }
      bytes = -1;
    }
    Target target = Target.of(message.uri(), hosts == 1 ? authority : "");
    if (hosts != 1 || !target.hostValid()) {
      return new Outcome.Unsound(Refusal.HOST);
    }
    if (!target.valid()) {
      return new Outcome.Unsound(Refusal.TARGET);
    }
    boolean keepAlive = old ? options.contains("keep-alive") : !options.contains("close");
    return new Outcome.Sound(
        new ParsedRequest(
            new HttpRequestHead(method, target.path(), target.query(), Headers.of(kept)),
            authority,
            target.host(),
            bytes,
            old,
            keepAlive,
            !expect.isEmpty() && !old && bytes != 0));
  }

  private @org.jspecify.annotations.Nullable Refusal sortFields() {
    Iterator<Map.Entry<CharSequence, CharSequence>> fields =
        message.headers().iteratorCharSequence();
    while (fields.hasNext()) {
      Map.Entry<CharSequence, CharSequence> field = fields.next();
      String name = Fields.lower(field.getKey());
      String value = field.getValue().toString();
      if (!Fields.isToken(name) || !Fields.isValue(value)) {
        return Refusal.MALFORMED;
      }
      if (Fields.imitates(name)) {
        return Refusal.LOOK_ALIKE;
      }
      switch (name) {
        case "content-length" -> {
          lengths++;
          length = value;
        }
        case "transfer-encoding" -> {
          codings++;
          coding = value;
        }
        case "host" -> {
          hosts++;
          authority = value;
          kept.add(new Headers.Field(name, value));
        }
        case "connection" -> connection = connection.isEmpty() ? value : connection + "," + value;
        case "expect" -> expect = expect.isEmpty() ? value : expect + "," + value;
        default -> {
          if (Fields.passesOn(name)) {
            kept.add(new Headers.Field(name, value));
          }
        }
      }
    }
    return null;
  }

  /** The options of Connection fields, lower case. */
  static Set<String> options(String connection) {
    if (connection.isEmpty()) {
      return Set.of();
    }
    if (connection.equalsIgnoreCase("keep-alive")) {
      return Set.of("keep-alive");
    }
    Set<String> options = new HashSet<>();
    for (String option : connection.split(",", -1)) {
      options.add(option.strip().toLowerCase(Locale.ROOT));
    }
    return options;
  }

  /** A length of ASCII digits only (RFC 9110 §8.6); -1 for anything else. */
  static long digits(String text) {
    if (text.isEmpty() || text.length() > 18) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }
}
