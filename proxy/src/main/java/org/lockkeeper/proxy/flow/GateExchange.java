package org.lockkeeper.proxy.flow;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.archive.record.Origin;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.Digest;
import org.lockkeeper.message.Direction;
import org.lockkeeper.message.EventId;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.Notice;
import org.lockkeeper.policy.Redaction;
import org.lockkeeper.policy.RuleFault;
import org.lockkeeper.policy.RuleId;
import org.lockkeeper.proxy.codec.Exchange;
import org.lockkeeper.proxy.codec.HttpRequest;
import org.lockkeeper.proxy.codec.HttpRequestHead;
import org.lockkeeper.proxy.codec.HttpResponse;
import org.lockkeeper.proxy.codec.HttpService.Act;
import org.lockkeeper.proxy.codec.HttpService.Operation;
import org.lockkeeper.proxy.codec.HttpService.Reading;
import org.lockkeeper.proxy.codec.Interest;

/**
 * One request on its way through the gate: read, judged, recorded, and only then released or
 * refused. The steps stand in this order in the file.
 */
final class GateExchange implements Exchange {

  private static final System.Logger LOG = System.getLogger(GateExchange.class.getName());

  /** The rule that speaks when the gateway itself must say no. */
  private static final RuleId GATEWAY = new RuleId("gateway");

  /** Who-am-I and log-in answers are far smaller. */
  private static final long LARGEST_INTRODUCTION = 256 * 1024;

  private final Gate gate;
  private final HttpRequestHead head;
  private final Optional<Operation> operation;
  private final Instant received;
  private List<MessageEvent> released = List.of();

  GateExchange(Gate gate, HttpRequestHead head) {
    this.gate = gate;
    this.head = head;
    this.operation = gate.service.operation(head);
    this.received = gate.with.clock().instant();
  }

  @Override
  public Interest interest() {
    if (operation.isEmpty()) {
      return unnamedRoute();
    }
    if (operation.get().carriesMessage()) {
      return new Interest.Hold(
          Files.mayCarry(operation.get())
              ? gate.settings.largestUpload()
              : gate.settings.largestMessage(),
          true);
    }
    gate.with.meters().passedThrough(gate.service.id());
    return operation.get().introduces()
        ? new Interest.Overhear(LARGEST_INTRODUCTION)
        : new Interest.PassThrough();
  }

  private Interest unnamedRoute() {
    boolean writes =
        switch (head.method()) {
          case "GET", "HEAD", "OPTIONS", "TRACE" -> false;
          default -> true;
        };
    if (!writes) {
      gate.with.meters().passedThrough(gate.service.id());
      return new Interest.PassThrough();
    }
    gate.with.meters().unknownWrite(gate.service.id(), head.method());
    return switch (gate.settings.unknownWrites()) {
      case PASS -> new Interest.PassThrough();
      case REFUSE -> new Interest.Hold(gate.settings.largestMessage(), false);
    };
  }

  @Override
  public CompletionStage<Ruling> judge(HttpRequest request) {
    if (operation.isEmpty()) {
      return unread(
          "write",
          "no description names this route",
          403,
          "This gateway does not know what this request writes.",
          Digest.of(request.body()),
          Optional.empty());
    }
    return read(operation.get(), request)
        .exceptionally(
            failure -> {
              if (failure instanceof UncheckedIOException
                  || failure.getCause() instanceof UncheckedIOException) {
                return notRecorded();
              }
              LOG.log(System.Logger.Level.ERROR, "judging " + head + " failed", failure);
              return new Ruling.Answer(unavailable(500, "The gateway failed on this message."));
            });
  }

  private CompletionStage<Ruling> read(Operation named, HttpRequest request) {
    return switch (gate.service.read(named, request)) {
      case Reading.Unreadable unreadable -> {
        gate.with.meters().unreadable(gate.service.id(), unreadable.why());
        yield unread(
            named.name(),
            unreadable.why(),
            400,
            "This gateway cannot read the message: " + unreadable.why() + ".",
            Digest.of(request.body()),
            Optional.of(request));
      }
      case Reading.Acts acts -> {
        CompletionStage<Actor> actor = gate.actor(head);
        yield request.body().length <= gate.settings.inlineLimit()
                && !Files.needWork(gate, acts.acts())
            ? actor.thenCompose(who -> judge(named, request, acts.acts(), who))
            : actor.thenComposeAsync(
                who -> judge(named, request, acts.acts(), who), gate.with.workers());
      }
    };
  }

  private CompletionStage<Ruling> judge(
      Operation named, HttpRequest request, List<Act> acts, Actor who) {
    Digest wire = Digest.of(request.body());
    BooleanSupplier changeable = () -> changeable(named, request, acts);
    Judge judge = new Judge(gate, RequestFacts.of(gate, head));
    List<Judgement> judgements = new ArrayList<>(acts.size());
    for (Act act : acts) {
      Action action = Files.complete(gate, act);
      MessageEvent event =
          new MessageEvent(
              gate.with.ids().next(),
              received,
              Direction.OUT,
              gate.service.id(),
              who,
              act.audience(),
              action,
              wire);
      judgements.add(judge.judge(event, changeable));
    }
    return settle(named, request, judgements);
  }

