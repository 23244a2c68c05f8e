package org.lockkeeper.archive.log;

class PlainDiskFaultTest extends DiskFaultContract {

  PlainDiskFaultTest() {
    super(new PlainLogs());
  }
}
