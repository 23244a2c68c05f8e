package org.lockkeeper.proxy.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockkeeper.proxy.codec.Interest;

/** Responses that two readers could take for different ones; whole and byte by byte. */
final class ResponseSmugglingTest {

  static Stream<Arguments> doubtful() {
    return Stream.of(
        bad("length and chunked", "Content-Length: 5\r\nTransfer-Encoding: chunked"),
        bad("two lengths", "Content-Length: 5\r\nContent-Length: 6"),
        bad("a list of lengths", "Content-Length: 5, 5"),
        bad("a negative length", "Content-Length: -5"),
        bad("a length with a sign", "Content-Length: +5"),
        bad("a length of words", "Content-Length: five"),
        bad("a length with an underscore", "Content-Length: 0_5"),
        bad("a length of 2^64", "Content-Length: 18446744073709551616"),
        bad("two codings", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"),
        bad("chunked not last", "Transfer-Encoding: chunked, gzip"),
        bad("gzip, chunked", "Transfer-Encoding: gzip, chunked"),
        bad("an unknown coding", "Transfer-Encoding: xchunked"),
        bad("a name with a parenthesis", "X(A): 1\r\nContent-Length: 5"),
        bad("no colon", "nonsense\r\nContent-Length: 5"),
        bad("a NUL in a value", "X-A: a\0b\r\nContent-Length: 5"),
        bad("a bare CR in a value", "X-A: a\rb\r\nContent-Length: 5"),
        bad("Content_Length", "Content_Length: 5"),
        bad("Transfer_Encoding", "Transfer_Encoding: chunked"),
        bad("a flood of fields", "X-A: 1\r\n".repeat(150) + "Content-Length: 5"),
        bad("a large head", "X-A: " + "a".repeat(40_000) + "\r\nContent-Length: 5"),
        line("garbage", "\u0001\u0002nonsense\r\n\r\n"),
        line("another protocol", "SSH-2.0-OpenSSH\r\n\r\n"),
        line("HTTP/2.0", "HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n"),
        line("a status of two digits", "HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n"),
        line("a status of 999", "HTTP/1.1 999 OK\r\nContent-Length: 0\r\n\r\n"),
        line("a status of words", "HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n"),
        line("an unasked 101", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\nraw"),
        line("chunked in 1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        line("endless 1xx", "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(40)));
  }

  private static Arguments bad(String name, String fields) {
    return Arguments.of(name, "HTTP/1.1 200 OK\r\n" + fields + "\r\n\r\nhello");
  }

  private static Arguments line(String name, String text) {
    return Arguments.of(name, text);
  }

  @AfterEach
  void nothingLeaks() throws InterruptedException {
    Leaks.check();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("doubtful")
  void becomesA502AndTheConnectionIsNotKept(String name, String text) throws Exception {
    for (Interest interest :
        new Interest[] {new Interest.PassThrough(), new Interest.Hold(1000, true)}) {
      boolean hold = interest instanceof Interest.Hold;
      try (ScriptedService service =
              ScriptedService.of(
                  talk -> {
                    talk.request();
                    if (hold && text.length() < 2000) {
                      for (char one : text.toCharArray()) {
                        talk.say(String.valueOf(one));
                      }
                    } else {
                      talk.say(text);
                    }
                    talk.read();
                  });
          Rig rig = new Rig(service.address());
          RawClient client = rig.client()) {
        rig.exchange.interest = interest;
        for (int i = 1; i <= 2; i++) {
          client.send(Rig.post("/p", "m"));
          String response = client.response();
          while (response.startsWith("HTTP/1.1 1")) {
            response = client.response();
          }
          assertThat(response).startsWith("HTTP/1.1 502 ").doesNotContain("hello");
          assertThat(rig.exchange.next()).startsWith("unanswered: ");
          assertThat(service.connections()).isEqualTo(i);
        }
      }
    }
  }

  /** What stands behind a whole response would be the next client's response. */
  @Test
  void bytesBehindAResponseEndTheConnection() throws Exception {
    String evil = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";
    for (String behind : new String[] {evil, "H"}) {
      try (ScriptedService service =
              ScriptedService.of(
                  talk -> {
                    while (talk.request() != null) {
                      talk.say(Rig.ok("good") + behind);
                    }
                  });
          Rig rig = new Rig(service.address());
          RawClient client = rig.client()) {
        for (int i = 1; i <= 3; i++) {
          client.send(Rig.post("/p", "m"));
          assertThat(client.response()).endsWith("good");
          assertThat(service.connections()).isEqualTo(i);
        }
      }
    }
  }

  @Test
  void bytesOnAKeptConnectionEndIt() throws Exception {
    try (ScriptedService service =
            ScriptedService.of(
                talk -> {
                  talk.request();
                  talk.say(Rig.ok("good"));
                  Thread.sleep(50);
                  talk.say("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
                  talk.read();
                });
        Rig rig = new Rig(service.address());
        RawClient client = rig.client()) {
      client.send(Rig.post("/p", "m"));
      assertThat(client.response()).endsWith("good");
      // The service's own script ends when the gateway hangs up.
      service.awaitEnds(1);
      client.send(Rig.post("/p", "m"));
      assertThat(client.response()).endsWith("good");
      assertThat(service.connections()).isEqualTo(2);
    }
  }

  @Test
  void aResponseCutShortIsCutShortForTheClientToo() throws Exception {
    String[] cut = {
      "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n"
    };
    for (String text : cut) {
      try (ScriptedService service =
              ScriptedService.of(
                  talk -> {
                    talk.request();
                    talk.say(text);
                  });
          Rig rig = new Rig(service.address());
          RawClient client = rig.client()) {
        client.send(Rig.post("/p", "m"));
        // Where the fault came with the head, the client may have got nothing at all.
        assertThat(client.rest()).doesNotEndWith("0\r\n\r\n").doesNotContain("zz");
        assertThat(rig.exchange.next()).startsWith("unanswered: ");
      }
    }
  }

  @Test
  void hopByHopFieldsAndOtherDoorsAreNotToldOn() throws Exception {
    try (ScriptedService service =
            ScriptedService.answering(
                "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=5\r\nConnection: X-Hop\r\nX-Hop: 1\r\n"
                    + "Alt-Svc: h3=\":443\"\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n"
                    + "Content-Length: 2\r\n\r\nok");
        Rig rig = new Rig(service.address());
        RawClient client = rig.client()) {
      client.send(Rig.post("/p", "m"));
      assertThat(client.response().toLowerCase(java.util.Locale.ROOT))
          .contains("set-cookie: a=1\r\nset-cookie: b=2\r\n")
          .doesNotContain("keep-alive", "x-hop", "alt-svc");
    }
  }
}
