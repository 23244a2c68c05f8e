package org.lockkeeper.proxy.service;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lockkeeper.message.NativeId;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.policy.Notice;
import org.lockkeeper.policy.Redaction;
import org.lockkeeper.proxy.codec.HttpRequest;
import org.lockkeeper.proxy.codec.HttpRequestHead;
import org.lockkeeper.proxy.codec.HttpResponse;
import org.lockkeeper.proxy.codec.HttpService;

/**
 * A service that is data: everything it knows comes from a description in {@code conf/services/}.
 * Immutable and safe for many threads.
 *
 * <p>Text pointers are JSON pointers whatever the body's form: a form's {@code poll[options][]}
 * reads as {@code /poll/options/0}, so rules and explanations do not depend on how a client wrote
 * the request. A text in the query has {@code query:} before its pointer.
 */
public final class DescribedService implements HttpService {

  private final ServiceDescription description;
  private final Routes routes;
  private final List<Operation> operations;

  DescribedService(ServiceDescription description) {
    this.description = description;
    this.routes = new Routes(description.operations(), description.habits().methodOverride());
    List<OperationDescription> described = description.operations();
    this.operations =
        IntStream.range(0, described.size())
            .mapToObj(
                index ->
                    new Operation(
                        described.get(index).name(),
                        described.get(index).carriesMessage(),
                        described.get(index).carriesFiles(),
                        described.get(index).introducing().isPresent(),
                        index))
            .toList();
  }

  /** What the service is, for listings. */
  ServiceDescription description() {
    return description;
  }

  @Override
  public ServiceId id() {
    return description.id();
  }

  @Override
  public Optional<Operation> operation(HttpRequestHead head) {
    return routes.find(head.method(), head.path()).map(match -> operations.get(match.operation()));
  }

  @Override
  public Reading read(Operation operation, HttpRequest request) {
    OperationDescription described = description.operations().get(operation.index());
    try {
      return new Reading.Acts(
          ActReader.read(description.habits(), described, fields(operation, request)));
    } catch (UnreadableException unreadable) {
      return new Reading.Unreadable(unreadable.why());
    }
  }

  private RequestFields fields(Operation operation, HttpRequest request)
      throws UnreadableException {
    Optional<Routes.Match> match = routes.find(request.head().method(), request.head().path());
    if (match.isEmpty() || match.get().operation() != operation.index()) {
      throw new IllegalArgumentException("the request is no " + operation.name());
    }
    if (!match.get().clear()) {
      throw new UnreadableException("method and path can be read in more than one way");
    }
    return RequestFields.read(
        description.operations().get(operation.index()), request, match.get().values());
  }

  @Override
  public List<NativeId> assigned(Operation operation, HttpResponse response) {
    Optional<FieldTree> place = description.operations().get(operation.index()).answerId();
    if (place.isEmpty() || response.status() / 100 != 2) {
      return List.of();
    }
    try {
      return JsonFields.read(response.body(), place.get()).stream()
          .filter(field -> field.is(Role.ANSWER_ID) && !field.value().isEmpty())
          .map(field -> new NativeId(field.value()))
          .toList();
    } catch (UnreadableException _) {
      // The answer is the service's; a broken one assigns nothing and goes on to the person.
      return List.of();
    }
  }

  @Override
  public Optional<Token> token(HttpRequestHead head) {
    return description.sessions().token(head);
  }

  @Override
  public Optional<Introduction> introduction(HttpRequestHead head, HttpResponse response) {
    return routes
        .find(head.method(), head.path())
        .flatMap(match -> description.operations().get(match.operation()).introducing())
        .flatMap(how -> description.sessions().introduction(how, head, response));
  }

  @Override
  public Optional<HttpRequestHead> whoAmI(HttpRequestHead like) {
    return description.sessions().ask(like);
  }

  @Override
  public HttpResponse refuse(int status, Notice why) {
    return description.refusal().answer(status, why);
  }

  @Override
  public HttpResponse refuse(Notice why) {
    return description.refusal().answer(why);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The result has been read again: its texts are exactly the redacted ones, and no other has
   * changed, appeared or gone.
   */
  @Override
  public Optional<HttpRequest> redact(
      Operation operation, HttpRequest request, List<Redaction> how) {
    if (how.isEmpty()) {
      return Optional.of(request);
    }
    if (!description.operations().get(operation.index()).redactable()) {
      return Optional.empty();
    }
    try {
      List<Field> fields = fields(operation, request).fields();
      Optional<Map<String, String>> changed = Splice.texts(fields, how);
      if (changed.isEmpty() || isSigned(request.head(), fields, changed.get())) {
        return Optional.empty();
      }
      Optional<HttpRequest> redacted = Splice.apply(request, fields, changed.get());
      if (redacted.isEmpty()) {
        return Optional.empty();
      }
      Map<String, String> wanted = texts(fields);
      wanted.putAll(changed.get());
      boolean exact = texts(fields(operation, redacted.get()).fields()).equals(wanted);
      return exact ? redacted : Optional.empty();
    } catch (UnreadableException _) {
      return Optional.empty();
    }
  }

  /** OAuth 1.0a signs query and form, but no other body (RFC 5849 §3.4.1.3). */
  private boolean isSigned(HttpRequestHead head, List<Field> fields, Map<String, String> changed) {
    String authorization = head.headers().first("authorization").orElse("").strip();
    int space = authorization.indexOf(' ');
    String scheme = space < 0 ? authorization : authorization.substring(0, space);
    boolean signing =
        description.habits().signingSchemes().contains(scheme.toLowerCase(Locale.ROOT));
    return signing
        && fields.stream()
            .filter(field -> changed.containsKey(field.pointer()))
            .anyMatch(
                field ->
                    field.writing() == Field.Writing.FORM
                        || field.writing() == Field.Writing.QUERY);
  }

  private static Map<String, String> texts(List<Field> fields) {
    Map<String, String> texts = new HashMap<>();
    for (Field field : fields) {
      if (field.is(Role.TEXT)) {
        texts.put(field.pointer(), field.value());
      }
    }
    return texts;
  }
}
