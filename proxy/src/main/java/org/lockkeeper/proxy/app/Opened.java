package org.lockkeeper.proxy.app;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened, to be closed once, in the opposite order, whatever happens on the way. */
final class Opened implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Opened.class.getName());

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  /** Remembers a part to close. */
  synchronized <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception failed) {
        LOG.log(System.Logger.Level.ERROR, "closing failed", failed);
      }
    }
  }
}
