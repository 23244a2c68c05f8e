package org.lockkeeper.proxy.flow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Attachment;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.Digest;
import org.lockkeeper.proxy.codec.HttpService.Act;
import org.lockkeeper.proxy.codec.HttpService.Operation;
import org.lockkeeper.proxy.codec.HttpService.UploadedFile;

/**
 * Puts what the gateway knows of files into an act: bytes that came with the request are stored,
 * typed and read; files named by id are those seen at their upload.
 */
final class Files {

  private Files() {}

  static boolean mayCarry(Operation operation) {
    return operation.carriesFiles();
  }

  /** Whether completing these acts may block or take long. */
  static boolean needWork(Gate gate, List<Act> acts) {
    for (Act act : acts) {
      if (!act.files().isEmpty()) {
        return true;
      }
      for (Attachment file : act.action().content().attachments()) {
        if (named(file)
            && gate.with.uploads().recent(gate.service.id(), file.id().orElseThrow()).isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  /** The act with everything known about its files. */
  static Action complete(Gate gate, Act act) {
    return switch (act.action()) {
      case Action.Upload upload ->
          act.files().isEmpty() ? upload : new Action.Upload(seen(gate, act.files().getFirst()));
      case Action.Post post ->
          new Action.Post(content(gate, post.content(), act), post.inReplyTo());
      case Action.Edit edit -> new Action.Edit(edit.target(), content(gate, edit.content(), act));
      case Action.Describe describe ->
          new Action.Describe(describe.what(), content(gate, describe.content(), act));
      case Action.Delete _,
          Action.React _,
          Action.Download _,
          Action.Read _,
          Action.Invite _,
          Action.Join _,
          Action.Leave _ ->
          act.action();
    };
  }

  private static Content content(Gate gate, Content content, Act act) {
    if (content.attachments().isEmpty() && act.files().isEmpty()) {
      return content;
    }
    List<Attachment> files = new ArrayList<>();
    for (Attachment file : content.attachments()) {
      files.add(
          named(file)
              ? gate.with.uploads().find(gate.service.id(), file.id().orElseThrow()).orElse(file)
              : file);
    }
    act.files().forEach(file -> files.add(seen(gate, file)));
    return new Content(content.parts(), files);
  }

  private static boolean named(Attachment file) {
    return file.file().isEmpty() && file.id().isPresent();
  }

  private static Attachment seen(Gate gate, UploadedFile file) {
    Digest digest = Digest.of(file.content());
    gate.with
        .blobs()
        .ifPresent(
            blobs -> {
              try {
                blobs.put(digest, file.content());
              } catch (IOException failed) {
                throw new UncheckedIOException(failed);
              }
            });
    return new Attachment(
        Optional.empty(),
        file.name(),
        file.declaredType(),
        Optional.of(
            new Attachment.Seen(
                digest,
                file.content().length,
                gate.with
                    .extractor()
                    .extract(file.name(), new ByteArrayInputStream(file.content())))));
  }
}
