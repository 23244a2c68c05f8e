package org.lockkeeper.proxy.app.demo;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Accounts and tokens of the demonstration's services; ids in each service's own form are made from
 * one counter.
 */
final class DemoAccounts {

  /** Somebody logged in. */
  record Account(String id, String handle) {}

  private static final int MATTERMOST_ID_LENGTH = 26;

  private final AtomicLong ids = new AtomicLong();
  private final Map<String, Account> byHandle = new ConcurrentHashMap<>();
  private final Map<String, Account> byToken = new ConcurrentHashMap<>();

  /** Logs somebody in. */
  String logIn(String handle) {
    Account account = byHandle.computeIfAbsent(handle, name -> new Account(nextId(), name));
    String token = "demo-" + handle + "-" + nextId();
    byToken.put(token, account);
    return token;
  }

  Optional<Account> of(String token) {
    return Optional.ofNullable(byToken.get(token));
  }

  /** A new id: 26 characters, as Mattermost writes them. */
  String nextId() {
    String number = Long.toString(ids.incrementAndGet(), 36);
    return "d".repeat(MATTERMOST_ID_LENGTH - number.length()) + number;
  }

  /** A new id: digits, as Mastodon writes them. */
  String nextNumber() {
    return Long.toString(112_000_000_000_000_000L + ids.incrementAndGet());
  }
}
