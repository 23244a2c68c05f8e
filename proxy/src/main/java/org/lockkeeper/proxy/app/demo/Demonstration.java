package org.lockkeeper.proxy.app.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.lockkeeper.archive.log.Entry;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.log.RecordLog;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.proxy.app.demo.DemoClient.Told;

/**
 * Sends the shipped chat through a running gateway, line by line, and tells what became of each.
 */
final class Demonstration {

  private static final int SHOWN = 58;

  private final RecordLog log;
  private final PrintWriter out;
  private final DemoTally tally = new DemoTally();
  private final Map<Integer, String> ids = new HashMap<>();
  private Position seen;

  Demonstration(RecordLog log, PrintWriter out) {
    this.log = log;
    this.out = out;
    this.seen = log.checkpoint().end();
  }

  /** Sends everything. */
  DemoTally run(SSLContext trust, URI mattermost, URI mastodon)
      throws IOException, InterruptedException {
    try (DemoClient client = new DemoClient(trust, mattermost, mastodon)) {
      for (DemoPost post : DemoPost.shipped()) {
        send(client, post);
      }
    }
    return tally;
  }

  private void send(DemoClient client, DemoPost post) throws IOException, InterruptedException {
    Optional<String> target = post.to().map(ids::get);
    if (post.to().isPresent() && target.isEmpty()) {
      tell(post, "skipped", "the message it is about did not pass");
      return;
    }
    Optional<String> file = Optional.empty();
    if (post.file().isPresent()) {
      Told uploaded = client.upload(post, post.file().get());
      tally.posted();
      tell(post, verdict(), "file " + post.file().get().name());
      if (!uploaded.passed()) {
        return;
      }
      file = Optional.of(uploaded.id());
    }
    Told told = say(client, post, post.text(), target, file);
    if (!told.passed() && post.reason().isPresent()) {
      told = say(client, post, post.text() + "\nreason: " + post.reason().get(), target, file);
    }
    if (told.passed() && !told.id().isEmpty()) {
      ids.put(post.number(), told.id());
    }
  }

  private Told say(
      DemoClient client, DemoPost post, String text, Optional<String> target, Optional<String> file)
      throws IOException, InterruptedException {
    Told told = client.send(post, text, target, file);
    tally.posted();
    String verdict = verdict();
    String label = verdict.equals("coach") && told.passed() ? "reason" : verdict;
    boolean masked = verdict.equals("redact") && told.passed() && !told.words().isEmpty();
    tell(post, label, !told.passed() || masked ? told.words() : text);
    return told;
  }

  /** The verdict on the message just sent, as the record has it. */
  private String verdict() {
    String verdict = "unread";
    try (Stream<Entry> entries = log.from(seen)) {
      for (Entry entry : (Iterable<Entry>) entries::iterator) {
        seen = entry.next();
        if (entry.record() instanceof ArchiveRecord.Judged judged) {
          verdict = judged.decision().verdict().label();
          tally.recorded(verdict);
        }
      }
    }
    return verdict;
  }

  private void tell(DemoPost post, String verdict, String words) {
    String line = words.replaceAll("\\s+", " ").strip();
    String where = post.service().equals("mattermost") ? "#" + post.channel() : post.visibility();
    out.println(
        String.format(
            Locale.ROOT,
            "%4d  %-8s %-9s %-14s %-7s %s",
            post.number(),
            verdict,
            post.who(),
            where,
            post.does(),
            line.length() > SHOWN && List.of("allow", "reason").contains(verdict)
                ? shortened(line)
                : line));
    out.flush();
  }

  private static String shortened(String line) {
    int cut = Character.isHighSurrogate(line.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
    return line.substring(0, cut) + "…";
  }
}
