package org.lockkeeper.proxy.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way to one member, which can be barred to some of the others by the address they have. */
final class Relay implements AutoCloseable {

  private static final int BACKLOG = 50;

  private final ServerSocket front;
  private final InetAddress home;
  private final int behind;
  private final Set<InetAddress> barred = ConcurrentHashMap.newKeySet();

  /** Open connections, and who came by them. */
  private final Map<Socket, InetAddress> open = new ConcurrentHashMap<>();

  /**
   * A way.
   *
   * @param home the loopback address of the member behind it
   */
  Relay(InetAddress home) {
    this.home = home;
    try {
      front = new ServerSocket(0, BACKLOG, home);
      try (ServerSocket probe = new ServerSocket(0, BACKLOG, home)) {
        behind = probe.getLocalPort();
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** Where others find the member. */
  String address() {
    return home.getHostAddress() + ":" + front.getLocalPort();
  }

  InetAddress home() {
    return home;
  }

  /** Where the member listens. */
  int behind() {
    return behind;
  }

  /** Nobody from there comes through any more. */
  void bar(InetAddress from) {
    barred.add(from);
    open.forEach(
        (socket, who) -> {
          if (who.equals(from)) {
            hangUp(socket);
          }
        });
  }

  void clear() {
    barred.clear();
  }

  @Override
  public void close() {
    try {
      front.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    open.keySet().forEach(Relay::hangUp);
  }

  private void accept() {
    while (!front.isClosed()) {
      try {
        join(front.accept());
      } catch (IOException _) {
        // Closed, or the member behind is not there: whoever came hears of it.
      }
    }
  }

  private void join(Socket here) throws IOException {
    InetAddress from = here.getInetAddress();
    open.put(here, from);
    Socket there = new Socket();
    open.put(there, from);
    try {
      there.connect(new java.net.InetSocketAddress(home, behind));
      here.setTcpNoDelay(true);
      there.setTcpNoDelay(true);
    } catch (IOException absent) {
      hangUp(here);
      open.remove(here);
      open.remove(there);
      throw absent;
    }
    Thread.ofVirtual().start(() -> copy(here, there));
    Thread.ofVirtual().start(() -> copy(there, here));
    // After it is on the list: barred meanwhile, it would have been missed.
    if (barred.contains(from)) {
      hangUp(here);
      hangUp(there);
    }
  }

  private void copy(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      var unused = in.transferTo(out);
    } catch (IOException _) {
      // The way was barred, or an end hung up: both ends hear of it.
    } finally {
      hangUp(from);
      hangUp(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private static void hangUp(Socket socket) {
    try {
      socket.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
