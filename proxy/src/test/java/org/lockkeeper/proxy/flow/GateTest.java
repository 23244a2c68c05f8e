package org.lockkeeper.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.extract.Extracted;
import org.lockkeeper.link.CanonicalUrl;
import org.lockkeeper.link.LinkKnowledge;
import org.lockkeeper.message.Attachment;
import org.lockkeeper.message.EventId;
import org.lockkeeper.message.NativeId;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.Verdict;
import org.lockkeeper.proxy.codec.Exchange;
import org.lockkeeper.proxy.codec.Exchange.Ruling;
import org.lockkeeper.proxy.codec.Headers;
import org.lockkeeper.proxy.codec.HttpRequest;
import org.lockkeeper.proxy.codec.HttpRequestHead;
import org.lockkeeper.proxy.codec.HttpResponse;
import org.lockkeeper.proxy.codec.Interest;
import org.lockkeeper.shared.LocalCounters;

/** The gate, with a service of lines, a policy of trigger words and a log in memory. */
class GateTest {

  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

  private final MemoryLog log = new MemoryLog();
  private final AtomicLong nanos = new AtomicLong();
  private final List<HttpRequest> asked = new ArrayList<>();
  private Optional<String> whoAmI = Optional.of("ann");
  private FailMode failMode = FailMode.REFUSE;
  private UnknownWrites unknownWrites = UnknownWrites.PASS;

  @Test
  void aHarmlessMessageIsRecordedAndGoesOnUntouched() {
    Ruling ruling = send("/post", "lunch?");

    assertThat(forwarded(ruling)).isEqualTo("lunch?");
    ArchiveRecord.Judged record = judged(0);
    assertThat(record.released()).isTrue();
    assertThat(record.sent()).isEmpty();
    assertThat(record.message().actor().handle()).isEqualTo("ann");
    assertThat(record.message().action().content().parts())
        .containsExactly(new TextPart("/line", "lunch?"));
  }

  @Test
  void recordedBeforeReleased() {
    log.holdAppends = true;
    CompletableFuture<Ruling> ruling = begin("/post", "lunch?").toCompletableFuture();
    assertThat(ruling).isNotDone();

    log.waiting.getFirst().complete(log.checkpoint().end());
    assertThat(ruling).isCompleted();
  }

  @Test
  void whatCannotBeRecordedIsRefused() {
    log.failure = Optional.of(new ArchiveFailure(ArchiveFailure.Kind.FULL, "no space"));

    assertThat(refusal(send("/post", "lunch?")).status()).isEqualTo(503);
  }

  @Test
  void aRefusedAttemptIsOnRecordToo() {
    HttpResponse refusal = refusal(send("/post", "block this"));

    assertThat(refusal.status()).isEqualTo(403);
    assertThat(text(refusal)).isEqualTo("Not this.");
    assertThat(judged(0).released()).isFalse();
    assertThat(judged(0).decision().verdict()).isInstanceOf(Verdict.Block.class);
  }

  @Test
  void aRedactedMessageGoesOnChangedAndBothFormsAreKept() {
    assertThat(forwarded(send("/post", "mask secret now"))).isEqualTo("mask ****** now");
    assertThat(judged(0).sent()).containsExactly(new TextPart("/line", "mask ****** now"));
    assertThat(judged(0).message().action().content().parts().getFirst().text())
        .isEqualTo("mask secret now");
  }

  @Test
  void aRedactionThatCannotBeMadeIsARefusal() {
    assertThat(refusal(send("/signed", "mask secret now")).status()).isEqualTo(403);
    assertThat(judged(0).decision().verdict()).isInstanceOf(Verdict.Block.class);
    assertThat(judged(0).decision().faults()).isNotEmpty();
    assertThat(judged(0).released()).isFalse();
  }

  @Test
  void aCoachedMessagePassesOnceWithAReasonAsItsLastLine() {
    assertThat(text(refusal(send("/post", "coach me")))).contains("reason: …");

    assertThat(forwarded(send("/post", "coach me\nreason: the customer asked")))
        .isEqualTo("coach me");
    assertThat(judged(1).reason()).contains("the customer asked");
    assertThat(judged(1).released()).isTrue();
    assertThat(judged(1).message().action().content().parts().getFirst().text())
        .isEqualTo("coach me\nreason: the customer asked");

    refusal(send("/post", "coach me\nreason: once more"));
  }

  @Test
  void aReasonForAMessageThatWasNeverAskedAboutIsJudgedAsPlainText() {
    refusal(send("/post", "coach me\nreason: I know already"));

    assertThat(judged(0).reason()).isEmpty();
  }

  @Test
  void aReasonComesTooLateAfterTheWindow() {
    refusal(send("/post", "coach me"));
    nanos.addAndGet(Duration.ofMinutes(11).toNanos());

    refusal(send("/post", "coach me\nreason: late"));
  }

  @Test
  void aReasonOpensNothingForSomebodyElse() {
    refusal(send("/post", "coach me"));
    whoAmI = Optional.of("bob");

    refusal(send("/post", "coach me\nreason: not mine", "another-token"));
  }

