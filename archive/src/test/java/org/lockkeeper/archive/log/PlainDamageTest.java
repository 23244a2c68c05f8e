package org.lockkeeper.archive.log;

class PlainDamageTest extends DamageContract {

  PlainDamageTest() {
    super(new PlainLogs());
  }
}
