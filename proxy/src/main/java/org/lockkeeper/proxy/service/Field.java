package org.lockkeeper.proxy.service;

/**
 * A value found in a request.
 *
 * @param pointer where it stands, as a JSON pointer whatever the body's form; {@code query:} before
 *     it when it stood in the query
 * @param start where its written form begins: a byte of the body, a character of the query
 * @param end one past where it ends
 */
record Field(String pointer, int roles, String value, Writing writing, int start, int end) {

  /** How a value is written where it stands. */
  enum Writing {
    /** A JSON string with its quotes (RFC 8259 §7). */
    JSON,
    /** Percent-encoded in a form body. */
    FORM,
    /** Percent-encoded in the query. */
    QUERY,
    /** As it is, in a part of a multipart body (RFC 7578). */
    PART,
    /** Somewhere it cannot be replaced: path, header. */
    FIXED
  }

  boolean is(Role role) {
    return role.in(roles);
  }
}
