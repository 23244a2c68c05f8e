package org.lockkeeper.tests.whole;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.lockkeeper.tests.service.Account;

/** A request as bytes, right or wrong; over a connection of its own. */
record Ask(String start, List<String> fields, byte[] body) {

  static Ask to(Form form, String method, String target) {
    return new Ask(
        method + " " + target + " HTTP/1.1",
        List.of("Host: " + form.host(), "Connection: close"),
        new byte[0]);
  }

  Ask from(Account author) {
    return with("Authorization: Bearer " + author.token());
  }

  Ask with(String field) {
    List<String> more = new ArrayList<>(fields);
    more.add(field);
    return new Ask(start, more, body);
  }

  Ask json(String text) {
    return body("application/json", text.getBytes(UTF_8));
  }

  Ask body(String type, byte[] bytes) {
    Ask typed = with("Content-Type: " + type).with("Content-Length: " + bytes.length);
    return new Ask(typed.start, typed.fields, bytes.clone());
  }

  /** One file in a form. */
  Ask file(String field, String name, String type, byte[] bytes) {
    String boundary = "----between-the-parts";
    var form = new ByteArrayOutputStream();
    form.writeBytes(
        ("--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                .formatted(boundary, field, name, type))
            .getBytes(UTF_8));
    form.writeBytes(bytes);
    form.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(UTF_8));
    return body("multipart/form-data; boundary=" + boundary, form.toByteArray());
  }

  byte[] bytes() {
    var out = new ByteArrayOutputStream();
    out.writeBytes(head().getBytes(ISO_8859_1));
    out.writeBytes(body);
    return out.toByteArray();
  }

  /** The start line and the fields, with the empty line behind them. */
  String head() {
    return start + "\r\n" + String.join("\r\n", fields) + "\r\n\r\n";
  }
}
