package org.lockkeeper.proxy.service;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.Attachment;
import org.lockkeeper.message.Audience;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.NativeId;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.proxy.codec.HttpService.Act;
import org.lockkeeper.proxy.codec.HttpService.UploadedFile;
import org.lockkeeper.proxy.service.ServiceDescription.Habits;

/** Turns the fields of a request into what was done, in the gateway's words. */
final class ActReader {

  private final OperationDescription operation;
  private final RequestFields request;
  private final Content content;
  private final Audience audience;

  private ActReader(Habits habits, OperationDescription operation, RequestFields request) {
    this.operation = operation;
    this.request = request;
    this.content = content(request);
    this.audience = audience(habits, request, content);
  }

  /** The acts in a request; at least one. */
  static List<Act> read(Habits habits, OperationDescription operation, RequestFields request)
      throws UnreadableException {
    return new ActReader(habits, operation, request).acts();
  }

  private List<Act> acts() throws UnreadableException {
    return switch (operation.act()) {
      case POST -> {
        if (content.equals(Content.EMPTY) && request.files().isEmpty()) {
          throw new UnreadableException("the message has neither text nor file");
        }
        yield one(new Action.Post(content, id(Role.IN_REPLY_TO)));
      }
      case EDIT -> one(new Action.Edit(target(), content));
      case DELETE -> one(new Action.Delete(target()));
      case REACT -> one(new Action.React(target(), symbol(), false));
      case UNREACT -> one(new Action.React(target(), symbol(), true));
      case UPLOAD -> uploads();
      case DOWNLOAD -> one(new Action.Download(target()));
      case DESCRIBE -> one(new Action.Describe(operation.as(), content));
      case JOIN -> one(new Action.Join());
      case LEAVE -> one(new Action.Leave());
      case READ -> one(new Action.Read(id(Role.TARGET).orElse(new NativeId(""))));
      case INVITE -> invitations();
      case PASS -> List.of();
    };
  }

  private List<Act> one(Action action) {
    return List.of(new Act(action, audience, request.files()));
  }

  /** One act for each file, and one for what is written about them. */
  private List<Act> uploads() throws UnreadableException {
    List<Act> acts = new ArrayList<>();
    for (UploadedFile file : request.files()) {
      acts.add(new Act(new Action.Upload(attachment(file)), audience, List.of(file)));
    }
    if (!content.parts().isEmpty()) {
      Content words = new Content(content.parts(), List.of());
      acts.add(new Act(new Action.Describe(operation.as(), words), audience, List.of()));
    }
    if (acts.isEmpty()) {
      throw new UnreadableException("the upload has no file");
    }
    return acts;
  }

  private List<Act> invitations() throws UnreadableException {
    List<Act> acts = new ArrayList<>();
    for (String account : request.all(Role.WHOM)) {
      Actor whom = new Actor(account, "");
      acts.add(new Act(new Action.Invite(whom), audience, List.of()));
    }
    if (acts.isEmpty()) {
      throw new UnreadableException("the request does not say whom it is about");
    }
    return acts;
  }

  private NativeId target() throws UnreadableException {
    return id(Role.TARGET)
        .orElseThrow(
            () -> new UnreadableException("the request does not say which message it is about"));
  }

  private String symbol() throws UnreadableException {
    return request
        .first(Role.SYMBOL)
        .orElseThrow(() -> new UnreadableException("the request does not say which reaction"));
  }

  private Optional<NativeId> id(Role role) {
    return request.first(role).map(NativeId::new);
  }

  /** Texts, and the files the request names by id. */
  private static Content content(RequestFields request) {
    List<TextPart> parts = new ArrayList<>();
    List<Attachment> attachments = new ArrayList<>();
    for (Field field : request.fields()) {
      if (field.is(Role.TEXT)) {
        parts.add(new TextPart(field.pointer(), field.value()));
      }
      if (field.is(Role.FILE_ID) && !field.value().isEmpty()) {
        attachments.add(Attachment.unseen(new NativeId(field.value())));
      }
    }
    return new Content(parts, attachments);
  }

  private static Attachment attachment(UploadedFile file) {
    return new Attachment(Optional.empty(), file.name(), file.declaredType(), Optional.empty());
  }

  private static Audience audience(Habits habits, RequestFields request, Content content) {
    Set<String> mentions = new HashSet<>();
    for (TextPart part : content.parts()) {
      mentions.addAll(habits.mentions().in(part.text()));
    }
    Audience.Kind kind =
        request
            .first(Role.VISIBILITY)
            .map(word -> habits.visibility().getOrDefault(word, Audience.Kind.UNKNOWN))
            .orElse(Audience.Kind.UNKNOWN);
    return new Audience(
        kind,
        request.first(Role.CHANNEL).orElse(""),
        request.first(Role.THREAD).map(NativeId::new),
        mentions);
  }
}
