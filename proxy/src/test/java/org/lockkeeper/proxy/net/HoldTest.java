package org.lockkeeper.proxy.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lockkeeper.proxy.codec.Exchange;
import org.lockkeeper.proxy.codec.HttpRequest;
import org.lockkeeper.proxy.codec.HttpResponse;
import org.lockkeeper.proxy.codec.Interest;

/** Requests that are held: what is judged, what goes on, what the client and the exchange hear. */
final class HoldTest {

  @AfterEach
  void nothingLeaks() throws InterruptedException {
    Leaks.check();
  }

  @Test
  void aHeldRequestGoesOnAfterItsRulingWithOneHostAndItsLength() throws Exception {
    try (ScriptedService service = ScriptedService.answering(Rig.ok("{\"id\":7}"));
        Rig rig = new Rig(service.address());
        RawClient client = rig.client()) {
      client.send(
          Rig.post(
              "/posts?a=1",
              "hello",
              "X-Forwarded-For: 6.6.6.6",
              "X-Real-IP: 6.6.6.6",
              "Connection: keep-alive, X-Secret-Hop",
              "X-Secret-Hop: gone",
              "Upgrade: websocket",
              "TE: trailers",
              "X-HTTP-Method-Override: DELETE",
              "Authorization: Bearer t"));
      assertThat(client.response()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("{\"id\":7}");
      ScriptedService.Received sent = service.next();
      assertThat(sent.line()).isEqualTo("POST /posts?a=1 HTTP/1.1");
      assertThat(sent.body()).isEqualTo("hello");
      assertThat(sent.values("host")).containsExactly("chat.test");
      assertThat(sent.values("content-length")).containsExactly("5");
      assertThat(sent.values("authorization")).containsExactly("Bearer t");
      assertThat(sent.values("x-forwarded-for")).containsExactly("127.0.0.1");
      assertThat(sent.values("x-forwarded-host")).containsExactly("chat.test");
      assertThat(sent.values("x-forwarded-proto")).containsExactly("http");
      assertThat(sent.values("forwarded"))
          .containsExactly("for=127.0.0.1;host=\"chat.test\";proto=http");
      assertThat(sent.head().toLowerCase(java.util.Locale.ROOT))
          .doesNotContain("x-secret-hop", "upgrade", "\r\nte:", "override", "6.6.6.6");
      assertThat(rig.exchange.next()).isEqualTo("answered: 200 {\"id\":7}");
      HttpRequest judged = rig.exchange.judged.take();
      assertThat(judged.head().path()).isEqualTo("/posts");
      assertThat(judged.head().query()).isEqualTo("a=1");
    }
  }

  @Test
  void aRequestIsTheSameWholeAndByteByByte() throws Exception {
    try (ScriptedService service = ScriptedService.answering(Rig.ok("yes"));
        Rig rig = new Rig(service.address());
        RawClient client = rig.client()) {
      String chunked =
          Rig.request("POST /c", "Transfer-Encoding: chunked")
              + "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nX-Sum: 1\r\n\r\n";
      for (String text : new String[] {Rig.post("/a", "abcde"), chunked}) {
        client.send(text);
        assertThat(client.response()).endsWith("yes");
        client.dribble(text);
        assertThat(client.response()).endsWith("yes");
        ScriptedService.Received whole = service.next();
        ScriptedService.Received dribbled = service.next();
        assertThat(dribbled).isEqualTo(whole);
        assertThat(whole.body()).isEqualTo("abcde");
      }
    }
  }

  @Test
  void anAnswerOfTheExchangeIsGivenAndNothingGoesOn() throws Exception {
    try (ScriptedService service = ScriptedService.answering(Rig.ok("no"));
        Rig rig = new Rig(service.address());
        RawClient client = rig.client()) {
      rig.exchange.judge =
          request ->
              CompletableFuture.completedFuture(
                  new Exchange.Ruling.Answer(
                      HttpResponse.of(422, "application/json", "{\"error\":1}")));
      client.send(Rig.post("/posts", "bad")).send(Rig.post("/posts", "bad"));
      assertThat(client.response()).startsWith("HTTP/1.1 422 ").endsWith("{\"error\":1}");
      assertThat(client.response()).startsWith("HTTP/1.1 422 ").endsWith("{\"error\":1}");
      assertThat(service.connections()).isZero();
      assertThat(rig.exchange.all()).isEmpty();
    }
  }

  @Test
  void aRulingMayComeFromAnotherThread() throws Exception {
    try (ScriptedService service = ScriptedService.answering(Rig.ok("later"));
        Rig rig = new Rig(service.address());
        RawClient client = rig.client()) {
      rig.exchange.judge =
          request -> CompletableFuture.supplyAsync(() -> new Exchange.Ruling.Forward(request));
      for (int i = 0; i < 20; i++) {
        client.send(Rig.post("/posts", "n" + i));
        assertThat(client.response()).endsWith("later");
        assertThat(service.next().body()).isEqualTo("n" + i);
      }
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws Exception {
    try (ScriptedService service =
            ScriptedService.of(
                talk -> {
                  for (var one = talk.request(); one != null; one = talk.request()) {
                    talk.say(Rig.ok("<" + one.body() + ">"));
                  }
                });
        Rig rig = new Rig(service.address());
        RawClient client = rig.client()) {
      rig.exchange.judge =
          request -> CompletableFuture.supplyAsync(() -> new Exchange.Ruling.Forward(request));
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 50; i++) {
        all.append(Rig.post("/p", "m" + i));
      }
      client.send(all.toString());
      for (int i = 0; i < 50; i++) {
        assertThat(client.response()).endsWith("<m" + i + ">");
      }
    }
  }

  @Test
  void codedBodiesAreJudgedAndSentUncoded() throws Exception {
    try (ScriptedService service = ScriptedService.answering(Rig.ok("ok"));
        Rig rig = new Rig(service.address());
        RawClient client = rig.client()) {
      ByteArrayOutputStream zlib = new ByteArrayOutputStream();
      try (DeflaterOutputStream out = new DeflaterOutputStream(zlib)) {
        out.write("a message".getBytes(StandardCharsets.UTF_8));
      }
      byte[][] bodies = {gzip("a message".getBytes(StandardCharsets.UTF_8)), zlib.toByteArray()};
      String[] codings = {"gzip", "deflate"};
      for (int i = 0; i < 2; i++) {
        client.send(
            Rig.request(
                "POST /p",
                "Content-Encoding: " + codings[i],
                "Digest: sha-256=x",
                "Content-Length: " + bodies[i].length));
        client.send(bodies[i]);
        assertThat(client.response()).endsWith("ok");
        ScriptedService.Received sent = service.next();
        assertThat(sent.body()).isEqualTo("a message");
        assertThat(sent.values("content-encoding")).isEmpty();
        assertThat(sent.values("digest")).isEmpty();
        assertThat(sent.values("content-length")).containsExactly("9");
      }
    }
  }

  @Test
  void bodiesThatCannotBeTakenAreAnsweredInTheServicesForm() throws Exception {
    try (ScriptedService service = ScriptedService.answering(Rig.ok("no"));
        Rig rig = new Rig(service.address())) {
      rig.exchange.interest = new Interest.Hold(1000, false);
      byte[] bomb = gzip(new byte[10 << 20]);
      byte[] cut = java.util.Arrays.copyOf(gzip(new byte[100]), 15);
      expect(rig, coded("gzip", bomb.length), bomb, 413, "unreadable: TOO_LARGE");
      expect(rig, coded("gzip", cut.length), cut, 400, "unreadable: BROKEN_CODING 15");
      expect(rig, coded("br", 3), new byte[3], 415, "unreadable: UNKNOWN_CODING 3");
      expect(rig, coded("gzip, gzip", 3), new byte[3], 415, "unreadable: UNKNOWN_CODING 3");
      expect(rig, coded("identity", 1001), new byte[0], 413, "unreadable: TOO_LARGE 0");
      String chunked = Rig.request("POST /p", "Transfer-Encoding: chunked") + "3e9\r\n";
      expect(rig, chunked, new byte[1003], 413, "unreadable: TOO_LARGE");
      assertThat(service.connections()).isZero();
      assertThat(rig.wire.heldBytes()).isZero();
    }
  }

  private static String coded(String coding, int length) {
    return Rig.request("POST /p", "Content-Encoding: " + coding, "Content-Length: " + length);
  }

  private static void expect(Rig rig, String head, byte[] body, int status, String told)
      throws IOException, InterruptedException {
    try (RawClient client = rig.client()) {
      client.send(head).send(body);
      assertThat(client.response()).startsWith("HTTP/1.1 " + status + " ");
      assertThat(rig.exchange.next()).startsWith(told);
    }
  }

  @Test
  void aSlowBodyIsAnsweredWith408AndASlowHeadToo() throws Exception {
    try (ScriptedService service = ScriptedService.answering(Rig.ok("no"));
        Rig rig = new Rig(service.address(), Rig.settings(Duration.ofMillis(200)));
        RawClient slowBody = rig.client();
        RawClient slowHead = rig.client();
        RawClient idle = rig.client()) {
      slowBody.send(Rig.request("POST /p", "Content-Length: 10") + "12345");
      slowHead.send("GET / HTTP/1.1\r\nHost: ch");
      assertThat(slowBody.response()).startsWith("HTTP/1.1 408 ");
      assertThat(rig.exchange.next()).isEqualTo("unreadable: TIMED_OUT 5");
      assertThat(slowHead.response()).startsWith("HTTP/1.1 408 ");
      assertThat(idle.rest()).isEmpty();
      assertThat(rig.events).contains("refused: SLOW_HEAD");
    }
  }

  @Test
  void a100IsGivenByTheGatewayOnlyWhenItWantsTheBody() throws Exception {
    try (ScriptedService service = ScriptedService.answering(Rig.ok("done"));
        Rig rig = new Rig(service.address());
        RawClient client = rig.client()) {
      client.send(Rig.request("POST /p", "Content-Length: 5", "Expect: 100-continue"));
      assertThat(client.response()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      client.send("12345");
      assertThat(client.response()).endsWith("done");
      assertThat(service.next().values("expect")).isEmpty();
      rig.exchange.interest = new Interest.Hold(4, false);
      client.send(Rig.request("POST /p", "Content-Length: 5", "Expect: 100-continue"));
      assertThat(client.response()).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void aClientGoneWhileItsMessageIsJudgedHasNotSentIt() throws Exception {
    try (ScriptedService service = ScriptedService.answering(Rig.ok("no"));
        Rig rig = new Rig(service.address())) {
      CompletableFuture<Exchange.Ruling> ruling = new CompletableFuture<>();
      rig.exchange.judge = request -> ruling;
      HttpRequest judged;
      try (RawClient client = rig.client()) {
        client.socket().setSoLinger(true, 0);
        client.send(Rig.post("/p", "wait"));
        judged = rig.exchange.judged.take();
      }
      while (rig.listener.connections() > 0) {
        Thread.onSpinWait();
      }
      ruling.complete(new Exchange.Ruling.Forward(judged));
      assertThat(rig.exchange.next()).contains("was not sent");
      assertThat(service.connections()).isZero();
      assertThat(rig.wire.heldBytes()).isZero();
    }
  }

  @Test
  void moreHeldBytesThanTheBudgetAreRefusedWith503() throws Exception {
    WireSettings small = Rig.QUICK.withBounds(100, 20_000);
    try (ScriptedService service = ScriptedService.answering(Rig.ok("ok"));
        Rig rig = new Rig(service.address(), small)) {
      try (RawClient client = rig.client()) {
        client.send(Rig.post("/p", "x".repeat(30_000)));
        assertThat(client.response()).startsWith("HTTP/1.1 503 ");
        assertThat(rig.exchange.next()).contains("no room");
      }
      assertThat(rig.wire.heldBytes()).isZero();
      try (RawClient client = rig.client()) {
        client.send(Rig.post("/p", "x".repeat(10_000)));
        assertThat(client.response()).endsWith("ok");
      }
    }
  }

  static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
