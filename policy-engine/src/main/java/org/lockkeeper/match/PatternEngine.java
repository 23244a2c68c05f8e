package org.lockkeeper.match;

import java.util.List;

/**
 * Makes pattern sets. What it has compiled before it may give again, so that a reload pays for what
 * changed; sets are immutable, so nobody can tell. Safe for many threads.
 */
public interface PatternEngine {

  /**
   * Compiles patterns.
   *
   * @throws IllegalArgumentException if one of them cannot be compiled, or all together are too
   *     large; the message says why
   */
  PatternSet compile(List<SearchPattern> patterns);
}
