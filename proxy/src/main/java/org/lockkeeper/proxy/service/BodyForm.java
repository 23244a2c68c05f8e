package org.lockkeeper.proxy.service;

import java.util.Set;

/** A form in which an operation takes its body. */
enum BodyForm {
  JSON,
  FORM,
  MULTIPART,
  /** The body is the file itself, of whatever type. */
  RAW;

  /** Which of an operation's forms a body has, by what it says it is. */
  static BodyForm of(ContentType type, Set<BodyForm> taken) throws UnreadableException {
    BodyForm form =
        switch (type.type()) {
          case "application/json" -> JSON;
          case "application/x-www-form-urlencoded" -> FORM;
          case "multipart/form-data" -> MULTIPART;
          default -> RAW;
        };
    if (taken.contains(form)) {
      return form;
    }
    if (taken.contains(RAW)) {
      return RAW;
    }
    throw new UnreadableException(
        type.type().isEmpty()
            ? "the request has a body and no content type"
            : "the request's content type is not one this operation takes");
  }
}
