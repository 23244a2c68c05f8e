package org.lockkeeper.proxy.flow;

/**
 * What happens to a request that could write something, on a route the service's description does
 * not name.
 */
public enum UnknownWrites {
  /**
   * It streams through and is counted. The default: a new client feature shall not stop people's
   * work.
   */
  PASS,
  /** It is refused in the service's own words, and counted. */
  REFUSE
}
