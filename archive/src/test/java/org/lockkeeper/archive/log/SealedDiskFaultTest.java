package org.lockkeeper.archive.log;

class SealedDiskFaultTest extends DiskFaultContract {

  SealedDiskFaultTest() {
    super(new SealedLogs());
  }
}
