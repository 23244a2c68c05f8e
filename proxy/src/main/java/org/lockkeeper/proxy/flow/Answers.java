package org.lockkeeper.proxy.flow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.NativeId;
import org.lockkeeper.proxy.codec.HttpResponse;
import org.lockkeeper.proxy.codec.HttpService.Operation;

/** Notes what the service answered to what was released: its status, and the id it gave. */
final class Answers {

  private Answers() {}

  static void take(
      Gate gate, Operation operation, List<MessageEvent> released, HttpResponse response) {
    List<NativeId> ids = gate.service.assigned(operation, response);
    Instant now = gate.with.clock().instant();
    for (int i = 0; i < released.size(); i++) {
      MessageEvent event = released.get(i);
      Optional<NativeId> id = i < ids.size() ? Optional.of(ids.get(i)) : Optional.empty();
      gate.with.recorder().note(new ArchiveRecord.Answered(event.id(), now, response.status(), id));
      if (event.action() instanceof Action.Upload upload) {
        id.ifPresent(file -> gate.with.uploads().remember(event.service(), file, upload.file()));
      }
    }
  }

  static void none(Gate gate, List<MessageEvent> released) {
    Instant now = gate.with.clock().instant();
    for (MessageEvent event : released) {
      gate.with.recorder().note(new ArchiveRecord.Answered(event.id(), now, 0, Optional.empty()));
    }
  }
}