  /**
   * Whether the gateway may change this request at all; asked of the service with a change that
   * changes nothing.
   */
  private boolean changeable(Operation named, HttpRequest request, List<Act> acts) {
    for (Act act : acts) {
      for (TextPart part : act.action().content().parts()) {
        if (!part.text().isEmpty()) {
          Redaction same = new Redaction(part.pointer(), 0, 1, part.text().substring(0, 1));
          return gate.service.redact(named, request, List.of(same)).isPresent();
        }
      }
    }
    return false;
  }

  private CompletionStage<Ruling> settle(
      Operation named, HttpRequest request, List<Judgement> judged) {
    Optional<Notice> refusal =
        judged.stream()
            .filter(judgement -> !judgement.passes())
            .max(
                (a, b) -> a.decision().verdict().strictness() - b.decision().verdict().strictness())
            .flatMap(Judgement::refusal);
    if (refusal.isPresent()) {
      return record(named, judged, false, new Ruling.Answer(gate.service.refuse(refusal.get())));
    }
    List<Redaction> changes = judged.stream().flatMap(each -> each.changes().stream()).toList();
    if (changes.isEmpty()) {
      return record(named, judged, true, new Ruling.Forward(request));
    }
    Optional<HttpRequest> changed = gate.service.redact(named, request, changes);
    if (changed.isPresent()) {
      return record(named, judged, true, new Ruling.Forward(changed.get()));
    }
    return record(
        named, unchangeable(judged), false, new Ruling.Answer(gate.service.refuse(cannotChange())));
  }

  private static Notice cannotChange() {
    return new Notice(
        GATEWAY,
        "A part of this message must not be sent, and this kind of message cannot be changed on its way.");
  }

  private static List<Judgement> unchangeable(List<Judgement> judged) {
    RuleFault fault =
        new RuleFault(Optional.empty(), "the request's form does not let its text be changed");
    return judged.stream().map(each -> each.blocked(cannotChange(), fault)).toList();
  }

  /** Invariant: recorded before released. The ruling is given only once the records are durable. */
  private CompletionStage<Ruling> record(
      Operation named, List<Judgement> judged, boolean release, Ruling ruling) {
    List<ArchiveRecord> records = new ArrayList<>(judged.size());
    for (Judgement each : judged) {
      gate.with
          .meters()
          .judged(
              gate.service.id(),
              named.name(),
              each.decision().verdict(),
              gate.with.since(received));
      records.add(
          new ArchiveRecord.Judged(
              each.event(),
              each.decision(),
              release ? Changed.parts(each.event().action().content(), each.changes()) : List.of(),
              release,
              each.reason(),
              new Origin.Wire()));
    }
    return gate.with
        .recorder()
        .append(records)
        .handle(
            (_, failure) -> {
              if (failure != null) {
                return notRecorded();
              }
              gate.with.aftermath().follow(judged, release);
              if (release) {
                released = judged.stream().map(Judgement::event).toList();
              }
              return ruling;
            });
  }

  private Ruling notRecorded() {
    return new Ruling.Answer(
        unavailable(
            503, "This message could not be recorded, so it was not sent. Try again in a while."));
  }

  @Override
  public CompletionStage<Ruling> unreadable(BodyFault fault, byte[] received) {
    gate.with.meters().unreadable(gate.service.id(), fault.words());
    return unread(
        operation.map(Operation::name).orElse("write"),
        fault.words(),
        fault.status(),
        Character.toUpperCase(fault.words().charAt(0)) + fault.words().substring(1) + ".",
        Digest.of(received),
        Optional.empty());
  }

  private CompletionStage<Ruling> unread(
      String operationName,
      String why,
      int status,
      String words,
      Digest wire,
      Optional<HttpRequest> passable) {
    boolean pass = passable.isPresent() && gate.settings.failMode() == FailMode.PASS;
    Ruling ruling =
        pass
            ? new Ruling.Forward(passable.get())
            : new Ruling.Answer(gate.service.refuse(status, new Notice(GATEWAY, words)));
    EventId id = gate.with.ids().next();
    return gate.actor(head)
        .thenCompose(
            who ->
                gate.with
                    .recorder()
                    .append(
                        List.of(
                            new ArchiveRecord.Unread(
                                id,
                                received,
                                gate.service.id(),
                                who,
                                operationName,
                                why,
                                pass,
                                wire))))
        .handle((_, failure) -> failure == null ? ruling : notRecorded());
  }

  @Override
  public void answered(HttpResponse response) {
    operation.ifPresent(
        named -> {
          if (named.introduces()) {
            gate.service
                .introduction(head, response)
                .ifPresent(
                    known ->
                        gate.with
                            .sessions()
                            .learn(gate.service.id(), known.token(), known.actor()));
          }
          if (!released.isEmpty()) {
            Answers.take(gate, named, released, response);
          }
        });
  }

  @Override
  public void unanswered(String why) {
    gate.with.meters().upstreamFailed(gate.service.id());
    Answers.none(gate, released);
  }

  @Override
  public HttpResponse unavailable(int status, String why) {
    return gate.service.refuse(status, new Notice(GATEWAY, why));
  }
}
