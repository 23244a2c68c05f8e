package org.lockkeeper.extract;

import java.util.ArrayList;
import java.util.List;
import org.lockkeeper.extract.Extracted.Status;

/**
 * What one reading has found so far, and what is left of its limits. Written by the worker, read by
 * the caller, who may give up first: every method is safe from both.
 */
final class Gathered {

  /** A name longer than any file system's is not a name. */
  private static final int NAME_LENGTH = 255;

  private final ExtractLimits limits;
  private final StringBuilder text = new StringBuilder();
  private final List<String> embedded = new ArrayList<>();
  private String type = "application/octet-stream";
  private Status fault = Status.EXTRACTED;
  private long unpackable;
  private boolean stopped;

  Gathered(ExtractLimits limits, long size) {
    this.limits = limits;
    this.unpackable = limits.unpackedFrom(size);
  }

  synchronized void type(String found) {
    if (!stopped) {
      type = found;
    }
  }

  /** Keeps text, as much of it as fits. */
  synchronized void text(char[] from, int start, int length) throws LimitReachedException {
    going();
    int room = limits.characters() - text.length();
    text.append(from, start, Math.min(room, length));
    if (length > room) {
      stop();
      throw new LimitReachedException("text longer than " + limits.characters() + " characters");
    }
  }

  synchronized void text(String more) throws LimitReachedException {
    text(more.toCharArray(), 0, more.length());
  }

  /** Counts a file inside the file. */
  synchronized void embedded(String name) throws LimitReachedException {
    going();
    if (embedded.size() >= limits.embedded()) {
      stop();
      throw new LimitReachedException("more than " + limits.embedded() + " files inside");
    }
    embedded.add(name.length() <= NAME_LENGTH ? name : name.substring(0, NAME_LENGTH));
  }

  /** Counts unpacked bytes. */
  synchronized void unpacked(long bytes) throws LimitReachedException {
    going();
    unpackable -= bytes;
    if (unpackable < 0) {
      stop();
      throw new LimitReachedException("unpacks to more than its limit");
    }
  }

  /**
   * Notes that something was not read. Of several, the one that tells most stays: locked before
   * limited before broken, because a cut file is broken too.
   */
  synchronized void fault(Status seen) {
    if (!stopped && weight(seen) > weight(fault)) {
      fault = seen;
    }
  }

  /** Ends the reading at a limit: everything that comes later is refused. */
  synchronized void stop() {
    fault(Status.LIMIT);
    stopped = true;
  }

  /**
   * Fails when the reading was ended.
   *
   * @throws LimitReachedException so that a parser which swallows it once meets it again
   */
  synchronized void going() throws LimitReachedException {
    if (stopped) {
      throw new LimitReachedException("the reading was ended");
    }
  }

  /** The result as it stands. */
  synchronized Extracted result() {
    String found = text.toString();
    Status status = fault;
    if (status == Status.EXTRACTED && found.isBlank()) {
      status = Status.NO_TEXT;
    }
    return new Extracted(type, status, found.strip(), embedded);
  }

  private static int weight(Status status) {
    return switch (status) {
      case EXTRACTED, NO_TEXT -> 0;
      case ERROR -> 1;
      case LIMIT -> 2;
      case ENCRYPTED -> 3;
    };
  }
}
