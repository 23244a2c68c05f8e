package org.lockkeeper.proxy.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lockkeeper.proxy.codec.Interest;

/** A gateway with next to no heap passes a gibibyte each way. */
@Tag("storm")
final class FlatMemoryTest {

  private static final long SIZE = 1L << 30;

  @Test
  void aGibibytePassesEachWayThroughASmallHeap() throws Exception {
    try (ScriptedService service =
        ScriptedService.of(
            talk -> {
              talk.head();
              talk.skip(SIZE);
              talk.say("HTTP/1.1 200 OK\r\nContent-Length: " + SIZE + "\r\n\r\n");
              byte[] part = new byte[1 << 16];
              for (long i = 0; i < SIZE; i += part.length) {
                talk.say(part);
              }
            })) {
      Process gateway =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx64m",
                  "-XX:MaxDirectMemorySize=64m",
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Gateway.class.getName(),
                  service.address().toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (BufferedReader said =
          new BufferedReader(
              new InputStreamReader(gateway.getInputStream(), StandardCharsets.UTF_8))) {
        int port = Integer.parseInt(said.readLine());
        try (RawClient client = new RawClient(new InetSocketAddress("127.0.0.1", port))) {
          client.send(Rig.request("POST /big", "Content-Length: " + SIZE));
          byte[] part = new byte[1 << 16];
          for (long i = 0; i < SIZE; i += part.length) {
            client.send(part);
          }
          assertThat(client.head()).startsWith("HTTP/1.1 200 ");
          assertThat(client.skip(SIZE)).isEqualTo(SIZE);
        }
      } finally {
        gateway.destroy();
      }
    }
  }

  /** The child: a gateway that passes everything to one service. */
  static final class Gateway {
    public static void main(String[] arguments) throws Exception {
      Rig rig = new Rig(URI.create(arguments[0]));
      rig.exchange.interest = new Interest.PassThrough();
      System.out.println(rig.listener.address().getPort());
      Thread.currentThread().join();
    }

    private Gateway() {}
  }
}
