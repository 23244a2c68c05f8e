package org.lockkeeper.proxy.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Attachment;
import org.lockkeeper.message.Audience;
import org.lockkeeper.message.NativeId;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.Notice;
import org.lockkeeper.policy.RuleId;
import org.lockkeeper.proxy.codec.HttpRequest;
import org.lockkeeper.proxy.codec.HttpResponse;
import org.lockkeeper.proxy.codec.HttpService;
import org.lockkeeper.proxy.codec.HttpService.Act;
import org.lockkeeper.proxy.codec.HttpService.Operation;
import org.lockkeeper.proxy.codec.HttpService.Reading;

/** Performs a play: a real adapter, a judge who says what the play has him say. */
final class Stage {

  private final HttpService service;

  Stage(HttpService service) {
    this.service = service;
  }

  void perform(Play play) {
    HttpRequest request = play.request("U>");
    Optional<Operation> operation = service.operation(request.head());
    assertThat(judged(operation, request)).as("judge").isEqualTo(play.of("judge"));
    List<String> verdicts = play.of("verdict");
    if (!verdicts.isEmpty() && verdicts.getFirst().matches("(block|hold|coach|refuse) .*")) {
      refuse(play, verdicts.getFirst());
      return;
    }
    if (!verdicts.isEmpty()) {
      forward(play, operation.orElseThrow(), request);
    }
    if (!play.of("S<").isEmpty()) {
      answer(play, operation.orElseThrow(), request);
    }
  }

  private void refuse(Play play, String verdict) {
    String[] words = verdict.split(" ", 4);
    boolean told = words[0].equals("refuse");
    Notice why = new Notice(new RuleId(words[told ? 2 : 1]), Play.quoted(verdict));
    HttpResponse said =
        told ? service.refuse(Integer.parseInt(words[1]), why) : service.refuse(why);
    HttpResponse wanted = play.response("U<");
    assertThat(said.status()).as("U< status").isEqualTo(wanted.status());
    assertThat(text(said.body())).as("U<").isEqualTo(text(wanted.body()));
    assertThat(said.headers().first("content-type").orElse("")).startsWith("application/json");
    assertThat(play.of("S-")).as("a refused request goes nowhere").containsExactly("nothing");
  }

  private void forward(Play play, Operation operation, HttpRequest request) {
    Optional<HttpRequest> sent = service.redact(operation, request, play.redactions());
    if (!play.of("S-").isEmpty()) {
      assertThat(sent).as("S-").isEmpty();
      return;
    }
    if (play.of("S>").equals(List.of("same"))) {
      assertThat(sent).as("S>").containsSame(request);
      return;
    }
    HttpRequest wanted = play.request("S>");
    assertThat(sent.orElseThrow().head().target()).as("S>").isEqualTo(wanted.head().target());
    assertThat(text(sent.orElseThrow().body())).as("S>").isEqualTo(text(wanted.body()));
  }

  private void answer(Play play, Operation operation, HttpRequest request) {
    HttpResponse response = play.response("S<");
    List<String> assigned =
        service.assigned(operation, response).stream().map(NativeId::value).toList();
    assertThat(assigned).as("assigned").isEqualTo(play.of("assigned"));
    List<String> introduced =
        service.introduction(request.head(), response).stream()
            .map(
                who ->
                    who.token().secret() + " " + who.actor().account() + " " + who.actor().handle())
            .toList();
    assertThat(introduced).as("introduces").isEqualTo(play.of("introduces"));
  }

  private List<String> judged(Optional<Operation> operation, HttpRequest request) {
    if (operation.isEmpty()) {
      return List.of("unknown");
    }
    if (!operation.get().carriesMessage()) {
      return List.of("passes");
    }
    return switch (service.read(operation.get(), request)) {
      case Reading.Acts(List<Act> acts) -> acts.stream().map(Stage::words).toList();
      case Reading.Unreadable(String why) -> List.of("unreadable " + why);
    };
  }

  /** One act in one line. */
  static String words(Act act) {
    List<String> words = new ArrayList<>();
    words.add(act.action().verb());
    Audience audience = act.audience();
    if (audience.kind() != Audience.Kind.UNKNOWN) {
      words.add(audience.kind().name().toLowerCase(Locale.ROOT));
    }
    if (!audience.channel().isEmpty()) {
      words.add("channel " + audience.channel());
    }
    audience.thread().ifPresent(thread -> words.add("thread " + thread));
    words.addAll(references(act.action()));
    if (!audience.mentions().isEmpty()) {
      words.add("to " + String.join(",", new TreeSet<>(audience.mentions())));
    }
    for (TextPart part : act.action().content().parts()) {
      words.add(part.pointer() + " \"" + JsonText.escaped(part.text()) + "\"");
    }
    for (Attachment attachment : act.action().content().attachments()) {
      attachment.id().ifPresent(id -> words.add("file " + id));
    }
    for (HttpService.UploadedFile file : act.files()) {
      words.add(
          "bytes \""
              + file.name()
              + "\" "
              + (file.declaredType().isEmpty() ? "untyped" : file.declaredType())
              + " \""
              + JsonText.escaped(text(file.content()))
              + "\"");
    }
    return String.join(" ", words);
  }

  private static List<String> references(Action action) {
    return switch (action) {
      case Action.Post post -> post.inReplyTo().map(id -> "reply-to " + id).stream().toList();
      case Action.Edit edit -> List.of("target " + edit.target());
      case Action.Delete delete -> List.of("target " + delete.target());
      case Action.React react -> List.of("target " + react.target(), "symbol " + react.symbol());
      case Action.Invite invite -> List.of("whom " + invite.whom().account());
      case Action.Download download -> List.of("target " + download.file());
      case Action.Upload _, Action.Read _, Action.Describe _, Action.Join _, Action.Leave _ ->
          List.of();
    };
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
