package org.lockkeeper.proxy.link;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.lockkeeper.link.ListFault;

/**
 * Gets the bytes of a list or its proof. Follows redirects that do not leave TLS; unpacks nothing
 * by itself. Blocks.
 */
final class ListFetch {

  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int OK = 200;

  /** RFC 1952 §2.3.1. */
  private static final int GZIP_1 = 0x1F;

  private static final int GZIP_2 = 0x8B;

  private final long most;

  /**
   * @param most bytes taken, packed and unpacked
   */
  ListFetch(long most) {
    this.most = most;
  }

  /**
   * All bytes from a place.
   *
   * @throws IOException if they cannot be had
   * @throws ListFault if they are more than are taken
   */
  byte[] bytes(ListSource.From from) throws IOException {
    return switch (from) {
      case ListSource.From.File(var path) -> {
        try (InputStream in = Files.newInputStream(path)) {
          yield limited(in);
        }
      }
      case ListSource.From.Web(URI address) -> web(address);
    };
  }

  /** Text as it is, or unpacked where it begins as gzip does. */
  byte[] unpacked(byte[] bytes) throws IOException {
    boolean packed = bytes.length > 2 && (bytes[0] & 0xFF) == GZIP_1 && (bytes[1] & 0xFF) == GZIP_2;
    if (!packed) {
      return bytes;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return limited(in);
    } catch (ZipException | EOFException damaged) {
      throw new ListFault("it cannot be unpacked: " + damaged.getMessage());
    }
  }

  private byte[] web(URI address) throws IOException {
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWER).build();
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = new BufferedInputStream(response.body())) {
        if (response.statusCode() != OK) {
          throw new IOException(address.getHost() + " answered " + response.statusCode());
        }
        return limited(body);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while fetching from " + address.getHost());
    }
  }

  private byte[] limited(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, most + 1));
    if (bytes.length > most) {
      throw new ListFault("it is longer than %,d bytes; raise urls.bytes".formatted(most));
    }
    return bytes;
  }
}
