package org.lockkeeper.proxy.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lockkeeper.proxy.codec.Headers;
import org.lockkeeper.proxy.codec.HttpRequest;
import org.lockkeeper.proxy.codec.HttpRequestHead;
import org.lockkeeper.proxy.codec.HttpResponse;
import org.lockkeeper.proxy.codec.Interest;
import org.lockkeeper.proxy.codec.Route;

/** Services that are down, hang, break off or come back; and questions of our own to them. */
final class UpstreamTest {

  @AfterEach
  void nothingLeaks() throws InterruptedException {
    Leaks.check();
  }

  @Test
  void aServiceThatIsDownIs502InItsOwnForm() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    try (Rig rig = new Rig(URI.create("http://127.0.0.1:" + port));
        RawClient client = rig.client()) {
      for (Interest interest :
          new Interest[] {new Interest.PassThrough(), new Interest.Hold(100, false)}) {
        rig.exchange.interest = interest;
        client.send(Rig.post("/p", "m"));
        assertThat(client.response()).startsWith("HTTP/1.1 502 ").contains("cannot be reached");
        assertThat(rig.exchange.next()).startsWith("unanswered: ");
        assertThat(rig.events.take()).startsWith("upstream: ");
        // An upload that went nowhere ends its connection; a held one's stays.
        if (interest instanceof Interest.PassThrough) {
          client.rest();
          break;
        }
      }
    }
  }

  @Test
  void anUnknownServiceNameIs502() throws Exception {
    try (Rig rig = new Rig(URI.create("http://no-such-host.invalid"));
        RawClient client = rig.client()) {
      client.send(Rig.post("/p", "m"));
      assertThat(client.response()).startsWith("HTTP/1.1 502 ").contains("is not known");
    }
  }

  @Test
  void aServiceThatHangsIs504() throws Exception {
    try (ScriptedService service =
            ScriptedService.of(
                talk -> {
                  talk.request();
                  talk.read();
                });
        Rig rig = new Rig(service.address(), Rig.settings(Duration.ofMillis(200)));
        RawClient client = rig.client()) {
      client.send(Rig.post("/p", "m"));
      assertThat(client.response()).startsWith("HTTP/1.1 504 ");
      assertThat(rig.exchange.next()).contains("does not answer in time");
      service.awaitEnds(1);
    }
  }

  @Test
  void aServiceThatHangsInItsAnswerEndsTheClientsToo() throws Exception {
    try (ScriptedService service =
            ScriptedService.of(
                talk -> {
                  talk.request();
                  talk.say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
                  talk.read();
                });
        Rig rig = new Rig(service.address(), Rig.settings(Duration.ofMillis(200)));
        RawClient client = rig.client()) {
      client.send(Rig.post("/p", "m"));
      assertThat(client.rest()).endsWith("hello");
      assertThat(rig.exchange.next()).contains("does not answer in time");
    }
  }

  @Test
  void aServiceThatClosesWithoutAnAnswerIs502AndAPostIsNotRepeated() throws Exception {
    try (ScriptedService service = ScriptedService.of(talk -> talk.skipRequest());
        Rig rig = new Rig(service.address());
        RawClient client = rig.client()) {
      client.send(Rig.post("/p", "m"));
      assertThat(client.response()).startsWith("HTTP/1.1 502 ");
      assertThat(service.connections()).isEqualTo(1);
    }
  }

  /** Kept connections that end while a request is on its way to them. */
  @Test
  void aRequestThatMayBeRepeatedIsRepeatedOnceOnAFreshConnection() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (ScriptedService service =
            ScriptedService.of(
                talk -> {
                  // Every connection serves one request well, and closes on its second.
                  talk.request();
                  requests.incrementAndGet();
                  talk.say(Rig.ok("ok"));
                  talk.head();
                });
        Rig rig = new Rig(service.address());
        RawClient client = rig.client()) {
      rig.exchange.interest = new Interest.PassThrough();
      for (int i = 0; i < 3; i++) {
        client.send(Rig.request("GET /" + i));
        assertThat(client.response()).endsWith("ok");
      }
      assertThat(requests).hasValue(3);
      assertThat(service.connections()).isEqualTo(3);
      // A held POST is not repeated: it may have been taken.
      rig.exchange.interest = new Interest.Hold(100, false);
      client.send(Rig.post("/p", "m"));
      assertThat(client.response()).startsWith("HTTP/1.1 502 ");
    }
  }

  @Test
  void connectionsAreKept() throws Exception {
    try (ScriptedService service = ScriptedService.answering(Rig.ok("ok"));
        Rig rig =
            new Rig(
                service.address(),
                Rig.QUICK.with(new WireSettings.Pool(8, Duration.ofSeconds(60))));
        RawClient client = rig.client()) {
      for (int i = 0; i < 5; i++) {
        client.send(Rig.post("/p", "m"));
        assertThat(client.response()).endsWith("ok");
      }
      assertThat(service.connections()).isEqualTo(1);
    }
  }

  @Test
  void keptConnectionsAreLetGoWhenTheyAreOld() throws Exception {
    try (ScriptedService service = ScriptedService.answering(Rig.ok("ok"));
        Rig rig =
            new Rig(
                service.address(),
                Rig.QUICK.with(new WireSettings.Pool(8, Duration.ofMillis(50))));
        RawClient client = rig.client()) {
      for (int i = 1; i <= 2; i++) {
        client.send(Rig.post("/p", "m"));
        assertThat(client.response()).endsWith("ok");
        service.awaitEnds(1);
        assertThat(service.connections()).isEqualTo(i);
      }
    }
  }

  @Test
  void anAnswerToAMessageIsReadToItsEndEvenIfTheClientIsGone() throws Exception {
    java.util.concurrent.CountDownLatch gone = new java.util.concurrent.CountDownLatch(1);
    try (ScriptedService service =
            ScriptedService.of(
                talk -> {
                  talk.request();
                  gone.await();
                  talk.say(Rig.ok("{\"id\":9}"));
                  talk.read();
                });
        Rig rig = new Rig(service.address())) {
      try (RawClient client = rig.client()) {
        client.socket().setSoLinger(true, 0);
        client.send(Rig.post("/p", "m"));
        service.next();
      }
      while (rig.listener.connections() > 0) {
        Thread.onSpinWait();
      }
      gone.countDown();
      assertThat(rig.exchange.next()).isEqualTo("answered: 200 {\"id\":9}");
    }
  }

  @Test
  void aQuestionOfOurOwnIsAnsweredOrFailsWithAReason() throws Exception {
    byte[] packed = HoldTest.gzip("{\"me\":1}".getBytes(StandardCharsets.UTF_8));
    try (ScriptedService service =
            ScriptedService.of(
                talk -> {
                  for (var one = talk.request(); one != null; one = talk.request()) {
                    if (one.line().contains("hang")) {
                      talk.read();
                    }
                    talk.say(
                        "HTTP/1.1 401 No\r\nContent-Encoding: gzip\r\nContent-Length: "
                            + packed.length
                            + "\r\n\r\n");
                    talk.say(packed);
                  }
                });
        Rig rig = new Rig(service.address())) {
      Route route = new Route("chat.test", service.address(), rig.exchange);
      HttpResponse answer = ask(rig, route, "/me", Duration.ofSeconds(10), 100);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("{\"me\":1}");
      ScriptedService.Received sent = service.next();
      assertThat(sent.values("host")).containsExactly("chat.test");
      assertThat(sent.values("authorization")).containsExactly("Bearer t");
      assertThat(sent.values("x-forwarded-proto")).containsExactly("https");
      assertThatThrownBy(() -> ask(rig, route, "/me", Duration.ofSeconds(10), 5))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("too long");
      assertThatThrownBy(() -> ask(rig, route, "/hang", Duration.ofMillis(100), 100))
          .hasMessageContaining("in time");
      assertThat(rig.wire.heldBytes()).isZero();
    }
  }

  private static HttpResponse ask(Rig rig, Route route, String path, Duration timeout, long limit)
      throws Exception {
    HttpRequestHead head =
        new HttpRequestHead("GET", path, "", Headers.of("authorization", "Bearer t"));
    return rig.wire
        .services()
        .ask(route, new HttpRequest(head, new byte[0]), timeout, limit)
        .toCompletableFuture()
        .get();
  }

  @Test
  void closingLetsWhatIsInFlightEnd() throws Exception {
    java.util.concurrent.CountDownLatch go = new java.util.concurrent.CountDownLatch(1);
    try (ScriptedService service =
            ScriptedService.of(
                talk -> {
                  talk.request();
                  go.await();
                  talk.say(Rig.ok("in time"));
                  talk.read();
                });
        Rig rig = new Rig(service.address());
        RawClient idle = rig.client();
        RawClient busy = rig.client()) {
      busy.send(Rig.post("/p", "m"));
      service.next();
      Thread closing = Thread.ofVirtual().start(rig.wire::close);
      assertThat(idle.rest()).isEmpty();
      go.countDown();
      // The answer comes whole and then the connection ends. It says so beforehand only if its loop
      // had heard of the
      // closing when the answer began, which no client can time.
      assertThat(busy.rest()).endsWith("in time");
      closing.join();
      assertThatThrownBy(rig::client).isInstanceOf(java.net.ConnectException.class);
    }
  }

  @Test
  void moreConnectionsThanAllowedAreClosedAndCounted() throws Exception {
    try (ScriptedService service = ScriptedService.answering(Rig.ok("ok"));
        Rig rig = new Rig(service.address(), Rig.QUICK.withBounds(1, 1 << 20));
        RawClient first = rig.client()) {
      first.send(Rig.post("/p", "m"));
      assertThat(first.response()).endsWith("ok");
      try (RawClient second = rig.client()) {
        assertThat(second.rest()).isEmpty();
      }
      assertThat(rig.events.take()).isEqualTo("refused: CONNECTIONS");
      first.send(Rig.post("/p", "m"));
      assertThat(first.response()).endsWith("ok");
    }
  }

  @Test
  void routesAreReplacedAsAWhole() throws Exception {
    try (ScriptedService one = ScriptedService.answering(Rig.ok("one"));
        ScriptedService two = ScriptedService.answering(Rig.ok("two"));
        Rig rig = new Rig(one.address());
        RawClient client = rig.client()) {
      client.send(Rig.post("/p", "m"));
      assertThat(client.response()).endsWith("one");
      rig.listener.routes(
          RouteTable.of(java.util.List.of(new Route("chat.test", two.address(), rig.exchange))));
      client.send(Rig.post("/p", "m"));
      assertThat(client.response()).endsWith("two");
    }
  }
}
