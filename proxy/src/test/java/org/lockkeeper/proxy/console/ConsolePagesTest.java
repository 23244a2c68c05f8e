package org.lockkeeper.proxy.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.archive.record.Origin;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.NativeId;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Verdict;

/** What people see on the pages. */
final class ConsolePagesTest {
  private StartedConsole console;
  private String cookie = "";

  @BeforeEach
  void start() {
    console = new StartedConsole();
    cookie = console.logIn();
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void resultsShowHitsMarkedWithExactTotalAndTheQueryAsItRan() {
    console.log.add(Fiction.post(1, "tilda", "The upper sluice is open, the lower sluice is not"));
    console.log.add(Fiction.post(2, "wen", "Soup for lunch"));

    String page = console.get("/search?q=sluice", cookie).body();

    assertThat(page)
        .contains(">1 record<")
        .contains("upper <mark class=\"hit\">sluice</mark> is")
        .contains("lower <mark class=\"hit\">sluice</mark> is")
        .contains("Searched as <code dir=\"auto\">sluice</code>")
        .contains("href=\"/message/0-0\"")
        .doesNotContain("Soup");
  }

  @Test
  void hostileTextIsShownAndDoesNothing() {
    console.log.add(
        Fiction.post(
            1, "<b>mallory</b>", "gate <script>alert(1)</script> \u202Etxt.exe \" onclick=x"));

    for (String path : new String[] {"/search?q=gate", "/message/0-0", "/"}) {
      String page = console.get(path, cookie).body();
      assertThat(page)
          .as(path)
          .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
          .contains("&lt;b&gt;mallory")
          .contains("<span class=\"ctl\" title=\"right-to-left override\">U+202E</span>")
          .doesNotContain("<script>alert", "<b>mallory", "\u202E");
    }
  }

  @Test
  void aMarkThatEndsInsideAnEmojiTakesItWhole() {
    // The fake index finds the first half of the pair, as a careless one might.
    console.log.add(Fiction.post(1, "wen", "bread \uD83C\uDF5E now"));

    String page =
        console.get("/search?q=" + StartedConsole.encode("bread") + "+author:wen", cookie).body();
    assertThat(page).contains("\uD83C\uDF5E");
    assertThat(MarkedText.pieces("a\uD83C\uDF5Eb", List.of(new MarkedText.Span(0, 2, "hit", ""))))
        .extracting(MarkedText.Piece::text)
        .containsExactly("a\uD83C\uDF5E", "b");
  }

  @Test
  void aQueryIsGivenBackInTheSearchBoxAsText() {
    String page =
        console.get("/search?q=" + StartedConsole.encode("\"><script>x</script>"), cookie).body();
    assertThat(page)
        .doesNotContain("<script>x")
        .contains("value=\"&#34;>&lt;script>x&lt;/script>\"");
  }

  @Test
  void aBadQueryIsAnsweredWithAPointerToTheCharacter() {
    HttpResponse<String> answer =
        console.get("/search?q=" + StartedConsole.encode("\uD83C\uDF5E soup !! now"), cookie);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("At character 8: expected a word here")
        .contains("soup <mark class=\"fault\" title=\"reading failed here\">!")
        .contains("</mark>! now");
  }

  @Test
  void resultsTurnPages() {
    for (int n = 0; n < 60; n++) {
      console.log.add(Fiction.post(n, "tilda", "sluice " + n));
    }
    String first = console.get("/search?q=sluice", cookie).body();
    assertThat(first)
        .contains("60 records", "showing 1 to 25", "href=\"/search?q=sluice&amp;skip=25\"")
        .doesNotContain("rel=\"prev\"");
    String last = console.get("/search?q=sluice&skip=50", cookie).body();
    assertThat(last)
        .contains("showing 51 to 60", "href=\"/search?q=sluice&amp;skip=25\"")
        .doesNotContain("rel=\"next\"");
  }

  @Test
  void nothingFoundIsSaidInWords() {
    assertThat(console.get("/search?q=sluice", cookie).body())
        .contains("0 records", "Nothing on record matches.");
    assertThat(console.get("/", cookie).body()).contains("Nothing is on record yet.");
  }

  @Test
  void aMessageShowsItsDecisionExplained() {
    console.log.add(Fiction.redacted(1));
    console.log.add(Fiction.answered(1, "post-1"));
    console.log.add(
        Fiction.judged(
            2,
            "tilda",
            new Action.Edit(
                new NativeId("post-1"), Content.text("/message", "Hi, please book it today")),
            Decision.allow(Fiction.POLICY),
            List.of(),
            true));

    String page = console.get("/message/0-0", cookie).body();

    assertThat(page)
        .contains("<span class=\"badge redact\">redact</span>")
        .contains("title=\"payment-card (visa)\">" + Fiction.CARD)
        .contains("<del>" + Fiction.CARD + "</del><ins>[card removed]</ins>")
        .contains("Let through with parts replaced.")
        .contains("href=\"/search?q=rule%3Acard-number\"")
        .contains("href=\"/search?q=tag%3Apayment\"")
        .contains(Fiction.POLICY.value())
        .contains("SHA-256 ")
        .contains("post-1")
        .as("the answer and the edit")
        .contains("href=\"/message/1-100\"", "href=\"/message/2-200\"");
    assertThat(console.get("/message/" + Fiction.id(1), cookie).body())
        .as("by its event's id")
        .contains("Let through with parts replaced.");
    assertThat(console.get("/message/2-200", cookie).body())
        .as("from the edit back to the post")
        .contains("href=\"/message/0-0\"");
  }

  @Test
  void aRefusedMessageShowsNoticeFilesAndFaults() {
    console.log.add(Fiction.blocked(1, "key <one> here"));

    String page = console.get("/message/0-0", cookie).body();

    assertThat(page)
        .contains("Refused.", "Keys may not be posted. Use the key safe.")
        .contains("scan-files: the scanner timed out")
        .contains("sluice-plan.pdf", "48,211 bytes", "text extracted", "Sluice plan, third draft")
        .contains("file file-8", "its bytes never passed this gateway")
        .doesNotContain("as it was sent on");
  }

  @Test
  void theReasonLineThatWasTakenOffIsShown() {
    String written = "Ship it tonight\nreason: the customer asked";
    console.log.add(
        new ArchiveRecord.Judged(
            Fiction.post(1, "wen", written).message(),
            Fiction.coached(),
            List.of(new TextPart("/message", "Ship it tonight")),
            true,
            Optional.of("the customer asked"),
            new Origin.Wire()));

    assertThat(console.get("/message/0-0", cookie).body())
        .contains("Let through after its writer gave a reason.")
        .contains("the customer asked")
        .contains("reason: the customer asked</del>");
  }

  @Test
  void whatCannotBeReadSaysSo() {
    assertThat(console.get("/message/7-700", cookie).statusCode()).isEqualTo(404);
    assertThat(console.get("/message/..%2fetc", cookie).statusCode()).isBetween(400, 404);
    console.log.add(Fiction.unread(1));
    assertThat(console.get("/message/0-0", cookie).body())
        .contains("the body is no JSON: line 1, character 14", "It was refused.");

    console.log.broken =
        Optional.of(new ArchiveFailure(ArchiveFailure.Kind.BROKEN, "reading segment 4 failed"));
    HttpResponse<String> broken = console.get("/message/0-0", cookie);
    assertThat(broken.statusCode()).isEqualTo(503);
    assertThat(broken.body()).contains("The archive cannot be read now", "segment 4");
  }

  @Test
  void anAddressThatIsNoPageGetsOne() {
    HttpResponse<String> answer = console.get("/no-such-page", cookie);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("No such page").doesNotContain("_links", "Exception");
  }

  @Test
  void homeCountsByVerdictAndService() {
    console.meters.judged(Fiction.MASTODON, "post", new Verdict.Redact(), Duration.ofNanos(70_000));
    console.index.behind = 0;
    console.log.add(Fiction.post(1, "tilda", "hello"));

    assertThat(console.get("/", cookie).body())
        .contains("data-count=\"verdicts.redact\">1<")
        .contains("data-count=\"services.mastodon.redact\">1<")
        .contains("data-count=\"lastMinute\">1<")
        .contains("data-count=\"archiveEnd\">1<")
        .contains("data-count=\"indexLag\">0<")
        .contains("The gateway works.");
  }
}
