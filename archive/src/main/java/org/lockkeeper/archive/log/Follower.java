package org.lockkeeper.archive.log;

/**
 * Follows the log and remembers how far it got. May be deleted at any time and rebuilt from the
 * log. Called from one thread at a time.
 */
public interface Follower {

  /** A short name, for status pages. */
  String name();

  /** The position behind the last entry it has durably taken in. */
  Position caughtUpTo();

  /** Takes in the next entry. */
  void accept(Entry entry);
}
