package org.lockkeeper.detect;

import java.util.List;
import org.lockkeeper.match.View;

/**
 * Watches a text being read. Changes nothing; whoever wants to know how long a step took looks at
 * the clock when it is told.
 */
public interface Witness {

  /** Nobody watches. */
  Witness NOBODY = new Witness() {};

  /** The steps of reading a text. */
  enum Step {
    /** Its views are made. */
    VIEWS,
    /** The terms and patterns of every list and detector are looked for in a view. */
    PATTERNS,
    /** Numbers of every format are looked for in a view. */
    NUMBERS,
    /** Other arithmetic is done on a view. */
    ARITHMETIC,
    /** What was found is weighed: words near it, values left alone, what other views showed. */
    WEIGHING
  }

  /** A step is done, the one told last before it having just ended. */
  default void done(Step step) {}

  /** A view of a text is made. */
  default void seen(String pointer, View view) {}

  /** What one detector found in one view. */
  default void found(View view, List<Found> found) {}
}
