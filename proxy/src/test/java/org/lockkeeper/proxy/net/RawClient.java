package org.lockkeeper.proxy.net;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A client on a raw socket, so that it can send what no HTTP library would. */
final class RawClient implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;

  RawClient(InetSocketAddress address) throws IOException {
    this(new Socket(address.getAddress(), address.getPort()));
  }

  RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
    in = new BufferedInputStream(socket.getInputStream());
  }

  Socket socket() {
    return socket;
  }

  RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Sends one byte a write. */
  RawClient dribble(String text) throws IOException {
    for (byte one : text.getBytes(StandardCharsets.ISO_8859_1)) {
      socket.getOutputStream().write(one);
      socket.getOutputStream().flush();
    }
    return this;
  }

  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** One response, its body by length, by chunks (kept as sent) or until the end. */
  String response() throws IOException {
    return response(false);
  }

  String response(boolean toHead) throws IOException {
    String head = head();
    if (head.isEmpty()) {
      return "";
    }
    String lower = head.toLowerCase(Locale.ROOT);
    String status = head.substring(9, 12);
    if (toHead || status.startsWith("1") || status.equals("204") || status.equals("304")) {
      return head;
    }
    int at = lower.indexOf("\r\ncontent-length: ");
    if (at >= 0) {
      int length = Integer.parseInt(lower.substring(at + 18, lower.indexOf("\r\n", at + 2)));
      return head + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }
    if (lower.contains("\r\ntransfer-encoding: chunked")) {
      return head + until("\r\n\r\n", true);
    }
    return head + rest();
  }

  String head() throws IOException {
    return until("\r\n\r\n", false);
  }

  private String until(String end, boolean chunks) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      bytes.write(b);
      String text = bytes.toString(StandardCharsets.ISO_8859_1);
      if (text.endsWith(end) && (!chunks || text.contains("0\r\n"))) {
        return text;
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  /** Everything to the connection's end; a reset counts as the end. */
  String rest() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      for (int b = in.read(); b >= 0; b = in.read()) {
        bytes.write(b);
      }
    } catch (IOException reset) {
      // The end, too.
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  int read() throws IOException {
    return in.read();
  }

  long skip(long count) throws IOException {
    byte[] part = new byte[1 << 16];
    long left = count;
    while (left > 0) {
      int n = in.read(part, 0, (int) Math.min(part.length, left));
      if (n < 0) {
        break;
      }
      left -= n;
    }
    return count - left;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
