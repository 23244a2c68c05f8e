package org.lockkeeper.proxy.service;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lockkeeper.proxy.codec.Headers;
import org.lockkeeper.proxy.codec.HttpService.UploadedFile;

/**
 * Reads the values and files of interest out of a {@code multipart/form-data} body (RFC 7578).
 * Takes only the one form that every reader takes the same way: parts end with CRLF, the boundary
 * stands nowhere else, nothing before the first or after the last one, no transfer encodings.
 */
final class MultipartFields {

  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

  /** RFC 2046 §5.1.1. */
  private static final int LONGEST_BOUNDARY = 70;

  /** More parts than any form has; a limit against time attacks. */
  private static final int MOST_PARTS = 1000;

  private final byte[] body;
  private final byte[] delimiter;
  private final FormFields fields;
  private final List<Placed> files = new ArrayList<>();

  private MultipartFields(byte[] body, byte[] delimiter, FormFields fields) {
    this.body = body;
    this.delimiter = delimiter;
    this.fields = fields;
  }

  /** Values and files of one body. */
  record Parts(List<Field> fields, List<UploadedFile> files) {}

  /** A file, and where among its siblings the description has it. */
  private record Placed(long order, UploadedFile file) {}

  /** Reads a body. */
  static Parts read(byte[] body, ContentType type, FieldTree tree) throws UnreadableException {
    String boundary = type.parameters().getOrDefault("boundary", "");
    if (boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
      throw new UnreadableException("the multipart body has no usable boundary");
    }
    MultipartFields reader =
        new MultipartFields(
            body, ("--" + boundary).getBytes(StandardCharsets.UTF_8), new FormFields(tree, ""));
    reader.parts();
    // The id in the answer is that of the file described first, wherever the client put it.
    reader.files.sort(Comparator.comparingLong(Placed::order));
    return new Parts(reader.fields.found(), reader.files.stream().map(Placed::file).toList());
  }

  private void parts() throws UnreadableException {
    if (!startsWith(delimiter, 0)) {
      throw new UnreadableException("the multipart body does not begin with its boundary");
    }
    int at = delimiter.length;
    for (int count = 0; !isEnd(at); count++) {
      if (count == MOST_PARTS || !startsWith(new byte[] {'\r', '\n'}, at)) {
        throw new UnreadableException("the multipart body is broken after a boundary");
      }
      int headEnd = indexOf(HEAD_END, at);
      int next = indexOf(delimiter, at);
      if (headEnd < at + 2 || next < 0 || headEnd + HEAD_END.length > next - 2) {
        throw new UnreadableException("the multipart body ends inside a part");
      }
      if (!startsWith(new byte[] {'\r', '\n'}, next - 2)) {
        throw new UnreadableException("the boundary stands inside a part");
      }
      part(StrictUtf8.decode(body, at + 2, headEnd), headEnd + HEAD_END.length, next - 2);
      at = next + delimiter.length;
    }
  }

  /** The last boundary: two dashes, then at most one line end. */
  private boolean isEnd(int at) throws UnreadableException {
    if (!startsWith(new byte[] {'-', '-'}, at)) {
      return false;
    }
    int rest = body.length - at - 2;
    if (rest != 0 && !(rest == 2 && startsWith(new byte[] {'\r', '\n'}, at + 2))) {
      throw new UnreadableException("something stands after the multipart body");
    }
    return true;
  }

  private void part(String head, int start, int end) throws UnreadableException {
    Map<String, String> headers = headers(head);
    Map<String, String> parameters = disposition(headers.getOrDefault("content-disposition", ""));
    String encoding = headers.getOrDefault("content-transfer-encoding", "binary");
    if (!List.of("binary", "8bit", "7bit").contains(encoding.toLowerCase(Locale.ROOT))) {
      throw new UnreadableException("a multipart part has a transfer encoding");
    }
    boolean isFile = parameters.containsKey("filename") || parameters.containsKey("filename*");
    FormFields.Spot spot = fields.spot(parameters.getOrDefault("name", ""));
    int roles = spot.node().roles();
    if (Role.FILE_BYTES.in(roles) && (isFile || spot.node().bit() != 0)) {
      files.add(
          new Placed(
              spot.node().bit(),
              new UploadedFile(
                  parameters.getOrDefault("filename", ""),
                  headers.getOrDefault("content-type", ""),
                  Arrays.copyOfRange(body, start, end))));
      return;
    }
    if ((roles & ~Role.FILE_BYTES.bit()) == 0) {
      return;
    }
    if (isFile) {
      throw new UnreadableException("a text comes as a file");
    }
    checkType(headers.getOrDefault("content-type", ""));
    fields.add(spot, StrictUtf8.decode(body, start, end), Field.Writing.PART, start, end);
  }

  private static void checkType(String written) throws UnreadableException {
    if (!written.isEmpty()) {
      ContentType type = ContentType.of(Headers.of("content-type", written));
      type.requireUtf8();
      if (type.type().startsWith("multipart/")) {
        throw new UnreadableException("a multipart part has parts of its own");
      }
    }
  }

  private static Map<String, String> headers(String head) throws UnreadableException {
    Map<String, String> headers = new HashMap<>();
    for (String line : head.split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon < 1 || line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
        throw new UnreadableException("a multipart part has a broken header");
      }
      String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      if (headers.putIfAbsent(name, line.substring(colon + 1).strip()) != null) {
        throw new UnreadableException("a multipart part has a header twice");
      }
    }
    return headers;
  }

  private static Map<String, String> disposition(String value) throws UnreadableException {
    int semicolon = value.indexOf(';');
    Map<String, String> parameters = new HashMap<>();
    if (semicolon < 0 || !value.substring(0, semicolon).strip().equalsIgnoreCase("form-data")) {
      throw new UnreadableException("a multipart part is no form field");
    }
    while (semicolon >= 0) {
      semicolon = ContentType.parameter(value, semicolon + 1, parameters);
    }
    if (!parameters.containsKey("name") || parameters.containsKey("name*")) {
      throw new UnreadableException("a multipart part has no plain name");
    }
    return parameters;
  }

  private boolean startsWith(byte[] wanted, int at) {
    return at >= 0
        && at + wanted.length <= body.length
        && Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length);
  }

  private int indexOf(byte[] wanted, int from) {
    for (int at = from; at + wanted.length <= body.length; at++) {
      if (body[at] == wanted[0] && startsWith(wanted, at)) {
        return at;
      }
    }
    return -1;
  }
}
