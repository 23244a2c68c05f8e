package org.lockkeeper.archive.log;

class SealedSegmentLogTest extends SegmentLogContract {

  SealedSegmentLogTest() {
    super(new SealedLogs());
  }
}
