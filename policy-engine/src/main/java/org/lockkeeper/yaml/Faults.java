package org.lockkeeper.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects faults, so that a person sees all of them at once. Not safe for several threads. */
public final class Faults {

  private final List<Fault> found = new ArrayList<>();

  /** Adds one. */
  public void add(Where where, String message) {
    found.add(new Fault(where, message));
  }

  /** Whether there is none. */
  public boolean none() {
    return found.isEmpty();
  }

  /** All of them, by file and line. */
  public List<Fault> all() {
    return found.stream()
        .sorted(
            Comparator.comparing((Fault fault) -> fault.where().file())
                .thenComparingInt(fault -> fault.where().line()))
        .toList();
  }

  /**
   * Ends a reading.
   *
   * @throws FaultyFileException with every fault, if there is any
   */
  public void throwIfAny() {
    if (!none()) {
      throw new FaultyFileException(all());
    }
  }
}
