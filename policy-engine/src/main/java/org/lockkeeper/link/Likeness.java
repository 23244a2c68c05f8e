package org.lockkeeper.link;

import java.util.Locale;
import java.util.Objects;

/**
 * That a URL is made to look like one of the organisation's own.
 *
 * @param own the domain it looks like
 * @param sure how surely it is no coincidence
 */
public record Likeness(String own, Way way, Sure sure) {

  /** How it looks like it. */
  public enum Way {
    /** Other letters of the same look: {@code exаmple} with a Cyrillic a, {@code examp1e}. */
    HOMOGRAPH,
    /** A letter more, less or beside the right one, or two changed places. */
    MISSPELT,
    /** The same name under another ending. */
    OTHER_ENDING,
    /** The name with a word put to it: {@code example-login}. */
    ADDED_WORD,
    /** The whole own domain below a stranger's: {@code example.com.stranger.net}. */
    SUBDOMAIN,
    /** The own domain where a name and a password would stand: {@code example.com@stranger.net}. */
    USERINFO;

    /** As findings and commands write it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** How surely it is meant. Ordered. */
  public enum Sure {
    LOW,
    MEDIUM,
    HIGH
  }

  public Likeness {
    Objects.requireNonNull(own, "own");
    Objects.requireNonNull(way, "way");
    Objects.requireNonNull(sure, "sure");
  }
}
