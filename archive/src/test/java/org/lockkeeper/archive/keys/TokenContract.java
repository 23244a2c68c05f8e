package org.lockkeeper.archive.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;

/** The vault contract on a token, run in a process whose environment names the token. */
final class TokenContract implements KeyVaultContract {

  private final Path library;
  private final Path pin;

  private TokenContract(Path library, Path pin) {
    this.library = library;
    this.pin = pin;
  }

  @Override
  public KeyVault open() {
    return Pkcs11Vault.open(library, 0, Passphrase.read(pin), new SecureRandom());
  }

  private void clear() {
    try (KeyVault vault = open()) {
      vault.names().forEach(vault::destroy);
    }
  }

  public static void main(String[] arguments) {
    TokenContract contract = new TokenContract(Path.of(arguments[0]), Path.of(arguments[1]));
    contract.unwrapsWhatItWrappedAlsoAfterReopening();
    contract.clear();
    contract.refusesAnotherContextKeyOrByte();
    contract.clear();
    contract.whatIsDestroyedUnwrapsNothing();
    contract.clear();
    contract.aNameIsTakenOnce();
    try (KeyVault vault = contract.open()) {
      assertThat(vault.attest("one").extractable()).isFalse();
    }
    System.out.println("kept");
  }
}
