package org.lockkeeper.proxy.app;

import java.util.List;

/**
 * A measurement that {@code lockkeeper bench NAME} runs. The makes live in the tests module, beside
 * the peers they measure against, and are found through {@link java.util.ServiceLoader}.
 */
public interface Benchmark {

  /** The name on the command line. */
  String name();

  /** What it measures, in one line. */
  String description();

  /**
   * Runs it, printing a line of JSON a measurement to standard output and Markdown rows at the end.
   *
   * @return the exit code
   */
  int run(List<String> arguments) throws Exception;
}
