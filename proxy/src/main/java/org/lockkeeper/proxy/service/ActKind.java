package org.lockkeeper.proxy.service;

/** What an operation does, as a description writes it. */
enum ActKind {
  POST,
  EDIT,
  DELETE,
  REACT,
  UNREACT,
  UPLOAD,
  DOWNLOAD,
  DESCRIBE,
  JOIN,
  LEAVE,
  READ,
  INVITE,
  /** Nothing others see: the route is listed because it is known to be harmless. */
  PASS;

  /** Whether its requests are held and judged. */
  boolean carriesMessage() {
    return switch (this) {
      case POST, EDIT, DELETE, REACT, UNREACT, UPLOAD, DESCRIBE, JOIN, LEAVE, INVITE -> true;
      case DOWNLOAD, READ, PASS -> false;
    };
  }
}
