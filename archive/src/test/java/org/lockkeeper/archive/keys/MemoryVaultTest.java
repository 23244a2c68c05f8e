package org.lockkeeper.archive.keys;

/** The fake keeps the contract of the real ones. */
class MemoryVaultTest implements KeyVaultContract {

  private final MemoryVault vault = new MemoryVault();

  @Override
  public KeyVault open() {
    return vault;
  }
}
