package org.lockkeeper.match;

import java.util.Optional;

/**
 * The engine in plain Java with Vectorscan as a filter: on a text that opens many regexes,
 * Vectorscan says in one pass which of them match at all, and only those are run. Terms stay with
 * the automaton, which is faster at them. What is found is found by the same code and is the same;
 * only a text that would spend the budget otherwise may be read to its end.
 */
public final class VectorscanEngine {

  private VectorscanEngine() {}

  /** The engine, if {@code libvectorscan5} is installed and this processor can run it. */
  public static Optional<PatternEngine> installed() {
    return Vectorscan.installed()
        .map(
            library ->
                new GatedPatternEngine(
                    all -> VectorscanFilter.of(library, all, VectorscanFilter.WORTH_FROM)));
  }
}
