package org.lockkeeper.tests.whole;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import org.lockkeeper.tests.service.Json;

/**
 * What came back over a connection until it ended.
 *
 * @param status 0 where nothing came
 * @param body the bytes behind the head, as far as they came
 */
record Said(int status, String head, String body) {

  static Said of(byte[] bytes) {
    String all = new String(bytes, ISO_8859_1);
    int end = all.indexOf("\r\n\r\n");
    if (end < 0) {
      return new Said(0, all, "");
    }
    return new Said(
        Integer.parseInt(all.substring(9, 12)),
        all.substring(0, end),
        new String(bytes, end + 4, bytes.length - end - 4, UTF_8));
  }

  JsonNode json() {
    return Json.read(body);
  }
}
