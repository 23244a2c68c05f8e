package org.lockkeeper.tests.service;

import java.time.Duration;

/** What the fictional service does wrong on purpose. */
public sealed interface Fault {

  /** Takes the request and never answers. */
  record Hang() implements Fault {}

  /** Closes the connection without an answer. */
  record Close() implements Fault {}

  /** Answers bytes that are no HTTP, then closes. */
  record Garbage() implements Fault {}

  /** Promises a body and closes in the middle of it. */
  record BreakOff() implements Fault {}

  /** Answers rightly, but late. */
  record Slow(Duration delay) implements Fault {}

  /** Answers an error status, and remembers nothing. */
  record Status(int status, String body) implements Fault {}
}
