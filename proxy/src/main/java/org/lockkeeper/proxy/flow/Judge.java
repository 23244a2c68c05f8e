package org.lockkeeper.proxy.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.Notice;
import org.lockkeeper.policy.Redaction;
import org.lockkeeper.policy.RuleId;
import org.lockkeeper.policy.Verdict;
import org.lockkeeper.proxy.flow.Permits.Question;

/**
 * Asks the policy about an event and settles coaching: a message that was coached passes when the
 * same person sends the same words again with a reason.
 */
final class Judge {

  private final Gate gate;
  private final Facts facts;

  Judge(Gate gate, Facts facts) {
    this.gate = gate;
    this.facts = facts;
  }

  /**
   * Judges one event.
   *
   * @param changeable whether this request's texts may be changed at all; asked only where a person
   *     must be told how to give a reason
   */
  Judgement judge(MessageEvent event, BooleanSupplier changeable) {
    Optional<ReasonLine> line = ReasonLine.in(event.action().content());
    if (line.isPresent() && changeable.getAsBoolean()) {
      Optional<Judgement> reasoned = withReasonLine(event, line.get());
      if (reasoned.isPresent()) {
        return reasoned.get();
      }
    }
    Decision decision = inspect(event);
    return switch (decision.verdict()) {
      case Verdict.Allow _, Verdict.Redact _ -> passing(event, decision, changeable);
      case Verdict.Coach coach -> coached(event, decision, coach, changeable);
      case Verdict.Hold hold -> refused(event, decision, hold.notice());
      case Verdict.Block block -> refused(event, decision, block.notice());
    };
  }

  private Optional<Judgement> withReasonLine(MessageEvent event, ReasonLine line) {
    MessageEvent stripped = event.with(withContent(event.action(), line.rest()));
    Optional<Question> question = gate.with.permits().asked(stripped);
    if (question.isEmpty()) {
      return Optional.empty();
    }
    Decision decision = inspect(stripped);
    return switch (decision.verdict()) {
      case Verdict.Coach coach -> {
        Optional<String> fault = coach.reasons().fault(line.reason());
        if (fault.isPresent()) {
          RuleId rule = coach.notice().rule();
          yield Optional.of(refused(event, decision, new Notice(rule, fault.get())));
        }
        yield gate.with.permits().redeem(question.get())
            ? Optional.of(reasoned(event, decision, line.reason(), Optional.of(line.removal())))
            : Optional.empty();
      }
      case Verdict.Allow _, Verdict.Redact _ ->
          Optional.of(reasoned(event, decision, line.reason(), Optional.of(line.removal())));
      case Verdict.Hold hold -> Optional.of(refused(event, decision, hold.notice()));
      case Verdict.Block block -> Optional.of(refused(event, decision, block.notice()));
    };
  }

  private Judgement coached(
      MessageEvent event, Decision decision, Verdict.Coach coach, BooleanSupplier changeable) {
    Notice notice = coach.notice();
    Optional<Question> open = gate.with.permits().asked(event);
    if (open.isPresent()
        && open.get().reason().isPresent()
        && gate.with.permits().redeem(open.get())) {
      return reasoned(event, decision, open.get().reason().get(), Optional.empty());
    }
    Question question = gate.with.permits().ask(event, notice, coach.reasons());
    String how =
        changeable.getAsBoolean()
            ? " To send it anyway, send it again within %d minutes with a last line \"reason: …\"."
                .formatted(gate.settings.reasonWindow().toMinutes())
            : " To send it anyway, give your reason at %s and send it again."
                .formatted(ReasonPage.address(gate.settings.publicAddress(), question));
    String hint = coach.reasons().hint();
    String words = notice.text() + how + (hint.isEmpty() ? "" : " " + hint);
    return refused(event, decision, new Notice(notice.rule(), words));
  }

  private Decision inspect(MessageEvent event) {
    return gate.with.policy().current().inspect(event, facts);
  }

  private static Judgement passing(
      MessageEvent event, Decision decision, BooleanSupplier changeable) {
    List<Redaction> changes = new ArrayList<>(decision.redactions());
    List<Redaction> disclaimers = Disclaimers.of(event, decision);
    // A line below a message is not worth refusing the message for.
    if (!disclaimers.isEmpty() && changeable.getAsBoolean()) {
      // A disclaimer below a redacted end takes that redaction with it.
      changes.removeIf(each -> disclaimers.stream().anyMatch(line -> same(line, each)));
      changes.addAll(disclaimers);
    }
    return new Judgement(event, decision, changes, Optional.empty(), Optional.empty());
  }

  private static boolean same(Redaction one, Redaction other) {
    return one.pointer().equals(other.pointer()) && one.start() == other.start();
  }

  private static Judgement reasoned(
      MessageEvent event, Decision decision, String reason, Optional<Redaction> removal) {
    List<Redaction> changes = new ArrayList<>(decision.redactions());
    removal.ifPresent(changes::add);
    return new Judgement(event, decision, changes, Optional.of(reason), Optional.empty());
  }

  private static Judgement refused(MessageEvent event, Decision decision, Notice notice) {
    return new Judgement(event, decision, List.of(), Optional.empty(), Optional.of(notice));
  }

  private static Action withContent(Action action, Content content) {
    return switch (action) {
      case Action.Post post -> new Action.Post(content, post.inReplyTo());
      case Action.Edit edit -> new Action.Edit(edit.target(), content);
      case Action.Describe describe -> new Action.Describe(describe.what(), content);
      case Action.Upload _,
          Action.Delete _,
          Action.React _,
          Action.Download _,
          Action.Read _,
          Action.Invite _,
          Action.Join _,
          Action.Leave _ ->
          action;
    };
  }
}