  @Test
  void aReasonDoesNotOpenAStricterVerdict() {
    refusal(send("/post", "coach me"));
    HttpResponse refusal = refusal(send("/post", "coach me block\nreason: please"));

    assertThat(text(refusal)).isEqualTo("Not this.");
  }

  @Test
  void whereTheBodyMayNotBeChangedTheReasonIsGivenOnAPage() {
    String notice = text(refusal(send("/signed", "coach me")));
    String path = notice.substring(notice.indexOf("/.lockkeeper"), notice.indexOf(" and send"));

    assertThat(text(refusal(request("GET", path, "")))).contains("Your reason");
    assertThat(refusal(request("POST", path, "reason=")).status()).isEqualTo(422);
    assertThat(refusal(request("POST", path, "reason=customer+asked")).status()).isEqualTo(200);

    assertThat(forwarded(send("/signed", "coach me"))).isEqualTo("coach me");
    assertThat(judged(1).reason()).contains("customer asked");
    assertThat(refusal(request("GET", path, "")).status()).isEqualTo(404);
  }

  @Test
  void aLinkThatWasLedThroughIsJudgedAndSentOn() {
    String address =
        with.clicks()
            .address("https://chat.example.org", url("https://bit.ly/3abc?d=1"))
            .orElseThrow();

    HttpResponse on = follow("GET", address);
    assertThat(on.status()).isEqualTo(302);
    assertThat(on.headers().first("location")).contains("https://bit.ly/3abc?d=1");
    assertThat(on.headers().first("referrer-policy")).contains("no-referrer");
    assertThat(follow("HEAD", address).status()).isEqualTo(302);
    assertThat(follow("POST", address).status()).isEqualTo(405);
    assertThat(log.records).isEmpty();
  }

  @Test
  void aLinkThatWasNotSealedHereIsExplainedAndLeadsNowhere() {
    HttpResponse page = follow("GET", "https://x/.lockkeeper/go?s=x&u=https%3A%2F%2Fevil.test%2F");

    assertThat(page.status()).isEqualTo(404);
    assertThat(page.headers().first("location")).isEmpty();
    assertThat(text(page)).contains("not made here").doesNotContain("evil.test");
  }

  private HttpResponse follow(String method, String address) {
    CanonicalUrl url = url(address);
    HttpRequestHead head =
        new HttpRequestHead(method, url.path(), url.query().orElse(""), Headers.of("token", "t"));
    return refusal(join(gate.begin(head, "peer").judge(body(head, ""))));
  }

  private static CanonicalUrl url(String text) {
    return CanonicalUrl.of(text).orElseThrow();
  }

  @Test
  void whatCannotBeReadIsRefusedAndRecorded() {
    HttpResponse refusal = refusal(send("/post", "?"));

    assertThat(refusal.status()).isEqualTo(400);
    assertThat(text(refusal)).contains("question mark");
    ArchiveRecord.Unread record = (ArchiveRecord.Unread) log.records.getFirst();
    assertThat(record.released()).isFalse();
    assertThat(record.operation()).isEqualTo("post");
  }

