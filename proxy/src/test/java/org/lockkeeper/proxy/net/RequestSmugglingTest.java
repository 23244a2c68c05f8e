package org.lockkeeper.proxy.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockkeeper.proxy.codec.Interest;

/**
 * Requests that two readers could take for different ones. Each is followed by a second request
 * that must never be heard of, and is tried held and streamed, whole and byte by byte.
 */
final class RequestSmugglingTest {

  private static final String HIDDEN = "GET /hidden HTTP/1.1\r\nHost: chat.test\r\n\r\n";

  static Stream<Arguments> doubtful() {
    return Stream.of(
        // Framing (RFC 9112 §6)
        refused("length and chunked", 400, post("Content-Length: 4", "TE: chunked")),
        refused("chunked and length", 400, post("TE: chunked", "Content-Length: 4")),
        refused("two lengths", 400, post("Content-Length: 5", "Content-Length: 6")),
        refused("the same length twice", 400, post("Content-Length: 5", "Content-Length: 5")),
        refused("a list of lengths", 400, post("Content-Length: 5, 5")),
        refused("a list of two lengths", 400, post("Content-Length: 5, 6")),
        refused("a length with a sign", 400, post("Content-Length: +5")),
        refused("a negative length", 400, post("Content-Length: -5")),
        refused("a length with an underscore", 400, post("Content-Length: 0_0")),
        refused("a length in hex", 400, post("Content-Length: 0x5")),
        refused("a length in words", 400, post("Content-Length: five")),
        refused("a length of 2^64", 400, post("Content-Length: 18446744073709551616")),
        refused("a length of 2^64+5", 400, post("Content-Length: 18446744073709551621")),
        refused("an empty length", 400, post("Content-Length: ")),
        refused("a length with a space in it", 400, post("Content-Length: 1 0")),
        refused("a length in other digits", 400, post("Content-Length: \u00b2")),
        refused("a length with a vertical tab", 400, post("Content-Length: \u000b5")),
        refused("a length with a fraction", 400, post("Content-Length: 5.0")),
        refused("two codings", 400, post("TE: chunked", "TE: chunked")),
        refused("chunked twice in a list", 400, post("TE: chunked, chunked")),
        refused("chunked not last", 400, post("TE: chunked, identity")),
        refused("chunked after gzip", 501, post("TE: gzip, chunked")),
        refused("identity", 400, post("TE: identity")),
        refused("an unknown coding", 400, post("TE: xchunked")),
        refused("chunked with a parameter", 400, post("TE: chunked;q=1")),
        refused("chunked in quotes", 400, post("TE: \"chunked\"")),
        refused("chunked with a tail", 400, post("TE: chunkedx")),
        refused("chunked with a NUL", 400, post("TE: chunked\0")),
        refused("chunked with a vertical tab", 400, post("TE: \u000bchunked")),
        refused("an empty coding and a length", 400, post("TE: ", "Content-Length: 5")),
        refused(
            "chunked in HTTP/1.0",
            400,
            "POST / HTTP/1.0\r\nHost: chat.test\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        // Chunks (RFC 9112 §7.1)
        refused("a chunk size with a sign", 400, chunks("+5\r\nhello\r\n0\r\n\r\n")),
        refused("a negative chunk size", 400, chunks("-5\r\nhello\r\n0\r\n\r\n")),
        refused("a chunk size with 0x", 400, chunks("0x5\r\nhello\r\n0\r\n\r\n")),
        refused("a chunk size that overflows", 400, chunks("100000005\r\nhello\r\n0\r\n\r\n")),
        refused("a chunk size with an underscore", 400, chunks("0_5\r\nhello\r\n0\r\n\r\n")),
        refused("an empty chunk size", 400, chunks("\r\nhello\r\n0\r\n\r\n")),
        refused("a chunk longer than its size", 400, chunks("3\r\nhello\r\n0\r\n\r\n")),
        refused("a chunk that ends in a bare LF", 400, chunks("5\r\nhello\n0\r\n\r\n")),
        refused("a size that ends in a bare LF", 400, chunks("5\nhello\r\n0\r\n\r\n")),
        refused("a line break in an extension", 400, chunks("5;a=\"\n\"\r\nhello\r\n0\r\n\r\n")),
        refused("a trailer named Host", 400, chunks("0\r\nHost: evil\r\n\r\n")),
        refused("a trailer named Authorization", 400, chunks("0\r\nAuthorization: x\r\n\r\n")),
        refused("a trailer that imitates", 400, chunks("0\r\nContent_Length: 5\r\n\r\n")),
        refused("a trailer without a colon", 400, chunks("0\r\nnonsense\r\n\r\n")),
        // Fields (RFC 9112 §5)
        refused("a space before the colon", 400, get("X-A : 1")),
        refused("a space before the colon of the length", 400, post("Content-Length : 5")),
        refused("a tab before the colon", 400, get("X-A\t: 1")),
        refused("no colon", 400, get("nonsense")),
        refused("an empty name", 400, get(": 1")),
        refused("a name with a parenthesis", 400, get("X(A): 1")),
        refused("a name with a byte over 127", 400, get("X\u00e9: 1")),
        refused("a NUL in a value", 400, get("X-A: a\0b")),
        refused("a bare CR in a value", 400, get("X-A: a\rb")),
        refused("a bare CR that hides a field", 400, get("X-A: a\rContent-Length: 5")),
        refused("a DEL in a value", 400, get("X-A: a\u007fb")),
        refused("a bare LF between fields", 400, "GET / HTTP/1.1\nHost: chat.test\r\n\r\n"),
        refused("a folded first field", 400, "GET / HTTP/1.1\r\n Host: chat.test\r\n\r\n"),
        refused("Content_Length", 400, post("Content_Length: 5")),
        refused("Transfer_Encoding", 400, post("Transfer_Encoding: chunked")),
        refused("X_Forwarded_For", 400, get("X_Forwarded_For: 1.2.3.4")),
        // Host (RFC 9112 §3.2)
        refused("no host", 400, "GET / HTTP/1.1\r\n\r\n"),
        refused("no host in 1.0", 400, "GET / HTTP/1.0\r\n\r\n"),
        refused("two hosts", 400, get("Host: chat.test")),
        refused("two other hosts", 400, get("Host: evil.test")),
        refused("an empty host", 400, "GET / HTTP/1.1\r\nHost: \r\n\r\n"),
        refused("a list of hosts", 400, host("chat.test, evil.test")),
        refused("a host with a path", 400, host("chat.test/x")),
        refused("a host with a user", 400, host("chat.test@evil.test")),
        refused("a host with a space", 400, host("chat.test evil")),
        refused("a host with a bad port", 400, host("chat.test:99999")),
        refused("a host with a port of words", 400, host("chat.test:http")),
        refused("a host with an unclosed bracket", 400, host("[::1")),
        refused(
            "another authority", 400, "GET http://evil.test/ HTTP/1.1\r\nHost: chat.test\r\n\r\n"),
        refused(
            "a user in the target",
            400,
            "GET http://a@chat.test/ HTTP/1.1\r\nHost: chat.test\r\n\r\n"),
        refused("an unknown host", 421, host("other.test")),
        // First line (RFC 9112 §3)
        refused("HTTP/2.0", 505, line("GET / HTTP/2.0")),
        refused("HTTP/1.2", 505, line("GET / HTTP/1.2")),
        refused("HTTP/0.9", 505, line("GET / HTTP/0.9")),
        refused("no version", 400, line("GET /")),
        refused("http in lower case", 400, line("GET / http/1.1")),
        refused("a version with more digits", 400, line("GET / HTTP/1.10")),
        refused("another protocol", 400, line("GET / ICY/1.1")),
        refused("a method with a colon", 400, line("GE:T / HTTP/1.1")),
        refused("a method with a byte over 127", 400, line("G\u00cbT / HTTP/1.1")),
        refused("CONNECT", 501, line("CONNECT chat.test:443 HTTP/1.1")),
        refused("TRACE", 501, line("TRACE / HTTP/1.1")),
        refused("a target that is a star", 400, line("OPTIONS * HTTP/1.1")),
        refused("a target without a slash", 400, line("GET posts HTTP/1.1")),
        refused("a control byte in the target", 400, line("GET /a\u0001b HTTP/1.1")),
        refused("a NUL in the target", 400, line("GET /a\0b HTTP/1.1")),
        refused("a byte over 127 in the target", 400, line("GET /\u00e9 HTTP/1.1")),
        refused("a fragment in the target", 400, line("GET /a#b HTTP/1.1")),
        refused("a backslash in the target", 400, line("GET /a\\b HTTP/1.1")),
        refused("a space in the target", 400, line("GET /a b HTTP/1.1")),
        refused("dot segments", 400, line("GET /a/../posts HTTP/1.1")),
        refused("encoded dot segments", 400, line("GET /a/%2e%2E/posts HTTP/1.1")),
        refused("an encoded NUL", 400, line("GET /a%00 HTTP/1.1")),
        refused("an encoded line break", 400, line("GET /a%0d%0aX:1 HTTP/1.1")),
        refused("a broken escape", 400, line("GET /a%2 HTTP/1.1")),
        refused("another expectation", 417, post("Expect: 200-ok", "Content-Length: 5")),
        // Size
        refused("a long target", 414, line("GET /" + "a".repeat(9000) + " HTTP/1.1")),
        refused("a large head", 431, get("X-A: " + "a".repeat(40_000))),
        refused("a flood of fields", 431, get("X-A: 1\r\n".repeat(150) + "X-B: 2")));
  }

  private static Arguments refused(String name, int status, String text) {
    return Arguments.of(name, status, text.replace("TE:", "Transfer-Encoding:"));
  }

  private static String post(String... fields) {
    return Rig.request("POST /", fields) + "hello";
  }

  private static String chunks(String chunks) {
    return Rig.request("POST /", "Transfer-Encoding: chunked") + chunks;
  }

  private static String get(String field) {
    return Rig.request("GET /", field);
  }

  private static String host(String host) {
    return "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
  }

  private static String line(String line) {
    return line + "\r\nHost: chat.test\r\n\r\n";
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  final class Held extends Cases {
    Held() throws Exception {
      super(new Interest.Hold(1 << 20, true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.lockkeeper.proxy.net.RequestSmugglingTest#doubtful")
    void refusedAndClosed(String name, int status, String text) throws Exception {
      check(status, text);
      assertThat(service.connections()).isZero();
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  final class Streamed extends Cases {
    Streamed() throws Exception {
      super(new Interest.PassThrough());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.lockkeeper.proxy.net.RequestSmugglingTest#doubtful")
    void refusedAndClosed(String name, int status, String text) throws Exception {
      check(status, text);
    }
  }

  /** One rig for all cases of one manner. */
  abstract static sealed class Cases permits Held, Streamed {
    final ScriptedService service;
    final Rig rig;

    Cases(Interest interest) throws Exception {
      service =
          ScriptedService.of(
              talk -> {
                // It never answers, so that what the client hears is the gateway's own.
                while (talk.request() != null) {}
              });
      rig = new Rig(service.address());
      rig.exchange.interest = interest;
    }

    @BeforeAll
    void watch() {
      Leaks.watch();
    }

    void check(int status, String text) throws Exception {
      for (boolean dribble : new boolean[] {false, text.length() < 2000}) {
        try (RawClient client = rig.client()) {
          try {
            if (dribble) {
              client.dribble(text + HIDDEN);
            } else {
              client.send(text + HIDDEN);
            }
          } catch (java.io.IOException refusedEarly) {
            // The answer is there all the same.
          }
          assertThat(client.rest())
              .startsWith("HTTP/1.1 " + status + " ")
              .containsIgnoringCase("connection: close")
              .containsOnlyOnce("HTTP/1.1 ");
        }
      }
      assertThat(rig.exchange.begun).noneMatch(head -> head.path().equals("/hidden"));
      assertThat(service.received).noneMatch(one -> one.line().contains("hidden"));
      assertThat(rig.events).noneMatch(event -> event.startsWith("broken"));
    }

    @AfterAll
    void close() throws Exception {
      rig.close();
      service.close();
      Leaks.check();
    }
  }
}
