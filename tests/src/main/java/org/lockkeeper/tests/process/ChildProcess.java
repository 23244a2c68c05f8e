package org.lockkeeper.tests.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A child process with its output in a file. Ended with this object; killed by its own id and no
 * other.
 */
public final class ChildProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final String name;
  private final Process process;
  private final Path log;

  private ChildProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /** Starts a command; both its outputs are appended to the log. */
  public static ChildProcess start(
      String name, Path log, Map<String, String> environment, List<String> command)
      throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().putAll(environment);
    return new ChildProcess(name, builder.start(), log);
  }

  /**
   * Waits until the process is ready.
   *
   * @throws IllegalStateException with the end of its log when it ended or took too long
   */
  public ChildProcess await(BooleanSupplier ready, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new IllegalStateException(
            name + " ended with " + process.exitValue() + ":\n" + logTail());
      }
      if (System.nanoTime() > deadline) {
        kill();
        throw new IllegalStateException(
            name + " was not ready after " + patience + ":\n" + logTail());
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    return this;
  }

  /** Waits until it listens on a loopback port. */
  public ChildProcess awaitPort(int port, Duration patience) {
    return await(() -> listens(port), patience);
  }

  /** Whether someone listens on a loopback port. */
  public static boolean listens(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException nobody) {
      return false;
    }
  }

  /** A loopback port nobody listened on a moment ago. */
  public static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  /** SIGKILL: no hook runs, no buffer is written. Returns when it is gone. */
  public void kill() {
    process.destroyForcibly();
    waitFor(PATIENCE);
  }

  /**
   * SIGTERM, then the exit code.
   *
   * @throws IllegalStateException when it does not end in time
   */
  public int end(Duration patience) {
    process.destroy();
    if (!waitFor(patience)) {
      kill();
      throw new IllegalStateException(name + " did not end in " + patience + ":\n" + logTail());
    }
    return process.exitValue();
  }

  /** Waits for it to end by itself. */
  public boolean waitFor(Duration patience) {
    try {
      return process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Its exit code, once it ended. */
  public int exitCode() {
    return process.exitValue();
  }

  /** Whether it runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** It and its descendants. */
  public ProcessTree tree() {
    return new ProcessTree(process.toHandle());
  }

  /** Everything it has written. */
  public String log() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  /** The end of what it has written, for a failure's message. */
  public String logTail() {
    String all = log();
    return all.substring(Math.max(0, all.length() - 4000));
  }

  @Override
  public void close() {
    tree().end(PATIENCE);
  }
}
