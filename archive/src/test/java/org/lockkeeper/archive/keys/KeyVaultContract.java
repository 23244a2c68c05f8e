package org.lockkeeper.archive.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.lockkeeper.archive.log.ArchiveFailure;

/** What every make of {@link KeyVault} must do. */
interface KeyVaultContract {

  /** Opens the vault, an empty one at first; then the same one again. */
  KeyVault open();

  @Test
  default void unwrapsWhatItWrappedAlsoAfterReopening() {
    byte[] key = key(7);
    byte[] context = {1, 2, 3};
    byte[] wrapped;
    try (KeyVault vault = open()) {
      vault.create("first");
      wrapped = vault.wrap("first", key, context);
      assertThat(vault.unwrap("first", wrapped, context)).isEqualTo(key);
      assertThat(vault.wrap("first", key, context)).isNotEqualTo(wrapped);
    }
    try (KeyVault vault = open()) {
      assertThat(vault.names()).containsExactly("first");
      assertThat(vault.unwrap("first", wrapped, context)).isEqualTo(key);
    }
  }

  @Test
  default void refusesAnotherContextKeyOrByte() {
    try (KeyVault vault = open()) {
      vault.create("one");
      vault.create("other");
      byte[] wrapped = vault.wrap("one", key(1), new byte[] {1});

      fails(ArchiveFailure.Kind.CORRUPT, () -> vault.unwrap("one", wrapped, new byte[] {2}));
      fails(ArchiveFailure.Kind.CORRUPT, () -> vault.unwrap("other", wrapped, new byte[] {1}));
      for (int i = 0; i < wrapped.length; i++) {
        byte[] changed = wrapped.clone();
        changed[i] ^= 1;
        fails(ArchiveFailure.Kind.CORRUPT, () -> vault.unwrap("one", changed, new byte[] {1}));
      }
    }
  }

  @Test
  default void whatIsDestroyedUnwrapsNothing() {
    byte[] wrapped;
    try (KeyVault vault = open()) {
      vault.create("gone");
      vault.create("kept");
      wrapped = vault.wrap("gone", key(1), new byte[0]);
      vault.destroy("gone");
      vault.destroy("gone");
      fails(ArchiveFailure.Kind.REFUSED, () -> vault.unwrap("gone", wrapped, new byte[0]));
      assertThat(vault.names()).containsExactly("kept");
    }
    try (KeyVault vault = open()) {
      fails(ArchiveFailure.Kind.REFUSED, () -> vault.unwrap("gone", wrapped, new byte[0]));
      vault.create("gone");
      fails(ArchiveFailure.Kind.CORRUPT, () -> vault.unwrap("gone", wrapped, new byte[0]));
    }
  }

  @Test
  default void aNameIsTakenOnce() {
    try (KeyVault vault = open()) {
      vault.create("one");
      fails(ArchiveFailure.Kind.REFUSED, () -> vault.create("one"));
      assertThat(vault.attest("one").algorithm()).isEqualTo("AES-256");
      fails(ArchiveFailure.Kind.REFUSED, () -> vault.attest("another"));
    }
  }

  static void fails(ArchiveFailure.Kind kind, ThrowingCallable call) {
    assertThatExceptionOfType(ArchiveFailure.class)
        .isThrownBy(call)
        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(kind));
  }

  private static byte[] key(int first) {
    byte[] key = new byte[32];
    key[0] = (byte) first;
    return key;
  }
}
