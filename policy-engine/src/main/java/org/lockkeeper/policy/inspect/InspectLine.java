package org.lockkeeper.policy.inspect;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.detect.DetectorSet;
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
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.Notice;
import org.lockkeeper.policy.Redactions;
import org.lockkeeper.policy.Remedy;
import org.lockkeeper.policy.RuleFault;
import org.lockkeeper.policy.RuleId;
import org.lockkeeper.policy.Verdict;
import org.lockkeeper.policy.load.RuleSet;

/**
 * Answers {@code inspect}: one JSON line in, one JSON line out. Never throws on a line: what cannot
 * be judged is held, and the answer's faults say why. Safe for many threads.
 */
public final class InspectLine {

  /** The pointer of the message's own text. */
  static final String TEXT = "text";

  private final RuleSet rules;
  private final Extractor extractor;
  private final InstantSource clock;
  private final EventId.Source ids;
  private final boolean detectorsOnly;

  /**
   * Answers by a set of rules.
   *
   * @param detectorsOnly whether the rules are left aside and every detector reports
   */
  public InspectLine(
      RuleSet rules, Extractor extractor, InstantSource clock, boolean detectorsOnly) {
    this.rules = rules;
    this.extractor = extractor;
    this.clock = clock;
    this.ids = EventId.Source.secure(clock);
    this.detectorsOnly = detectorsOnly;
  }

  /** The answer to one line, without a line end. */
  public String answer(String line) {
    try {
      return judge(InspectRequest.parse(line), line).json();
    } catch (InspectRequest.BadLineException bad) {
      return unreadable(bad.id(), bad.why()).json();
    }
  }

  private InspectAnswer judge(InspectRequest request, String line) {
    List<String> faults = new ArrayList<>();
    MessageEvent event = event(request, line, faults);
    if (detectorsOnly) {
      DetectorSet.Detected detected = rules.detect(event);
      detected.faults().forEach((name, why) -> faults.add(name + ": " + why));
      return new InspectAnswer(
          request.id(),
          new Verdict.Allow(),
          List.of(),
          detected.findings(),
          Optional.empty(),
          faults);
    }
    Facts facts = (service, who) -> request.groups();
    Decision decision = rules.inspect(event, facts);
    decision.faults().stream().map(InspectLine::words).forEach(faults::add);
    Optional<String> redacted =
        decision.redactions().isEmpty()
            ? Optional.empty()
            : Optional.of(Redactions.apply(TEXT, request.text(), decision.redactions()));
    return new InspectAnswer(
        request.id(),
        decision.verdict(),
        decision.because(),
        decision.findings(),
        redacted,
        faults);
  }

  private static String words(RuleFault fault) {
    return fault.rule().map(rule -> rule + ": ").orElse("") + fault.what();
  }

  private MessageEvent event(InspectRequest request, String line, List<String> faults) {
    List<TextPart> parts = new ArrayList<>();
    parts.add(new TextPart(TEXT, request.text()));
    for (int at = 0; at < request.links().size(); at++) {
      parts.add(new TextPart("/links/" + at, request.links().get(at)));
    }
    List<Attachment> files =
        request.files().stream().map(file -> attachment(file, faults)).toList();
    return new MessageEvent(
        ids.next(),
        clock.instant(),
        request.direction(),
        request.service(),
        new Actor(request.author(), request.author()),
        Audience.channel(request.channel()),
        new Action.Post(new Content(parts, files), Optional.empty()),
        Digest.of(line.getBytes(StandardCharsets.UTF_8)));
  }

  private Attachment attachment(InspectRequest.File file, List<String> faults) {
    Optional<Attachment.Seen> seen = Optional.empty();
    try {
      seen = Optional.of(seen(file.name(), Path.of(file.path())));
    } catch (IOException | InvalidPathException unreadable) {
      faults.add("cannot read " + file.path() + ": " + unreadable.getClass().getSimpleName());
    }
    return new Attachment(Optional.empty(), file.name(), "", seen);
  }

  private Attachment.Seen seen(String name, Path path) throws IOException {
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

  private static InspectAnswer unreadable(Optional<String> id, String why) {
    Notice notice = new Notice(new RuleId("inspect"), "This line could not be read.");
    return new InspectAnswer(
        id,
        new Verdict.Hold(Remedy.REVIEW, notice),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(why));
  }
}
