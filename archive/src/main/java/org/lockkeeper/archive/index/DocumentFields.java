package org.lockkeeper.archive.index;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;
import org.lockkeeper.archive.log.Entry;
import org.lockkeeper.archive.query.Query;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.archive.record.Origin;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.Attachment;
import org.lockkeeper.message.EventId;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.NativeId;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.RuleId;
import org.lockkeeper.policy.SideAction;

/**
 * What the index knows of a record. No text is stored: a hit's record is read back from the log at
 * the position kept here.
 *
 * <p>An answer is a document of its own, for the event's is written already when it comes; it is
 * joined to it by the event's id when a search needs that.
 */
final class DocumentFields {

  static final String TEXT = "text";
  static final String RECEIVED = "received";
  static final String SEQUENCE = "sequence";
  static final String OFFSET = "offset";

  /** On answers only: the event that was answered. */
  static final String ANSWERS = "answers";

  /** On everything that can be a hit, and so not on answers. */
  static final String HIT = "hit";

  static final BytesRef YES = new BytesRef("1");

  /** Words with their places, for phrases; no norms, for hits are ordered by time. */
  private static final FieldType WORDS = new FieldType();

  static {
    WORDS.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    WORDS.setTokenized(true);
    WORDS.setOmitNorms(true);
    WORDS.freeze();
  }

  private DocumentFields() {}

  static String name(Query.Field field) {
    return switch (field) {
      case SERVICE -> "service";
      case CHANNEL -> "channel";
      case AUTHOR -> "author";
      case ACTION -> "action";
      case VERDICT -> "verdict";
      case RULE -> "rule";
      case TAG -> "tag";
      case EVENT -> "event";
      case NATIVE -> "native";
    };
  }

  static BytesRef id(EventId id) {
    ByteBuffer bytes = ByteBuffer.allocate(16);
    bytes.putLong(id.value().getMostSignificantBits());
    bytes.putLong(id.value().getLeastSignificantBits());
    return new BytesRef(bytes.array());
  }

  static Document of(Entry entry) {
    Document document = new Document();
    document.add(new NumericDocValuesField(SEQUENCE, entry.position().sequence()));
    document.add(new NumericDocValuesField(OFFSET, entry.position().offset()));
    switch (entry.record()) {
      case ArchiveRecord.Judged judged -> judged(document, judged);
      case ArchiveRecord.Unread unread -> unread(document, unread);
      case ArchiveRecord.Act act -> act(document, act);
      case ArchiveRecord.Answered answered -> answered(document, answered);
    }
    return document;
  }

  private static void judged(Document document, ArchiveRecord.Judged judged) {
    MessageEvent event = judged.message();
    hit(document, judged);
    add(document, Query.Field.SERVICE, event.service().value());
    add(document, Query.Field.CHANNEL, event.audience().channel());
    author(document, event.actor());
    add(document, Query.Field.ACTION, event.action().verb());
    add(document, Query.Field.VERDICT, judged.decision().verdict().label());
    for (RuleId rule : judged.decision().because()) {
      add(document, Query.Field.RULE, rule.value());
    }
    for (SideAction also : judged.decision().also()) {
      switch (also) {
        case SideAction.Tag(String tag) -> add(document, Query.Field.TAG, tag);
        case SideAction.Log _,
            SideAction.Notify _,
            SideAction.Escalate _,
            SideAction.Disclaim _,
            SideAction.Count _ -> {}
      }
    }
    target(event.action()).ifPresent(id -> add(document, Query.Field.NATIVE, id.value()));
    if (judged.origin() instanceof Origin.Imported imported) {
      imported.id().ifPresent(id -> add(document, Query.Field.NATIVE, id.value()));
    }
    for (TextPart part : event.action().content().parts()) {
      text(document, part.text());
    }
    for (Attachment attachment : event.action().content().attachments()) {
      text(document, attachment.name());
      attachment.file().ifPresent(seen -> text(document, seen.extracted().text()));
    }
  }

  private static void unread(Document document, ArchiveRecord.Unread unread) {
    hit(document, unread);
    add(document, Query.Field.SERVICE, unread.service().value());
    author(document, unread.actor());
    add(document, Query.Field.ACTION, unread.operation());
    add(document, Query.Field.VERDICT, "unread");
  }

  private static void act(Document document, ArchiveRecord.Act act) {
    hit(document, act);
    add(document, Query.Field.AUTHOR, act.by());
    add(document, Query.Field.ACTION, act.kind().name().toLowerCase(Locale.ROOT));
  }

  private static void answered(Document document, ArchiveRecord.Answered answered) {
    document.add(new StringField(ANSWERS, id(answered.event()), Field.Store.NO));
    answered.assigned().ifPresent(id -> add(document, Query.Field.NATIVE, id.value()));
  }

  private static void hit(Document document, ArchiveRecord record) {
    long received = record.at().toEpochMilli();
    document.add(new StringField(HIT, YES, Field.Store.NO));
    document.add(new LongPoint(RECEIVED, received));
    document.add(new NumericDocValuesField(RECEIVED, received));
    document.add(new StringField(name(Query.Field.EVENT), id(record.event()), Field.Store.NO));
  }

  private static void author(Document document, Actor actor) {
    add(document, Query.Field.AUTHOR, actor.handle());
    if (!actor.account().equals(actor.handle())) {
      add(document, Query.Field.AUTHOR, actor.account());
    }
  }

  private static void text(Document document, String text) {
    if (!text.isEmpty()) {
      document.add(new Field(TEXT, text, WORDS));
    }
  }

  /** Values longer than a term can be are cut, in records and in queries alike. */
  static String value(String value) {
    return value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value;
  }

  private static void add(Document document, Query.Field field, String value) {
    document.add(new StringField(name(field), value(value), Field.Store.NO));
  }

  /** The message an act is about, so that a message's id finds its whole story. */
  private static Optional<NativeId> target(Action action) {
    return switch (action) {
      case Action.Edit(NativeId id, var _) -> Optional.of(id);
      case Action.Delete(NativeId id) -> Optional.of(id);
      case Action.React(NativeId id, var _, var _) -> Optional.of(id);
      case Action.Download(NativeId id) -> Optional.of(id);
      case Action.Read(NativeId id) -> Optional.of(id);
      case Action.Upload(Attachment file) -> file.id();
      case Action.Post _, Action.Invite _, Action.Describe _, Action.Join _, Action.Leave _ ->
          Optional.empty();
    };
  }

  private static final int LONGEST_VALUE = 8_000;
}
