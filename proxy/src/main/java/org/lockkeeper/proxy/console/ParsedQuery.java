package org.lockkeeper.proxy.console;

import java.util.Objects;
import org.lockkeeper.archive.query.Query;

/** What reading a query gave: the query, or where and why it cannot be read. */
public sealed interface ParsedQuery {

  /**
   * A query that can be run.
   *
   * @param canonical the query as it runs, in the same grammar, with everything implied written out
   */
  record Ok(Query query, String canonical) implements ParsedQuery {
    public Ok {
      Objects.requireNonNull(query, "query");
      Objects.requireNonNull(canonical, "canonical");
    }
  }

  /**
   * A query that cannot be read.
   *
   * @param position the UTF-16 code unit of the query at which reading failed; its length for an
   *     unexpected end
   * @param message what was expected there, in words for the person who typed it
   */
  record Bad(int position, String message) implements ParsedQuery {
    public Bad {
      Objects.requireNonNull(message, "message");
    }
  }
}
