package org.lockkeeper.archive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.archive.record.Origin;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.Audience;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.Digest;
import org.lockkeeper.message.Direction;
import org.lockkeeper.message.EventId;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.NativeId;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.PolicyVersion;

/** Records for tests, told apart by a number. */
public final class Samples {

  public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private Samples() {}

  public static EventId id(long number) {
    return new EventId(new UUID(0x0190_0000_0000_7000L + (number << 16), Long.MIN_VALUE | number));
  }

  /** An allowed post of the given text. */
  public static ArchiveRecord.Judged post(long number, String text) {
    return post(number, "ann", "town-square", text);
  }

  public static ArchiveRecord.Judged post(long number, String who, String channel, String text) {
    return judged(
        number, who, channel, new Action.Post(Content.text("/message", text), Optional.empty()));
  }

  public static ArchiveRecord.Judged judged(
      long number, String who, String channel, Action action) {
    MessageEvent event =
        new MessageEvent(
            id(number),
            NOON.plusMillis(number),
            Direction.OUT,
            new ServiceId("mattermost"),
            new Actor("account-" + who, who),
            Audience.channel(channel),
            action,
            Digest.of(("body " + number).getBytes(StandardCharsets.UTF_8)));
    return with(event, Decision.allow(new PolicyVersion("0123abcd")));
  }

  public static ArchiveRecord.Judged with(MessageEvent event, Decision decision) {
    return new ArchiveRecord.Judged(
        event,
        decision,
        List.of(),
        decision.verdict().passes(),
        Optional.empty(),
        new Origin.Wire());
  }

  public static ArchiveRecord.Answered answer(long number, String nativeId) {
    return new ArchiveRecord.Answered(
        id(number), NOON.plusMillis(number + 5), 201, Optional.of(new NativeId(nativeId)));
  }
}
