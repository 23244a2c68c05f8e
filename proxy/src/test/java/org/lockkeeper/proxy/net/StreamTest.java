package org.lockkeeper.proxy.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lockkeeper.proxy.codec.Interest;

/** Requests that pass: streamed both ways, never aggregated, copied only where asked. */
final class StreamTest {

  private static final Interest PASS = new Interest.PassThrough();

  @AfterEach
  void nothingLeaks() throws InterruptedException {
    Leaks.check();
  }

  @Test
  void bodiesAndTrailersPassBothWaysWholeAndByteByByte() throws Exception {
    String response =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
            + "3\r\nabc\r\n2\r\nde\r\n0\r\nX-Sum: 9\r\nContent-Length: 3\r\nSet-Cookie: a\r\n\r\n";
    try (ScriptedService service =
            ScriptedService.of(
                talk -> {
                  boolean whole = true;
                  for (var one = talk.request(); one != null; one = talk.request()) {
                    if (whole) {
                      talk.say(response);
                    } else {
                      for (char c : response.toCharArray()) {
                        talk.say(String.valueOf(c));
                      }
                    }
                    whole = !whole;
                  }
                });
        Rig rig = new Rig(service.address());
        RawClient client = rig.client()) {
      rig.exchange.interest = PASS;
      String request =
          Rig.request("POST /c", "Transfer-Encoding: chunked", "Trailer: X-Mac")
              + "4\r\nwxyz\r\n0\r\nX-Mac: 1\r\n\r\n";
      for (boolean dribble : new boolean[] {false, true}) {
        if (dribble) {
          client.dribble(request);
        } else {
          client.send(request);
        }
        String got = client.response();
        assertThat(dechunked(got)).isEqualTo("abcde");
        assertThat(got).endsWith("0\r\nx-sum: 9\r\n\r\n");
        ScriptedService.Received sent = service.next();
        assertThat(sent.body()).isEqualTo("wxyz");
        assertThat(sent.trailers()).isEqualToIgnoringCase("x-mac: 1\n");
        assertThat(sent.values("transfer-encoding")).containsExactly("chunked");
        assertThat(sent.values("content-length")).isEmpty();
      }
      assertThat(service.connections()).isEqualTo(1);
    }
  }

  @Test
  void headAndEmptyResponsesKeepTheirLengthsAndTheConnection() throws Exception {
    Map<String, String> responses =
        Map.of(
            "HEAD /h HTTP/1.1",
            "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n",
            "GET /n HTTP/1.1",
            "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\nContent-Length: 7\r\n\r\n",
            "GET /e HTTP/1.1",
            "HTTP/1.1 204 No Content\r\n\r\n");
    try (ScriptedService service =
            ScriptedService.of(
                talk -> {
                  for (var one = talk.request(); one != null; one = talk.request()) {
                    talk.say(responses.getOrDefault(one.line(), ""));
                  }
                });
        Rig rig = new Rig(service.address());
        RawClient client = rig.client()) {
      rig.exchange.interest = PASS;
      for (int i = 0; i < 2; i++) {
        client.send(Rig.request("HEAD /h") + Rig.request("GET /n") + Rig.request("GET /e"));
        assertThat(client.response(true)).containsIgnoringCase("content-length: 1000");
        assertThat(client.response()).startsWith("HTTP/1.1 304").contains("\"x\"");
        assertThat(client.response()).startsWith("HTTP/1.1 204").doesNotContain("ength");
      }
      assertThat(service.next().line()).isEqualTo("HEAD /h HTTP/1.1");
    }
  }

  @Test
  void aResponseThatEndsWithItsConnectionIsChunkedForANewClientAndEndsAnOldOne() throws Exception {
    try (ScriptedService service =
            ScriptedService.of(
                talk -> {
                  talk.request();
                  talk.say("HTTP/1.0 200 OK\r\n\r\nuntil the end");
                });
        Rig rig = new Rig(service.address());
        RawClient client = rig.client();
        RawClient old = rig.client()) {
      rig.exchange.interest = PASS;
      for (int i = 0; i < 2; i++) {
        client.send(Rig.request("GET /"));
        assertThat(dechunked(client.response())).isEqualTo("until the end");
      }
      old.send("GET / HTTP/1.0\r\nHost: chat.test\r\nConnection: keep-alive\r\n\r\n");
      assertThat(old.rest())
          .containsIgnoringCase("connection: close")
          .doesNotContainIgnoringCase("chunked")
          .endsWith("until the end");
    }
  }

