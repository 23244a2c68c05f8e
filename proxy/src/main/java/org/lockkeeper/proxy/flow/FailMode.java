package org.lockkeeper.proxy.flow;

/**
 * What happens to a request that should carry a message and cannot be read. Counted and recorded
 * either way.
 */
public enum FailMode {
  /** It is refused in the service's own words. The default: what is not read is not released. */
  REFUSE,
  /** It goes on as it came, marked as unread on the record. */
  PASS
}
