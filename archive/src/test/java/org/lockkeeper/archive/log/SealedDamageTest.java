package org.lockkeeper.archive.log;

class SealedDamageTest extends DamageContract {

  SealedDamageTest() {
    super(new SealedLogs());
  }
}
