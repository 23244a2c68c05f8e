package org.lockkeeper.archive.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lockkeeper.archive.Samples;
import org.lockkeeper.archive.log.Entry;
import org.lockkeeper.archive.log.RecordLog;
import org.lockkeeper.archive.query.QueryFault;
import org.lockkeeper.archive.query.QueryParser;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.extract.Extracted;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.Attachment;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.Digest;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.NativeId;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Notice;
import org.lockkeeper.policy.PolicyVersion;
import org.lockkeeper.policy.RuleId;
import org.lockkeeper.policy.SideAction;
import org.lockkeeper.policy.Verdict;

/** What every make of {@link Index} must do. */
abstract class IndexContract {

  @SuppressWarnings("NullAway.Init") // opened before each test
  private RecordLog log;

  @SuppressWarnings("NullAway.Init") // opened before each test
  private Index index;

  /** A log, empty at first. */
  abstract RecordLog openLog();

  /** The index of a log; after a close, the same one again. */
  abstract Index openIndex(RecordLog log);

  /** Makes what was taken in findable. */
  abstract void refresh(Index index);

  @BeforeEach
  void open() {
    log = openLog();
    index = openIndex(log);
  }

  @AfterEach
  void close() {
    index.close();
    log.close();
  }

  private void take(ArchiveRecord... records) throws Exception {
    var from = log.checkpoint().end();
    for (ArchiveRecord record : records) {
      log.append(record).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
    try (Stream<Entry> entries = log.from(from)) {
      entries.forEach(index::accept);
    }
    refresh(index);
  }

  private List<ArchiveRecord> find(String query) {
    Hits hits = index.search(QueryParser.parse(query), Page.first(100));
    assertThat(hits.total()).isEqualTo(hits.page().size());
    assertThat(index.count(QueryParser.parse(query))).isEqualTo(hits.total());
    assertThat(hits.snapshot()).isEqualTo(log.checkpoint().end());
    return hits.page().stream().map(Hits.Hit::record).toList();
  }

  @Test
  void findsWordsWhateverTheirCaseAndWidth() throws Exception {
    ArchiveRecord one = Samples.post(1, "The final BUDGET is ｆｉｎａｌ, don’t share it.");
    ArchiveRecord two = Samples.post(2, "ΟΔΟΣ and οδος");
    take(one, two);

    assertThat(find("budget")).containsExactly(one);
    assertThat(find("Final")).containsExactly(one);
    assertThat(find("don't")).containsExactly(one);
    assertThat(find("the")).containsExactly(one);
    assertThat(find("Οδός OR οδοσ")).containsExactly(two);
    assertThat(find("budge")).isEmpty();
  }

  @Test
  void combines() throws Exception {
    ArchiveRecord a = Samples.post(1, "alpha beta");
    ArchiveRecord b = Samples.post(2, "beta gamma");
    ArchiveRecord c = Samples.post(3, "gamma alpha delta");
    take(a, Samples.answer(1, "n1"), b, c);

    assertThat(find("alpha beta")).containsExactly(a);
    assertThat(find("alpha OR beta")).containsExactly(c, b, a);
    assertThat(find("NOT alpha")).containsExactly(b);
    assertThat(find("gamma NOT delta")).containsExactly(b);
    assertThat(find("*")).containsExactly(c, b, a);
    assertThat(find("NOT NOT (alpha beta)")).containsExactly(a);
    assertThat(find("\"gamma alpha\"")).containsExactly(c);
    assertThat(find("\"alpha gamma\"")).isEmpty();
    assertThat(find("ga*a OR delt?")).containsExactly(c, b);
  }

  @Test
  void findsByFields() throws Exception {
    ArchiveRecord ann = Samples.post(1, "ann", "town", "hello");
    Decision blocked =
        new Decision(
            new Verdict.Block(new Notice(new RuleId("cards"), "no")),
            List.of(),
            List.of(new SideAction.Tag("finance")),
            List.of(new RuleId("cards"), new RuleId("other")),
            List.of(),
            List.of(),
            new PolicyVersion("v"));
    MessageEvent event = Samples.post(2, "bob", "legal", "hello").message();
    ArchiveRecord bob = Samples.with(event, blocked);
    ArchiveRecord unread =
        new ArchiveRecord.Unread(
            Samples.id(3),
            Samples.NOON.plusSeconds(86_400),
            new ServiceId("mastodon"),
            new Actor("7", "carol"),
            "upload",
            "cut off",
            false,
            Digest.of("x".getBytes(StandardCharsets.UTF_8)));
    take(ann, bob, unread);

    assertThat(find("author:ann")).containsExactly(ann);
    assertThat(find("author:account-bob")).containsExactly(bob);
    assertThat(find("channel:legal")).containsExactly(bob);
    assertThat(find("service:mattermost")).containsExactly(bob, ann);
    assertThat(find("service:mastodon")).containsExactly(unread);
    assertThat(find("action:post")).containsExactly(bob, ann);
    assertThat(find("action:upload verdict:unread")).containsExactly(unread);
    assertThat(find("verdict:block")).containsExactly(bob);
    assertThat(find("rule:other tag:finance")).containsExactly(bob);
    assertThat(find("event:" + Samples.id(1))).containsExactly(ann);
    assertThat(find("sent:2026-11-22")).containsExactly(bob, ann);
    assertThat(find("sent:2026-11-23..")).containsExactly(unread);
    assertThat(find("sent:..2026-11-21")).isEmpty();
  }

  @Test
  void joinsTheAnswerToItsEvent() throws Exception {
    ArchiveRecord post = Samples.post(1, "hello");
    ArchiveRecord other = Samples.post(2, "hello");
    ArchiveRecord edit =
        Samples.judged(
            3,
            "ann",
            "town",
            new Action.Edit(new NativeId("native-1"), Content.text("/message", "bye")));
    take(post, other, Samples.answer(1, "native-1"), edit);

    assertThat(find("native:native-1")).containsExactly(edit, post);
    assertThat(find("native:native-1 hello")).containsExactly(post);
    List<Hits.Hit> hits = index.search(QueryParser.parse("hello"), Page.first(10)).page();
    assertThat(hits)
        .extracting(Hits.Hit::assigned)
        .containsExactly(Optional.empty(), Optional.of(new NativeId("native-1")));
  }

  @Test
  void searchesFilesAndKeepsTextsApart() throws Exception {
    Extracted extracted =
        new Extracted("text/plain", Extracted.Status.EXTRACTED, "quarterly figures", List.of());
    Attachment file =
        new Attachment(
            Optional.empty(),
            "secret-plan.txt",
            "",
            Optional.of(new Attachment.Seen(Digest.of(new byte[0]), 0, extracted)));
    Content content =
        new Content(
            List.of(new TextPart("/a", "first end"), new TextPart("/b", "start second")),
            List.of(file));
    ArchiveRecord post =
        Samples.judged(1, "ann", "town", new Action.Post(content, Optional.empty()));
    take(post);

    assertThat(find("figures")).containsExactly(post);
    assertThat(find("secret")).containsExactly(post);
    assertThat(find("first second")).containsExactly(post);
    assertThat(find("\"end start\"")).isEmpty();
    assertThat(highlights("figures first")).containsExactly("/a 0-5", "attachment:0 10-17");
  }

  @Test
  void highlightsExactSpans() throws Exception {
    take(Samples.post(1, "🎉 Alpha, beta alpha. ALPHABET"));

    assertThat(highlights("alpha")).containsExactly("/message 3-8", "/message 15-20");
    assertThat(highlights("\"beta alpha\"")).containsExactly("/message 10-20");
    assertThat(highlights("alph*"))
        .containsExactly("/message 3-8", "/message 15-20", "/message 22-30");
    assertThat(highlights("beta NOT gamma")).containsExactly("/message 10-14");
    assertThat(highlights("*")).isEmpty();
  }

  private List<String> highlights(String query) {
    return index.search(QueryParser.parse(query), Page.first(1)).page().stream()
        .flatMap(hit -> hit.highlights().stream())
        .map(span -> span.pointer() + " " + span.start() + "-" + span.end())
        .toList();
  }

  @Test
  void givesPagesNewestFirst() throws Exception {
    ArchiveRecord[] posts = new ArchiveRecord[25];
    for (int i = 0; i < posts.length; i++) {
      posts[i] = Samples.post(i, "same");
    }
    take(posts);

    Hits second = index.search(QueryParser.parse("same"), new Page(10, 10));

    assertThat(second.total()).isEqualTo(25);
    assertThat(second.page()).hasSize(10);
    assertThat(second.page().getFirst().record()).isEqualTo(posts[14]);
    assertThat(index.search(QueryParser.parse("same"), new Page(30, 10)).page()).isEmpty();
    assertThat(index.search(QueryParser.parse("same"), new Page(0, 0)).total()).isEqualTo(25);
  }

  /** The index was opened with a limit of 50 words. */
  @Test
  void saysWhenAWildcardStandsForTooMuch() throws Exception {
    List<ArchiveRecord> posts = new ArrayList<>();
    for (int i = 0; i < 51; i++) {
      posts.add(Samples.post(i, "word" + i));
    }
    take(posts.toArray(ArchiveRecord[]::new));

    assertThat(find("word1*")).hasSize(11);
    assertThatExceptionOfType(QueryFault.class)
        .isThrownBy(() -> index.count(QueryParser.parse("word*")))
        .withMessageContaining("more than 50");
  }

  @Test
  void goesOnAfterARestart() throws Exception {
    take(Samples.post(1, "one"), Samples.post(2, "two"));
    index.close();
    index = openIndex(log);

    assertThat(index.caughtUpTo()).isEqualTo(log.checkpoint().end());
    take(Samples.post(3, "three"));
    assertThat(find("one OR three")).hasSize(2);
    assertThat(find("*")).hasSize(3);
  }
}
