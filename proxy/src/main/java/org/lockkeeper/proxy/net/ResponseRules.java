package org.lockkeeper.proxy.net;

import io.netty.handler.codec.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lockkeeper.proxy.codec.Headers;

/**
 * Decides whether a service's response can be told on without doubt; the counterpart of {@link
 * RequestRules}. What is doubtful becomes a 502, never a guess.
 */
final class ResponseRules {

  private final HttpResponse message;
  private final List<Headers.Field> kept = new ArrayList<>(24);
  private int lengths;
  private String length = "";
  private int codings;
  private String coding = "";
  private String connection = "";
  private boolean sound = true;

  private ResponseRules(HttpResponse message) {
    this.message = message;
  }

  /** Checks one head; empty when it is unsound. */
  static Optional<ParsedResponse> check(HttpResponse message, int maxFields) {
    if (message.decoderResult().isFailure() || message.headers().size() > maxFields) {
      return Optional.empty();
    }
    return new ResponseRules(message).check();
  }

  private Optional<ParsedResponse> check() {
    var version = message.protocolVersion();
    int status = message.status().code();
    boolean known =
        version.protocolName().equals("HTTP")
            && version.majorVersion() == 1
            && version.minorVersion() <= 1;
    // 101 is never asked for: no request goes on with Upgrade.
    if (!known || status < 100 || status > 599 || status == 101) {
      return Optional.empty();
    }
    sortFields();
    boolean old = version.minorVersion() == 0;
    if (!sound || lengths > 1 || codings > 1 || (lengths == 1 && codings == 1)) {
      return Optional.empty();
    }
    if (codings == 1 && (old || !coding.equalsIgnoreCase("chunked"))) {
      return Optional.empty();
    }
    long bytes = lengths == 1 ? RequestRules.digits(length) : -1;
    if (lengths == 1 && bytes < 0) {
      return Optional.empty();
    }
    Set<String> options = RequestRules.options(connection);
    if (!options.isEmpty()) {
      kept.removeIf(field -> options.contains(field.name()));
    }
    boolean untilClose = lengths == 0 && codings == 0;
    boolean keepAlive = old ? options.contains("keep-alive") : !options.contains("close");
    return Optional.of(new ParsedResponse(status, Headers.of(kept), bytes, untilClose, keepAlive));
  }

  private void sortFields() {
    Iterator<Map.Entry<CharSequence, CharSequence>> fields =
        message.headers().iteratorCharSequence();
    while (fields.hasNext()) {
      Map.Entry<CharSequence, CharSequence> field = fields.next();
      String name = Fields.lower(field.getKey());
      String value = field.getValue().toString();
      if (!Fields.isToken(name) || !Fields.isValue(value) || Fields.imitates(name)) {
        sound = false;
        return;
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
        case "connection" -> connection = connection.isEmpty() ? value : connection + "," + value;
        default -> {
          if (Fields.passesBack(name)) {
            kept.add(new Headers.Field(name, value));
          }
        }
      }
    }
  }
}
