package org.lockkeeper.proxy.service;

import java.util.Collection;

/** What a value in a request is for. */
enum Role {
  TEXT,
  CHANNEL,
  THREAD,
  IN_REPLY_TO,
  TARGET,
  FILE_ID,
  FILE_BYTES,
  FILE_NAME,
  VISIBILITY,
  SYMBOL,
  WHOM,
  // Of answers:
  ANSWER_ID,
  ACCOUNT,
  HANDLE,
  TOKEN;

  /** One value may have several roles; a set of them is the sum of their bits. */
  int bit() {
    return 1 << ordinal();
  }

  boolean in(int roles) {
    return (roles & bit()) != 0;
  }

  static int bits(Collection<Role> roles) {
    int bits = 0;
    for (Role role : roles) {
      bits |= role.bit();
    }
    return bits;
  }
}