  @Test
  void oldClientsKeepTheirConnectionOnlyWhenTheyAsk() throws Exception {
    try (ScriptedService service = ScriptedService.answering(Rig.ok("ok"));
        Rig rig = new Rig(service.address());
        RawClient keeps = rig.client();
        RawClient ends = rig.client()) {
      rig.exchange.interest = PASS;
      String old = "GET / HTTP/1.0\r\nHost: chat.test\r\n";
      for (int i = 0; i < 2; i++) {
        keeps.send(old + "Connection: keep-alive\r\n\r\n");
        assertThat(keeps.response()).containsIgnoringCase("keep-alive").endsWith("ok");
      }
      ends.send(old + "\r\n");
      assertThat(ends.rest()).endsWith("ok");
    }
  }

  @Test
  void aHalfClosedClientStillGetsItsAnswers() throws Exception {
    try (ScriptedService service = ScriptedService.answering(Rig.ok("ok"));
        Rig rig = new Rig(service.address());
        RawClient client = rig.client()) {
      rig.exchange.interest = PASS;
      client.send(Rig.request("GET /1") + Rig.request("GET /2"));
      client.endOutput();
      assertThat(client.response()).endsWith("ok");
      assertThat(client.rest()).endsWith("ok");
    }
  }

  @Test
  void a100PassesFromTheServiceAndOtherHintsToo() throws Exception {
    try (ScriptedService service =
            ScriptedService.of(
                talk -> {
                  String head = talk.head();
                  talk.say("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
                  talk.say("HTTP/1.1 100 Continue\r\n\r\n");
                  service().add(talk.body(head));
                  talk.say(Rig.ok("ok"));
                });
        Rig rig = new Rig(service.address());
        RawClient client = rig.client()) {
      rig.exchange.interest = PASS;
      client.send(Rig.request("POST /", "Expect: 100-continue", "Content-Length: 3"));
      assertThat(client.response()).startsWith("HTTP/1.1 103 ").containsIgnoringCase("link: </a>");
      assertThat(client.response()).startsWith("HTTP/1.1 100 ");
      client.send("abc");
      assertThat(client.response()).endsWith("ok");
      assertThat(bodies.take().values("expect")).containsExactly("100-continue");
    }
  }

  private final java.util.concurrent.BlockingQueue<ScriptedService.Received> bodies =
      new java.util.concurrent.LinkedBlockingQueue<>();

  private java.util.Queue<ScriptedService.Received> service() {
    return bodies;
  }

  @Test
  void anEarlyAnswerPassesAndEndsTheUpload() throws Exception {
    for (boolean closes : new boolean[] {false, true}) {
      try (ScriptedService service =
              ScriptedService.of(
                  talk -> {
                    talk.head();
                    talk.say("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno");
                    if (closes) {
                      talk.socket.shutdownOutput();
                    }
                    talk.skip(Long.MAX_VALUE);
                  });
          Rig rig = new Rig(service.address());
          RawClient client = rig.client()) {
        rig.exchange.interest = PASS;
        client.send(Rig.request("POST /", "Content-Length: 100000000"));
        Thread upload =
            Thread.ofVirtual()
                .start(
                    () -> {
                      try {
                        for (int i = 0; i < 1500; i++) {
                          client.send(new byte[1 << 16]);
                        }
                      } catch (IOException stopped) {
                        // As it should be.
                      }
                    });
        String response = client.response();
        assertThat(response).startsWith("HTTP/1.1 413 ").endsWith("no");
        assertThat(response).containsIgnoringCase("connection: close");
        client.rest();
        client.close();
        upload.join();
      }
    }
  }

  @Test
  void anOverheardResponseIsCopiedBeforeItsLastByteGoes() throws Exception {
    byte[] packed =
        HoldTest.gzip("{\"me\":\"ann\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    try (ScriptedService service =
            ScriptedService.of(
                talk -> {
                  while (talk.request() != null) {
                    talk.say(
                        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                            + packed.length
                            + "\r\n\r\n");
                    talk.say(packed);
                  }
                });
        Rig rig = new Rig(service.address());
        RawClient client = rig.client()) {
      rig.exchange.interest = new Interest.Overhear(100);
      client.send(Rig.request("GET /me", "Accept-Encoding: gzip"));
      assertThat(client.response())
          .containsIgnoringCase("content-encoding: gzip")
          .endsWith(new String(packed, java.nio.charset.StandardCharsets.ISO_8859_1));
      assertThat(rig.exchange.all()).containsExactly("answered: 200 {\"me\":\"ann\"}");
      assertThat(service.next().values("accept-encoding")).containsExactly("gzip");
      rig.exchange.interest = new Interest.Overhear(5);
      rig.exchange.told.clear();
      client.send(Rig.request("GET /me"));
      client.response();
      assertThat(rig.exchange.next()).startsWith("unanswered: ").contains("too long");
      assertThat(rig.wire.heldBytes()).isZero();
    }
  }

  /** A client that does not take its download stops the service, not the gateway's memory. */
  @Test
  void backPressureReachesTheService() throws Exception {
    AtomicLong said = new AtomicLong();
    CountDownLatch stop = new CountDownLatch(1);
    long size = 256L << 20;
    try (ScriptedService service =
            ScriptedService.of(
                talk -> {
                  talk.request();
                  talk.say("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
                  byte[] part = new byte[1 << 16];
                  for (long i = 0; i < size; i += part.length) {
                    talk.say(part);
                    said.addAndGet(part.length);
                  }
                  stop.await();
                });
        Rig rig = new Rig(service.address());
        RawClient client = rig.client()) {
      rig.exchange.interest = PASS;
      long before = direct();
      client.send(Rig.request("GET /big"));
      client.head();
      long seen = -1;
      // The service is stopped when it says nothing more for a while.
      while (seen != said.get()) {
        seen = said.get();
        Thread.sleep(200);
      }
      assertThat(seen).isLessThan(64L << 20);
      assertThat(direct() - before).isLessThan(24L << 20);
      assertThat(client.skip(size)).isEqualTo(size);
      assertThat(direct() - before).isLessThan(24L << 20);
      stop.countDown();
    }
  }

  @Test
  void backPressureReachesTheUploadingClient() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    long size = 64L << 20;
    try (ScriptedService service =
            ScriptedService.of(
                talk -> {
                  talk.head();
                  go.await();
                  talk.skip(size);
                  talk.say(Rig.ok("taken"));
                });
        Rig rig = new Rig(service.address());
        RawClient client = rig.client()) {
      rig.exchange.interest = PASS;
      client.send(Rig.request("POST /big", "Content-Length: " + size));
      AtomicLong sent = new AtomicLong();
      Thread upload =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      byte[] part = new byte[1 << 16];
                      for (long i = 0; i < size; i += part.length) {
                        client.send(part);
                        sent.addAndGet(part.length);
                      }
                    } catch (IOException broken) {
                      // Told by the missing answer.
                    }
                  });
      long seen = -1;
      while (seen != sent.get() || seen == 0) {
        seen = sent.get();
        Thread.sleep(200);
      }
      assertThat(seen).isLessThan(40L << 20);
      go.countDown();
      assertThat(client.response()).endsWith("taken");
      upload.join();
    }
  }

  @Test
  void aClientThatTakesNothingIsCutOff() throws Exception {
    try (ScriptedService service =
            ScriptedService.of(
                talk -> {
                  talk.request();
                  talk.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                  while (true) {
                    talk.say("10000\r\n" + "x".repeat(1 << 16) + "\r\n");
                  }
                });
        Rig rig = new Rig(service.address(), Rig.settings(Duration.ofMillis(300)));
        RawClient client = rig.client()) {
      rig.exchange.interest = PASS;
      client.send(Rig.request("GET /endless"));
      service.awaitEnds(1);
      assertThat(rig.exchange.next()).contains("too slow");
    }
  }

  private static long direct() {
    return io.netty.buffer.PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
  }

  private static String dechunked(String response) {
    String rest = response.substring(response.indexOf("\r\n\r\n") + 4);
    StringBuilder body = new StringBuilder();
    while (true) {
      int end = rest.indexOf("\r\n");
      int size = Integer.parseInt(rest.substring(0, end), 16);
      if (size == 0) {
        return body.toString();
      }
      body.append(rest, end + 2, end + 2 + size);
      rest = rest.substring(end + 4 + size);
    }
  }
}
