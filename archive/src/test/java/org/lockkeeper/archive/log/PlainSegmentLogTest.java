package org.lockkeeper.archive.log;

class PlainSegmentLogTest extends SegmentLogContract {

  PlainSegmentLogTest() {
    super(new PlainLogs());
  }
}
