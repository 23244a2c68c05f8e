package org.lockkeeper.link;

/** What one line of a list comes to. */
sealed interface ListLine {

  /** Nothing to look up: a comment, a header, a blank line, a rule about something else. */
  ListLine BLANK = new Blank();

  /** No entry of this format. */
  ListLine UNREADABLE = new Unreadable();

  /** Nothing to look up. */
  record Blank() implements ListLine {}

  /** No entry. */
  record Unreadable() implements ListLine {}

  /** An expression the list holds, as URLs are looked up by. */
  record Entry(String expression) implements ListLine {}

  /** An expression the list takes out again. */
  record Except(String expression) implements ListLine {}

  /**
   * A hash the list holds, or its first bytes and zeros.
   *
   * @param bytes how many it gives, 4 to 8
   */
  record Hash(long value, int bytes) implements ListLine {}
}
