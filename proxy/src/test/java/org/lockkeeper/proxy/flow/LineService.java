package org.lockkeeper.proxy.flow;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.Attachment;
import org.lockkeeper.message.Audience;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.NativeId;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.Notice;
import org.lockkeeper.policy.Redaction;
import org.lockkeeper.proxy.codec.HttpRequest;
import org.lockkeeper.proxy.codec.HttpRequestHead;
import org.lockkeeper.proxy.codec.HttpResponse;
import org.lockkeeper.proxy.codec.HttpService;

/**
 * The smallest service there can be, for tests of the flow: a body is a message, {@code file:ID} as
 * its first line names a file, a body that begins with {@code ?} cannot be read, and a token is a
 * handle.
 */
final class LineService implements HttpService {

  private static final Operation POST = new Operation("post", true, false, false, 0);
  private static final Operation SIGNED = new Operation("signed", true, false, false, 1);
  private static final Operation UPLOAD = new Operation("upload", true, true, false, 2);
  private static final Operation ME = new Operation("me", false, false, true, 3);

  @Override
  public ServiceId id() {
    return new ServiceId("line");
  }

  @Override
  public Optional<Operation> operation(HttpRequestHead head) {
    return switch (head.path()) {
      case "/post" -> Optional.of(POST);
      case "/signed" -> Optional.of(SIGNED);
      case "/upload" -> Optional.of(UPLOAD);
      case "/me" -> Optional.of(ME);
      default -> Optional.empty();
    };
  }

  @Override
  public Reading read(Operation operation, HttpRequest request) {
    String text = new String(request.body(), StandardCharsets.UTF_8);
    if (text.startsWith("?")) {
      return new Reading.Unreadable("the line begins with a question mark");
    }
    Audience audience = Audience.channel("c1");
    if (operation.equals(UPLOAD)) {
      Attachment file = new Attachment(Optional.empty(), "f.txt", "", Optional.empty());
      return new Reading.Acts(
          List.of(
              new Act(
                  new Action.Upload(file),
                  audience,
                  List.of(new UploadedFile("f.txt", "", request.body())))));
    }
    List<Attachment> files = List.of();
    if (text.startsWith("file:")) {
      files = List.of(Attachment.unseen(new NativeId(text.substring(5, text.indexOf('\n')))));
    }
    Content content = new Content(List.of(new TextPart("/line", text)), files);
    return new Reading.Acts(
        List.of(new Act(new Action.Post(content, Optional.empty()), audience, List.of())));
  }

  @Override
  public List<NativeId> assigned(Operation operation, HttpResponse response) {
    String id = new String(response.body(), StandardCharsets.UTF_8);
    return id.isEmpty() ? List.of() : List.of(new NativeId(id));
  }

  @Override
  public Optional<Token> token(HttpRequestHead head) {
    return head.headers().first("token").map(Token::new);
  }

  @Override
  public Optional<Introduction> introduction(HttpRequestHead head, HttpResponse response) {
    String name = new String(response.body(), StandardCharsets.UTF_8);
    return token(head)
        .filter(_ -> !name.isEmpty())
        .map(token -> new Introduction(token, new Actor("id-" + name, name)));
  }

  @Override
  public Optional<HttpRequestHead> whoAmI(HttpRequestHead like) {
    return Optional.of(new HttpRequestHead("GET", "/me", "", like.headers()));
  }

  @Override
  public HttpResponse refuse(int status, Notice why) {
    return HttpResponse.of(status, "text/plain", why.text());
  }

  @Override
  public HttpResponse refuse(Notice why) {
    return refuse(403, why);
  }

  @Override
  public Optional<HttpRequest> redact(
      Operation operation, HttpRequest request, List<Redaction> how) {
    if (operation.equals(SIGNED)) {
      return Optional.empty();
    }
    String text = new String(request.body(), StandardCharsets.UTF_8);
    List<TextPart> changed = Changed.parts(Content.text("/line", text), how);
    String now = changed.isEmpty() ? text : changed.getFirst().text();
    return Optional.of(new HttpRequest(request.head(), now.getBytes(StandardCharsets.UTF_8)));
  }
}
