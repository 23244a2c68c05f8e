package org.lockkeeper.archive.crypt;

import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.message.Action;

/** What a leaf stands for. The codes are part of the format; new ones are added at the end. */
public enum LeafKind {
  MESSAGE(1),
  EDIT(2),
  DELETE(3),
  REACTION(4),
  ATTACHMENT(5),
  MEMBERSHIP(6),
  READ(7),
  DESCRIPTION(8),
  ANSWER(9),
  UNREAD(10),
  /** An act on the archive itself: keys, holds, searches, exports. */
  ACT(11);

  private final int code;

  LeafKind(int code) {
    this.code = code;
  }

  /** The byte that stands for it. */
  public int code() {
    return code;
  }

  /**
   * The kind of a code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static LeafKind of(int code) {
    if (code < 1 || code > values().length) {
      throw new IllegalArgumentException("no kind of leaf has the code " + code);
    }
    return values()[code - 1];
  }

  /** The kind of a record. */
  public static LeafKind of(ArchiveRecord record) {
    return switch (record) {
      case ArchiveRecord.Judged judged -> of(judged.message().action());
      case ArchiveRecord.Answered _ -> ANSWER;
      case ArchiveRecord.Unread _ -> UNREAD;
      case ArchiveRecord.Act _ -> ACT;
    };
  }

  private static LeafKind of(Action action) {
    return switch (action) {
      case Action.Post _ -> MESSAGE;
      case Action.Edit _ -> EDIT;
      case Action.Delete _ -> DELETE;
      case Action.React _ -> REACTION;
      case Action.Upload _, Action.Download _ -> ATTACHMENT;
      case Action.Invite _, Action.Join _, Action.Leave _ -> MEMBERSHIP;
      case Action.Read _ -> READ;
      case Action.Describe _ -> DESCRIPTION;
    };
  }
}
