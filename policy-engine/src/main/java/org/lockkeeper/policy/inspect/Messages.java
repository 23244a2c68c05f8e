package org.lockkeeper.policy.inspect;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.extract.Extractor;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.Attachment;
import org.lockkeeper.message.Audience;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.Digest;
import org.lockkeeper.message.EventId;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.TextPart;

/** Makes events of requests, the files they name read. Safe for many threads. */
final class Messages {

  private final Extractor extractor;
  private final InstantSource clock;
  private final EventId.Source ids;

  Messages(Extractor extractor, InstantSource clock) {
    this.extractor = extractor;
    this.clock = clock;
    this.ids = EventId.Source.secure(clock);
  }

  /**
   * The event a request describes.
   *
   * @param faults takes what could not be read
   */
  MessageEvent event(InspectRequest request, String line, List<String> faults) {
    return event(request, line, clock.instant(), faults);
  }

  /** The same at the time the request says, where it does: for judging what is past. */
  MessageEvent past(InspectRequest request, String line, List<String> faults) {
    return event(request, line, request.at().orElseGet(clock::instant), faults);
  }

  private MessageEvent event(InspectRequest request, String line, Instant at, List<String> faults) {
    List<TextPart> parts = new ArrayList<>();
    parts.add(new TextPart(InspectLine.TEXT, request.text()));
    for (int link = 0; link < request.links().size(); link++) {
      parts.add(new TextPart("/links/" + link, request.links().get(link)));
    }
    List<Attachment> files =
        request.files().stream().map(file -> attachment(file, faults)).toList();
    return new MessageEvent(
        ids.next(),
        at,
        request.direction(),
        request.service(),
        new Actor(request.author(), request.author()),
        Audience.channel(request.channel()),
        new Action.Post(new Content(parts, files), Optional.empty()),
        Digest.of(line.getBytes(StandardCharsets.UTF_8)));
  }

  private Attachment attachment(InspectRequest.File file, List<String> faults) {
    return new Attachment(Optional.empty(), file.name(), "", seen(file, faults));
  }

  private Optional<Attachment.Seen> seen(InspectRequest.File file, List<String> faults) {
    return switch (file.source()) {
      case InspectRequest.Source.At(String path) -> {
        try {
          yield Optional.of(at(file.name(), Path.of(path)));
        } catch (IOException | InvalidPathException unreadable) {
          faults.add("cannot read " + path + ": " + unreadable.getClass().getSimpleName());
          yield Optional.empty();
        }
      }
      case InspectRequest.Source.Within(String base64) -> {
        try {
          yield Optional.of(within(file.name(), Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException _) {
          faults.add("the content of attachment \"" + file.name() + "\" is not base64");
          yield Optional.empty();
        }
      }
    };
  }

  private Attachment.Seen within(String name, byte[] bytes) {
    return new Attachment.Seen(
        Digest.of(bytes), bytes.length, extractor.extract(name, new ByteArrayInputStream(bytes)));
  }

  private Attachment.Seen at(String name, Path path) throws IOException {
    Digest digest;
    try (InputStream bytes = Files.newInputStream(path)) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        sha256.update(buffer, 0, read);
      }
      digest = Digest.fromBytes(sha256.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(path))) {
      return new Attachment.Seen(digest, Files.size(path), extractor.extract(name, bytes));
    }
  }
}
