package org.lockkeeper.proxy.flow;

import java.util.List;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.Inspector;
import org.lockkeeper.policy.Notice;
import org.lockkeeper.policy.PolicyVersion;
import org.lockkeeper.policy.Reasons;
import org.lockkeeper.policy.Redaction;
import org.lockkeeper.policy.RuleId;
import org.lockkeeper.policy.Verdict;
import org.lockkeeper.shared.PolicySource;

/**
 * A policy for tests: the words {@code block}, {@code coach} and {@code secret} say what shall
 * happen.
 */
final class TriggerWords implements PolicySource {

  @Override
  public Inspector current() {
    return TriggerWords::byTriggerWord;
  }

  @Override
  public PolicyVersion version() {
    return new PolicyVersion("v");
  }

  @Override
  public void close() {}

  private static Decision byTriggerWord(MessageEvent event, Facts facts) {
    StringBuilder all = new StringBuilder();
    event.action().content().parts().forEach(part -> all.append(part.text()));
    boolean upload = event.action().verb().equals("upload");
    if (!upload) {
      event
          .action()
          .content()
          .attachments()
          .forEach(file -> file.file().ifPresent(seen -> all.append(seen.extracted().text())));
    }
    String text = all.toString();
    Notice notice = new Notice(new RuleId("r"), "Not this.");
    List<Redaction> redactions = List.of();
    Verdict verdict = new Verdict.Allow();
    if (text.contains("block")) {
      verdict = new Verdict.Block(notice);
    } else if (text.contains("coach")) {
      verdict = new Verdict.Coach(new Notice(new RuleId("r"), "Sure?"), Reasons.ANY);
    } else if (text.contains("secret")) {
      int start = text.indexOf("secret");
      verdict = new Verdict.Redact();
      redactions = List.of(new Redaction("/line", start, start + 6, "******"));
    }
    return new Decision(
        verdict, redactions, List.of(), List.of(), List.of(), List.of(), new PolicyVersion("v"));
  }
}
