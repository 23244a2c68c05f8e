package org.lockkeeper.tests.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.lockkeeper.message.Digest;
import org.lockkeeper.tests.load.ChatTexts;
import org.lockkeeper.tests.service.Account;
import org.lockkeeper.tests.service.Json;

/**
 * Sends messages as Mattermost posts over several connections, on each one after the other, and
 * keeps what was accepted. Message {@code n} goes over connection {@code n} modulo their number.
 */
public final class ReplayClient {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI server;
  private final SSLContext trust;
  private final Function<ChatTexts.Message, Account> senders;
  private final int connections;

  /**
   * A client.
   *
   * @param senders whose session sends a message
   */
  public ReplayClient(
      URI server, SSLContext trust, Function<ChatTexts.Message, Account> senders, int connections) {
    this.server = server;
    this.trust = trust;
    this.senders = senders;
    this.connections = connections;
  }

  /**
   * What became of a replay.
   *
   * @param accepted answered with 201, by connection and place
   * @param refused answers other than 201: status and body
   * @param broken how many connections ended before their messages did
   */
  public record Outcome(List<Accepted> accepted, List<String> refused, int broken) {

    public Outcome {
      accepted = List.copyOf(accepted);
      refused = List.copyOf(refused);
    }
  }

  /**
   * Sends all messages and waits for the last answer. A connection that breaks sends no more.
   *
   * @param seen told of each acceptance as it comes, from several threads
   */
  public Outcome send(List<ChatTexts.Message> messages, Consumer<Accepted> seen)
      throws InterruptedException {
    List<Lane> lanes = new ArrayList<>();
    var done = new CountDownLatch(connections);
    for (int number = 0; number < connections; number++) {
      var lane = new Lane(number, messages, seen);
      lanes.add(lane);
      Thread.ofVirtual()
          .name("replay-" + number)
          .start(
              () -> {
                try {
                  lane.send();
                } finally {
                  done.countDown();
                }
              });
    }
    done.await();
    List<Accepted> accepted = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    int broken = 0;
    for (Lane lane : lanes) {
      lane.raise();
      accepted.addAll(lane.accepted);
      refused.addAll(lane.refused);
      broken += lane.broken.get() ? 1 : 0;
    }
    return new Outcome(accepted, refused, broken);
  }

  /** The body of a message's post. Its id makes it like no other. */
  public static byte[] body(ChatTexts.Message message) {
    return Json.object()
        .put("channel_id", channelId(message.channel()))
        .put("message", message.text())
        .put("root_id", "")
        .put("pending_post_id", message.id())
        .toString()
        .getBytes(UTF_8);
  }

  private static byte[] request(URI server, Account sender, byte[] body) {
    byte[] head =
        ("POST /api/v4/posts HTTP/1.1\r\nHost: "
                + server.getAuthority()
                + "\r\nAuthorization: Bearer "
                + sender.token()
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(UTF_8);
    byte[] whole = new byte[head.length + body.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(body, 0, whole, head.length, body.length);
    return whole;
  }

  /** Mattermost's ids are 26 characters of a small alphabet. */
  private static String channelId(String name) {
    return Digest.of(name.getBytes(UTF_8)).toString().substring(0, 26);
  }

  /** One connection's share. */
  private final class Lane {
    private final int number;
    private final List<ChatTexts.Message> messages;
    private final Consumer<Accepted> seen;
    private final List<Accepted> accepted = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final AtomicBoolean broken = new AtomicBoolean();
    private final AtomicReference<RuntimeException> fault = new AtomicReference<>();

    Lane(int number, List<ChatTexts.Message> messages, Consumer<Accepted> seen) {
      this.number = number;
      this.messages = messages;
      this.seen = seen;
    }

    void send() {
      try (var connection = TlsConnection.open(server, trust, PATIENCE)) {
        int place = 0;
        for (int at = number; at < messages.size(); at += connections) {
          ChatTexts.Message message = messages.get(at);
          byte[] body = body(message);
          var answer = connection.exchange(request(server, senders.apply(message), body));
          if (answer.status() != 201) {
            refused.add(answer.status() + " " + answer.text());
            continue;
          }
          var one = new Accepted(number, place++, message.id(), message.text(), Digest.of(body));
          accepted.add(one);
          seen.accept(one);
        }
      } catch (IOException ended) {
        broken.set(true);
      } catch (RuntimeException wrong) {
        fault.set(wrong);
      }
    }

    /** A fault of the test itself is not taken for a broken connection. */
    void raise() {
      RuntimeException wrong = fault.get();
      if (wrong != null) {
        throw wrong;
      }
    }
  }
}
