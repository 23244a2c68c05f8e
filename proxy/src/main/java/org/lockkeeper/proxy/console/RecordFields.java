package org.lockkeeper.proxy.console;

import java.util.List;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.message.TextPart;

/** What every kind of record has to say about itself, empty where it has nothing to. */
final class RecordFields {
  private RecordFields() {}

  static String type(ArchiveRecord record) {
    return switch (record) {
      case ArchiveRecord.Judged _ -> "judged";
      case ArchiveRecord.Answered _ -> "answered";
      case ArchiveRecord.Unread _ -> "unread";
      case ArchiveRecord.Act _ -> "act";
    };
  }

  static List<TextPart> parts(ArchiveRecord record) {
    return switch (record) {
      case ArchiveRecord.Judged judged -> judged.message().action().content().parts();
      case ArchiveRecord.Answered _, ArchiveRecord.Unread _, ArchiveRecord.Act _ -> List.of();
    };
  }

  static boolean released(ArchiveRecord record) {
    return switch (record) {
      case ArchiveRecord.Judged judged -> judged.released();
      case ArchiveRecord.Answered _, ArchiveRecord.Act _ -> true;
      case ArchiveRecord.Unread unread -> unread.released();
    };
  }

  static String channel(ArchiveRecord record) {
    return switch (record) {
      case ArchiveRecord.Judged judged -> judged.message().audience().channel();
      case ArchiveRecord.Answered _, ArchiveRecord.Unread _, ArchiveRecord.Act _ -> "";
    };
  }

  static String account(ArchiveRecord record) {
    return switch (record) {
      case ArchiveRecord.Judged judged -> judged.message().actor().account();
      case ArchiveRecord.Unread unread -> unread.actor().account();
      case ArchiveRecord.Act act -> act.by();
      case ArchiveRecord.Answered _ -> "";
    };
  }

  static String wire(ArchiveRecord record) {
    return switch (record) {
      case ArchiveRecord.Judged judged -> judged.message().wire().toString();
      case ArchiveRecord.Unread unread -> unread.wire().toString();
      case ArchiveRecord.Answered _, ArchiveRecord.Act _ -> "";
    };
  }
}
