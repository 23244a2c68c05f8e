package org.lockkeeper.proxy.service;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lockkeeper.proxy.codec.HttpRequest;
import org.lockkeeper.proxy.codec.HttpService.UploadedFile;

/**
 * Everything of interest in one request, wherever it stands.
 *
 * @param fields body first, then query, then path and headers: where two have the same role and
 *     only one can count, the first does
 */
record RequestFields(List<Field> fields, List<UploadedFile> files) {

  RequestFields {
    fields = List.copyOf(fields);
    files = List.copyOf(files);
  }

  /**
   * Reads a request.
   *
   * @param path what stood in place of the route's names in braces
   */
  static RequestFields read(
      OperationDescription operation, HttpRequest request, Map<String, String> path)
      throws UnreadableException {
    List<Field> fields = new ArrayList<>();
    List<UploadedFile> files = new ArrayList<>();
    BodyForm form = BodyForm.RAW;
    ContentType type = ContentType.of(request.head().headers());
    if (request.body().length > 0 && !operation.forms().isEmpty()) {
      form = BodyForm.of(type, operation.forms());
      body(operation, request.body(), form, type, fields, files);
    }
    if (!request.head().query().isEmpty() && !operation.query().isEmpty()) {
      FormFields query = new FormFields(operation.query(), "query:");
      query.readEncoded(
          request.head().query().getBytes(StandardCharsets.UTF_8), Field.Writing.QUERY);
      fields.addAll(query.found());
    }
    elsewhere(operation, request, path, fields);
    if (form == BodyForm.RAW && operation.forms().contains(BodyForm.RAW)) {
      String name = first(fields, Role.FILE_NAME).orElse("");
      files.add(new UploadedFile(name, type.type(), request.body()));
    }
    return new RequestFields(fields, files);
  }

  private static void body(
      OperationDescription operation,
      byte[] body,
      BodyForm form,
      ContentType type,
      List<Field> fields,
      List<UploadedFile> files)
      throws UnreadableException {
    if (form != BodyForm.RAW) {
      type.requireUtf8();
    }
    switch (form) {
      case JSON -> fields.addAll(JsonFields.read(body, operation.tree()));
      case FORM -> {
        FormFields reader = new FormFields(operation.tree(), "");
        reader.readEncoded(body, Field.Writing.FORM);
        fields.addAll(reader.found());
      }
      case MULTIPART -> {
        MultipartFields.Parts parts = MultipartFields.read(body, type, operation.tree());
        fields.addAll(parts.fields());
        files.addAll(parts.files());
      }
      case RAW -> {}
    }
  }

  private static void elsewhere(
      OperationDescription operation,
      HttpRequest request,
      Map<String, String> path,
      List<Field> fields) {
    operation
        .places()
        .forEach(
            (role, places) -> {
              for (Place place : places) {
                fixed(place, request, path)
                    .ifPresent(
                        value ->
                            fields.add(
                                new Field("", role.bit(), value, Field.Writing.FIXED, 0, 0)));
              }
            });
  }

  private static Optional<String> fixed(
      Place place, HttpRequest request, Map<String, String> path) {
    return switch (place) {
      case Place.Path(String parameter) -> Optional.ofNullable(path.get(parameter));
      case Place.Header(String name) -> request.head().headers().first(name);
      case Place.Always(String value) -> Optional.of(value);
      case Place.Body _, Place.Query _ -> Optional.empty();
    };
  }

  /** The value that counts for a role; empty ones do not. */
  Optional<String> first(Role role) {
    return first(fields, role);
  }

  /** Every value of a role that is not empty. */
  List<String> all(Role role) {
    List<String> values = new ArrayList<>();
    for (Field field : fields) {
      if (field.is(role) && !field.value().isEmpty()) {
        values.add(field.value());
      }
    }
    return values;
  }

  private static Optional<String> first(List<Field> fields, Role role) {
    for (Field field : fields) {
      if (field.is(role) && !field.value().isEmpty()) {
        return Optional.of(field.value());
      }
    }
    return Optional.empty();
  }
}
