package org.lockkeeper.match;

import java.util.BitSet;

/** Says of a text which regexes are worth running, by their place in the list it was made from. */
interface RegexFilter {

  /** What says nothing about any; never changed. */
  BitSet ALL = new BitSet();

  /** Knows nothing and is never asked. */
  RegexFilter NONE =
      new RegexFilter() {
        @Override
        public int worthFrom() {
          return Integer.MAX_VALUE;
        }

        @Override
        public BitSet matching(NormalText text) {
          return ALL;
        }
      };

  /** From so many windows on it spares more than it costs. */
  int worthFrom();

  /**
   * Those that may match; {@link #ALL} itself if nothing is known. May say too many, never too few.
   */
  BitSet matching(NormalText text);
}
