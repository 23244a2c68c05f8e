package org.lockkeeper.proxy.net;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/**
 * A service on raw sockets, so that it can answer what no HTTP library would. Each connection runs
 * the script; what it reads is kept for the test.
 */
final class ScriptedService implements AutoCloseable {

  /** What one connection does. */
  @FunctionalInterface
  interface Script {
    void run(Talk talk) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final boolean secure;
  private final AtomicInteger connections = new AtomicInteger();
  private final Semaphore ended = new Semaphore(0);
  private final List<Socket> open = new ArrayList<>();
  final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

  private ScriptedService(ServerSocketFactory factory, Script script) throws IOException {
    server = factory.createServerSocket(0, 128, InetAddress.getLoopbackAddress());
    secure = factory != ServerSocketFactory.getDefault();
    Thread.ofVirtual().start(() -> accept(script));
  }

  static ScriptedService of(Script script) throws IOException {
    return new ScriptedService(ServerSocketFactory.getDefault(), script);
  }

  static ScriptedService secure(ServerSocketFactory factory, Script script) throws IOException {
    return new ScriptedService(factory, script);
  }

  /** Answers every request of a connection with these bytes. */
  static ScriptedService answering(String response) throws IOException {
    return of(
        talk -> {
          while (talk.request() != null) {
            talk.say(response);
          }
        });
  }

  private void accept(Script script) {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.incrementAndGet();
        synchronized (open) {
          open.add(socket);
        }
        Thread.ofVirtual().start(() -> run(script, socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void run(Script script, Socket socket) {
    try (socket) {
      script.run(new Talk(socket));
    } catch (IOException | InterruptedException broken) {
      // What the test wanted, or its end.
    } finally {
      ended.release();
    }
  }

  URI address() {
    return URI.create((secure ? "https" : "http") + "://127.0.0.1:" + server.getLocalPort());
  }

  int connections() {
    return connections.get();
  }

  /** Waits until so many scripts have ended since the last wait. */
  void awaitEnds(int count) throws InterruptedException {
    if (!ended.tryAcquire(count, 10, TimeUnit.SECONDS)) {
      throw new AssertionError("the service's script did not end");
    }
  }

  Received next() throws InterruptedException {
    Received one = received.poll(10, TimeUnit.SECONDS);
    if (one == null) {
      throw new AssertionError("no request came to the service");
    }
    return one;
  }

  @Override
  public void close() throws IOException {
    server.close();
    synchronized (open) {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  /** One request as it came. */
  record Received(String head, String body, String trailers) {
    String line() {
      return head.substring(0, head.indexOf("\r\n"));
    }

    /** Every value of a field. */
    List<String> values(String name) {
      return head.lines()
          .skip(1)
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .toList();
    }
  }

  /** One connection, from the service's side. */
  final class Talk {
    private final InputStream in;
    private final OutputStream out;
    final Socket socket;

    Talk(Socket socket) throws IOException {
      this.socket = socket;
      in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      out = socket.getOutputStream();
    }

    /** Reads one request whole; null at the connection's end. */
    @org.jspecify.annotations.Nullable
    Received request() throws IOException {
      String head = head();
      if (head.isEmpty()) {
        return null;
      }
      Received one = body(head);
      received.add(one);
      return one;
    }

    void skipRequest() throws IOException {
      request();
    }

    String head() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        bytes.write(b);
        if (bytes.size() >= 4 && bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
          return bytes.toString(StandardCharsets.ISO_8859_1);
        }
      }
      return "";
    }

    Received body(String head) throws IOException {
      Received bare = new Received(head, "", "");
      List<String> lengths = bare.values("content-length");
      if (!lengths.isEmpty()) {
        byte[] body = in.readNBytes(Integer.parseInt(lengths.getFirst()));
        return new Received(head, new String(body, StandardCharsets.ISO_8859_1), "");
      }
      if (bare.values("transfer-encoding").isEmpty()) {
        return bare;
      }
      StringBuilder body = new StringBuilder();
      while (true) {
        int size = Integer.parseInt(line(), 16);
        if (size == 0) {
          break;
        }
        body.append(new String(in.readNBytes(size), StandardCharsets.ISO_8859_1));
        line();
      }
      StringBuilder trailers = new StringBuilder();
      for (String line = line(); !line.isEmpty(); line = line()) {
        trailers.append(line).append('\n');
      }
      return new Received(head, body.toString(), trailers.toString());
    }

    String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
        if (b != '\r') {
          line.append((char) b);
        }
      }
      return line.toString();
    }

    /** Reads and drops this many bytes. */
    void skip(long bytes) throws IOException {
      in.skipNBytes(bytes);
    }

    int read() throws IOException {
      return in.read();
    }

    void say(String text) throws IOException {
      say(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void say(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }
  }
}
