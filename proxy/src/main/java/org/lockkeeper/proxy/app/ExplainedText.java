package org.lockkeeper.proxy.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.match.Seen;
import org.lockkeeper.match.View;
import org.lockkeeper.policy.Explanation;
import org.lockkeeper.policy.Explanation.Considered;
import org.lockkeeper.policy.Explanation.Outcome;
import org.lockkeeper.policy.Explanation.Tested;
import org.lockkeeper.policy.Explanation.Told;
import org.lockkeeper.policy.Explanation.Weighed;
import org.lockkeeper.policy.Redactions;
import org.lockkeeper.policy.RuleFault;
import org.lockkeeper.policy.SideAction;
import org.lockkeeper.policy.Truth;
import org.lockkeeper.policy.Verdict;
import org.lockkeeper.policy.explain.RuleWords;
import org.lockkeeper.policy.inspect.ExplainMessage.Explained;

/** A judgement as a person at a terminal reads it: the answer first, then its reasons. */
final class ExplainedText {

  /** Enough to recognise a text by; the JSON form has all of it. */
  private static final int LONGEST = 400;

  private final Explained explained;
  private final Explanation why;
  private final boolean all;

  /**
   * @param all whether rules that could not match are listed, too
   */
  ExplainedText(Explained explained, boolean all) {
    this.explained = explained;
    this.why = explained.explanation();
    this.all = all;
  }

  void print(PrintWriter out) {
    verdict(out);
    texts(out);
    findings(out);
    rules(out);
    times(out);
  }

  private void verdict(PrintWriter out) {
    String because =
        why.decision().because().isEmpty()
            ? "no rule objects"
            : "by "
                + why.decision().because().stream()
                    .map(Object::toString)
                    .collect(Collectors.joining(", "));
    out.printf("verdict   %s, %s%n", why.decision().verdict().label(), because);
    out.printf("policy    %s%n", why.decision().policy());
    notice(why.decision().verdict()).ifPresent(words -> out.printf("told      %s%n", words));
    explained.texts().forEach((pointer, text) -> redacted(pointer, text, out));
    for (SideAction each : why.decision().also()) {
      out.printf(
          "also      %s%n",
          each instanceof SideAction.Tag(String tag) ? "tagged " + tag : each.words());
    }
    explained.faults().forEach(each -> out.printf("fault     %s%n", each));
    for (RuleFault fault : why.decision().faults()) {
      out.printf(
          "fault     %s%s%n", fault.rule().map(rule -> rule + ": ").orElse(""), fault.what());
    }
  }

  private void redacted(String pointer, String text, PrintWriter out) {
    String after = Redactions.apply(pointer, text, why.decision().redactions());
    if (!after.equals(text)) {
      out.printf("sent      %s%n", shown(after));
    }
  }

  private void texts(PrintWriter out) {
    for (Explanation.Reading reading : why.texts()) {
      String original = explained.texts().getOrDefault(reading.pointer(), "");
      if (reading.views().stream().allMatch(each -> each.text().isEmpty())) {
        continue;
      }
      out.printf("%nread      %s%n", reading.pointer());
      if (!original.isEmpty()) {
        out.printf("  %-12s%s%n", "as written", shown(original));
      }
      for (Seen seen : reading.views()) {
        if (!seen.text().equals(original)) {
          out.printf("  %-12s%s%n", seen.kind().label(), shown(seen.text()));
        }
      }
    }
  }

  private void findings(PrintWriter out) {
    out.println();
    if (why.sightings().isEmpty()) {
      out.println("found     nothing");
    }
    for (Explanation.Sighting sighting : why.sightings()) {
      Finding finding = sighting.finding();
      out.printf(
          "found     %s %s%s, %s, %s %d to %d%s%s%n",
          small(finding.category()),
          finding.detector(),
          finding.kind().equals(finding.detector()) ? "" : " " + finding.kind(),
          small(finding.confidence()),
          finding.pointer(),
          finding.start(),
          finding.end(),
          quoted(finding),
          views(sighting));
    }
    why.faults().forEach((detector, fault) -> out.printf("fault     %s: %s%n", detector, fault));
  }

  private static String views(Explanation.Sighting sighting) {
    return sighting.views().isEmpty()
        ? ""
        : ", seen "
            + sighting.views().stream()
                .sorted()
                .map(View.Kind::label)
                .collect(Collectors.joining(", "));
  }

  private String quoted(Finding finding) {
    String text = explained.texts().getOrDefault(finding.pointer(), "");
    return finding.end() > finding.start() && finding.end() <= text.length()
        ? " \"" + shown(text.substring(finding.start(), finding.end())) + "\""
        : "";
  }

