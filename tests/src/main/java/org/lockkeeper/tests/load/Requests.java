package org.lockkeeper.tests.load;

/** The requests of a load. Called on the generator's thread; must be quick. */
@FunctionalInterface
public interface Requests {

  /** The whole n-th request: head, empty line and body, HTTP/1.1 with the connection kept. */
  byte[] at(long number);
}