  @Test
  void failModePassLetsTheUnreadableThroughAndSaysSo() {
    failMode = FailMode.PASS;
    gate = gate();

    assertThat(forwarded(send("/post", "?"))).isEqualTo("?");
    assertThat(((ArchiveRecord.Unread) log.records.getFirst()).released()).isTrue();
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedInTheServicesFormAndRecorded() {
    Ruling ruling =
        join(
            gate()
                .begin(head("POST", "/post", "t"), "peer")
                .unreadable(Exchange.BodyFault.TOO_LARGE, bytes("lun")));

    assertThat(refusal(ruling).status()).isEqualTo(413);
    assertThat(log.records.getFirst()).isInstanceOf(ArchiveRecord.Unread.class);
  }

  @Test
  void anUnknownWriteStreamsThroughUnlessItIsToBeRefused() {
    assertThat(gate().begin(head("POST", "/new", "t"), "peer").interest())
        .isInstanceOf(Interest.PassThrough.class);

    unknownWrites = UnknownWrites.REFUSE;
    gate = gate();
    assertThat(refusal(send("/new", "hello")).status()).isEqualTo(403);
    assertThat(log.records.getFirst()).isInstanceOf(ArchiveRecord.Unread.class);
  }

  @Test
  void aPersonIsAskedForOncePerToken() {
    Gate gate = gate();
    send(gate, "/post", "one", "t");
    send(gate, "/post", "two", "t");
    assertThat(asked).hasSize(1);
  }

  @Test
  void anUnknownPersonsMessageIsJudgedAndMarked() {
    whoAmI = Optional.empty();

    forwarded(send("/post", "lunch?"));
    assertThat(judged(0).message().actor().known()).isFalse();
  }

  @Test
  void theServicesAnswerIsNotedWithTheIdItGave() {
    Exchange exchange = gate().begin(head("POST", "/post", "t"), "peer");
    join(exchange.judge(body(head("POST", "/post", "t"), "lunch?")));
    exchange.answered(HttpResponse.of(201, "text/plain", "m-7"));

    ArchiveRecord.Answered answer = (ArchiveRecord.Answered) log.records.get(1);
    assertThat(answer.event()).isEqualTo(judged(0).event());
    assertThat(answer.assigned()).contains(new NativeId("m-7"));
    assertThat(answer.status()).isEqualTo(201);
  }

  @Test
  void aServiceThatDoesNotAnswerIsNotedToo() {
    Exchange exchange = gate().begin(head("POST", "/post", "t"), "peer");
    join(exchange.judge(body(head("POST", "/post", "t"), "lunch?")));
    exchange.unanswered("connection refused");

    assertThat(((ArchiveRecord.Answered) log.records.get(1)).status()).isZero();
  }

  @Test
  void aFilesTextIsJudgedWithTheMessageThatUsesIt() {
    Gate gate = gate();
    Exchange upload = gate.begin(head("POST", "/upload", "t"), "peer");
    join(upload.judge(body(head("POST", "/upload", "t"), "block inside a file")));
    upload.answered(HttpResponse.of(201, "text/plain", "f-1"));

    HttpResponse refusal = refusal(send(gate, "/post", "file:f-1\nsee file", "t"));
    assertThat(text(refusal)).isEqualTo("Not this.");
    ArchiveRecord.Judged post = (ArchiveRecord.Judged) log.records.get(2);
    Attachment file = post.message().action().content().attachments().getFirst();
    assertThat(file.file().orElseThrow().extracted().text()).isEqualTo("block inside a file");
  }

  private Ruling send(String path, String text) {
    return send(path, text, "t");
  }

  private Ruling send(String path, String text, String token) {
    return send(gate, path, text, token);
  }

  private static Ruling send(Gate gate, String path, String text, String token) {
    HttpRequestHead head = head("POST", path, token);
    return join(gate.begin(head, "peer").judge(body(head, text)));
  }

  private Ruling request(String method, String path, String text) {
    HttpRequestHead head = head(method, path, "t");
    return join(gate.begin(head, "peer").judge(body(head, text)));
  }

  private CompletionStage<Ruling> begin(String path, String text) {
    HttpRequestHead head = head("POST", path, "t");
    return gate.begin(head, "peer").judge(body(head, text));
  }

  private static Ruling join(CompletionStage<Ruling> stage) {
    return stage.toCompletableFuture().join();
  }

  private static HttpRequestHead head(String method, String path, String token) {
    return new HttpRequestHead(method, path, "", Headers.of("token", token));
  }

  private static HttpRequest body(HttpRequestHead head, String text) {
    return new HttpRequest(head, bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String forwarded(Ruling ruling) {
    return new String(((Ruling.Forward) ruling).request().body(), StandardCharsets.UTF_8);
  }

  private static HttpResponse refusal(Ruling ruling) {
    return ((Ruling.Answer) ruling).response();
  }

  private static String text(HttpResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private ArchiveRecord.Judged judged(int index) {
    return (ArchiveRecord.Judged) log.records.get(index);
  }

  private final Gate.Collaborators with = collaborators();
  private Gate gate = gate();

  private Gate gate() {
    return new Gate(
        new LineService(),
        new GateSettings(
            "https://chat.example.org",
            failMode,
            unknownWrites,
            1 << 20,
            1 << 20,
            1 << 16,
            Duration.ofMinutes(10)),
        with,
        this::answerWhoAmI);
  }

  private CompletionStage<HttpResponse> answerWhoAmI(HttpRequest request) {
    asked.add(request);
    return CompletableFuture.completedFuture(
        HttpResponse.of(whoAmI.isPresent() ? 200 : 401, "text/plain", whoAmI.orElse("")));
  }

  private Gate.Collaborators collaborators() {
    Ticker ticker = nanos::get;
    InstantSource clock = InstantSource.fixed(NOW);
    AtomicLong names = new AtomicLong();
    Meters meters = new Meters(clock);
    return new Gate.Collaborators(
        new TriggerWords(),
        Facts.NONE,
        new Recorder.ToLog(log, meters, nanos::get),
        Optional.empty(),
        new Sessions(100, Duration.ofHours(1), ticker),
        new Permits(100, Duration.ofMinutes(10), ticker, () -> "q" + names.incrementAndGet()),
        new Uploads(1 << 20, (_, _) -> Optional.empty()),
        (_, content) -> {
          try {
            return new Extracted(
                "text/plain",
                Extracted.Status.EXTRACTED,
                new String(content.readAllBytes(), StandardCharsets.UTF_8),
                List.of());
          } catch (IOException impossible) {
            throw new AssertionError(impossible);
          }
        },
        meters,
        new Aftermath(
            new LocalCounters(LocalCounters.Limits.DEFAULT),
            new RecentTexts(100, Duration.ofMinutes(5), ticker),
            Aftermath.Notices.NONE),
        new Clicks(
            Tokens.of(new byte[32]), () -> LinkKnowledge.NONE, Set.of("phishing"), Set.of("ads")),
        new EventId.Source(clock, new AtomicLong()::incrementAndGet),
        clock,
        Runnable::run);
  }
}