  private void rules(PrintWriter out) {
    out.println();
    for (Told told : why.rules()) {
      switch (told.outcome()) {
        case Outcome.Asked asked -> asked(told, asked, out);
        case Outcome.NotAsked notAsked -> {
          if (all) {
            head(told, "not asked: nothing was found by " + names(notAsked), out);
          }
        }
        case Outcome.NotValid notValid ->
            head(told, "not asked: counts " + RuleWords.of(notValid.valid()), out);
        case Outcome.OutOfScope outside -> {
          head(told, "not asked: out of scope", out);
          tested("scope", outside.tests(), out);
        }
        case Outcome.Excepted excepted -> {
          head(told, "not asked: an exception holds", out);
          exceptions(told.exceptions(), out);
        }
      }
    }
    long hidden =
        why.rules().stream().filter(each -> each.outcome() instanceof Outcome.NotAsked).count();
    if (!all && hidden > 0) {
      out.printf(
          "rules     %d more were not asked, since nothing they need was found (--all lists them)%n",
          hidden);
    }
  }

  private static String names(Outcome.NotAsked notAsked) {
    return String.join(", ", notAsked.needs().stream().sorted().toList());
  }

  private void asked(Told told, Outcome.Asked asked, PrintWriter out) {
    String said =
        asked
            .verdict()
            .map(verdict -> asked.matched() ? verdict.label() : verdict.label() + " by on-error")
            .orElse(asked.matched() ? "matched, and has no say" : "no match");
    head(told, said, out);
    tested("scope", asked.scope(), out);
    weighed(asked.weighed(), 0, out);
    exceptions(told.exceptions(), out);
    asked.faults().forEach(each -> out.printf("    fault   %s%n", each));
  }

  private static void head(Told told, String said, PrintWriter out) {
    String mode = small(told.rule().mode());
    out.printf(
        "rule      %s %s: %s%s%n",
        told.rule().id(),
        told.rule().title(),
        said,
        mode.equals("enforce") ? "" : " (" + mode + ")");
  }

  private static void tested(String what, List<Tested> tests, PrintWriter out) {
    for (Tested tested : tests) {
      out.printf("    %-7s %-7s %s%n", what, answer(tested.answer()), RuleWords.of(tested.test()));
    }
  }

  private static void weighed(Weighed weighed, int depth, PrintWriter out) {
    out.printf(
        "    %-7s %-7s %s%s%n",
        depth == 0 ? "when" : "",
        weighed.faults().isEmpty() ? weighed.holds() ? "yes" : "no" : "unsure",
        "  ".repeat(depth),
        RuleWords.of(weighed.condition()));
    if (weighed.parts().size() > 1) {
      weighed.parts().forEach(each -> weighed(each, depth + 1, out));
    }
  }

  private static void exceptions(List<Considered> exceptions, PrintWriter out) {
    for (Considered each : exceptions) {
      out.printf(
          "    %-7s %-7s %s%n",
          "unless",
          each.holds() ? "holds" : each.over() ? "over" : "no",
          RuleWords.of(each.waiver()));
    }
  }

  private void times(PrintWriter out) {
    StringBuilder line = new StringBuilder();
    long total = explained.extracting();
    if (explained.extracting() > 0) {
      line.append("files ").append(micros(explained.extracting())).append(", ");
    }
    for (Explanation.Took took : why.steps()) {
      line.append(small(took.step())).append(' ').append(micros(took.nanos())).append(", ");
      total += took.nanos();
    }
    out.printf("%ntook      %s%s in all%n", line, micros(total));
  }

  private static String micros(long nanos) {
    return String.format(Locale.ROOT, "%,d µs", Math.round(nanos / 1e3));
  }

  private static String answer(Truth truth) {
    return switch (truth) {
      case YES -> "yes";
      case NO -> "no";
      case UNKNOWN -> "unknown";
    };
  }

  static Optional<String> notice(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Allow _, Verdict.Redact _ -> Optional.empty();
      case Verdict.Coach coach -> Optional.of(coach.notice().text());
      case Verdict.Hold hold -> Optional.of(hold.notice().text());
      case Verdict.Block block -> Optional.of(block.notice().text());
    };
  }

  /** On one line, without what would move the cursor, and not without an end. */
  private static String shown(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .forEach(
            each -> {
              int type = Character.getType(each);
              boolean hidden = type == Character.FORMAT || type == Character.SURROGATE;
              if (each == '\n') {
                line.append("\\n");
              } else if (Character.isISOControl(each) || hidden) {
                line.append(String.format(Locale.ROOT, "\\u%04x", each));
              } else {
                line.appendCodePoint(each);
              }
            });
    return text.codePointCount(0, text.length()) > LONGEST ? line + " …" : line.toString();
  }

  static String small(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
