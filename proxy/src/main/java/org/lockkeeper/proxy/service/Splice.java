package org.lockkeeper.proxy.service;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lockkeeper.policy.Redaction;
import org.lockkeeper.proxy.codec.Headers;
import org.lockkeeper.proxy.codec.HttpRequest;
import org.lockkeeper.proxy.codec.HttpRequestHead;

/**
 * Replaces texts where they stand in a request and leaves every other byte as it came, so that
 * fields the gateway has never heard of survive.
 */
final class Splice {

  private Splice() {}

  /**
   * What each redacted text becomes, by pointer; empty if a redaction names no text of the request,
   * or its spans do not fit.
   */
  static Optional<Map<String, String>> texts(List<Field> fields, List<Redaction> how) {
    Map<String, String> texts = new HashMap<>();
    for (Field field : fields) {
      if (field.is(Role.TEXT)) {
        texts.put(field.pointer(), field.value());
      }
    }
    // From the back, so that a replacement moves no span that is still to come.
    List<Redaction> fromTheBack = new ArrayList<>(how);
    fromTheBack.sort(Comparator.comparingInt(Redaction::start).reversed());
    Map<String, String> changed = new HashMap<>();
    Map<String, Integer> untouchedUpTo = new HashMap<>();
    for (Redaction redaction : fromTheBack) {
      String original = texts.get(redaction.pointer());
      if (original == null
          || redaction.end() > untouchedUpTo.getOrDefault(redaction.pointer(), original.length())) {
        return Optional.empty();
      }
      String text = changed.getOrDefault(redaction.pointer(), original);
      changed.put(
          redaction.pointer(),
          text.substring(0, redaction.start())
              + redaction.replacement()
              + text.substring(redaction.end()));
      untouchedUpTo.put(redaction.pointer(), redaction.start());
    }
    return Optional.of(changed);
  }

  /** The request with the given texts in place; empty if one cannot be written where it stands. */
  static Optional<HttpRequest> apply(
      HttpRequest request, List<Field> fields, Map<String, String> texts) {
    List<Field> inBody = new ArrayList<>();
    List<Field> inQuery = new ArrayList<>();
    for (Field field : fields) {
      String text = texts.get(field.pointer());
      if (text == null || !field.is(Role.TEXT)) {
        continue;
      }
      if (field.writing() == Field.Writing.FIXED
          || (field.writing() != Field.Writing.JSON && !StrictUtf8.canWrite(text))) {
        return Optional.empty();
      }
      (field.writing() == Field.Writing.QUERY ? inQuery : inBody).add(field);
    }
    HttpRequestHead head = request.head();
    byte[] query = spliced(head.query().getBytes(StandardCharsets.UTF_8), inQuery, texts);
    byte[] body = spliced(request.body(), inBody, texts);
    Headers headers = head.headers();
    if (headers.first("content-length").isPresent()) {
      headers = headers.with("content-length", Integer.toString(body.length));
    }
    return Optional.of(
        new HttpRequest(
            new HttpRequestHead(
                head.method(), head.path(), new String(query, StandardCharsets.UTF_8), headers),
            body));
  }

  private static byte[] spliced(byte[] original, List<Field> fields, Map<String, String> texts) {
    if (fields.isEmpty()) {
      return original;
    }
    List<Field> inOrder = new ArrayList<>(fields);
    inOrder.sort(Comparator.comparingInt(Field::start));
    ByteArrayOutputStream out = new ByteArrayOutputStream(original.length + 64);
    int at = 0;
    for (Field field : inOrder) {
      out.write(original, at, field.start() - at);
      out.writeBytes(written(field.writing(), texts.getOrDefault(field.pointer(), "")));
      at = field.end();
    }
    out.write(original, at, original.length - at);
    return out.toByteArray();
  }

  private static byte[] written(Field.Writing writing, String text) {
    return switch (writing) {
      case JSON -> ("\"" + JsonText.escaped(text) + "\"").getBytes(StandardCharsets.UTF_8);
      case FORM, QUERY -> FormFields.encoded(text);
      case PART -> text.getBytes(StandardCharsets.UTF_8);
      case FIXED -> throw new AssertionError("checked before: a fixed value is never replaced");
    };
  }
}
