package org.lockkeeper.proxy.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A cable to one member that can be pulled out and put back. */
final class Relay implements AutoCloseable {

  private static final int BACKLOG = 50;

  private final ServerSocket front;
  private final int behind;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean connected = true;

  Relay() {
    try {
      front = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
      try (ServerSocket probe = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
        behind = probe.getLocalPort();
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** Where others find the member. */
  String address() {
    return "127.0.0.1:" + front.getLocalPort();
  }

  /** Where the member listens. */
  int behind() {
    return behind;
  }

  void pull() {
    connected = false;
    open.forEach(Relay::hangUp);
  }

  void plug() {
    connected = true;
  }

  @Override
  public void close() {
    pull();
    try {
      front.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket here = front.accept();
        open.add(here);
        if (!connected) {
          hangUp(here);
          continue;
        }
        Socket there = new Socket(InetAddress.getLoopbackAddress(), behind);
        open.add(there);
        here.setTcpNoDelay(true);
        there.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> copy(here, there));
        Thread.ofVirtual().start(() -> copy(there, here));
        if (!connected) {
          pull();
        }
      }
    } catch (IOException closed) {
      if (!front.isClosed()) {
        accept();
      }
    }
  }

  private void copy(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      var unused = in.transferTo(out);
    } catch (IOException _) {
      // The cable was pulled, or an end hung up: both ends hear of it.
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
