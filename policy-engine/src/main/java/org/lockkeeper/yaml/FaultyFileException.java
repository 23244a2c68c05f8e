package org.lockkeeper.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** A file somebody wrote cannot be used. Carries every fault found, not only the first. */
public final class FaultyFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  public FaultyFileException(List<Fault> faults) {
    super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** Every fault, by file and line. */
  public List<Fault> faults() {
    return faults;
  }
}
