package org.lockkeeper.archive.seal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A time-stamp authority at a URL (RFC 3161 §3.4: one POST). */
public final class HttpTimeStampService implements TimeStampService {

  private final HttpClient client;
  private final URI authority;
  private final Duration patience;

  /**
   * @param patience how long one answer may take
   */
  public HttpTimeStampService(HttpClient client, URI authority, Duration patience) {
    this.client = client;
    this.authority = authority;
    this.patience = patience;
  }

  @Override
  public byte[] answer(byte[] request) throws IOException {
    HttpRequest post =
        HttpRequest.newBuilder(authority)
            .timeout(patience)
            .header("Content-Type", "application/timestamp-query")
            .header("Accept", "application/timestamp-reply")
            .POST(HttpRequest.BodyPublishers.ofByteArray(request))
            .build();
    try {
      HttpResponse<InputStream> response =
          client.send(post, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw new IOException(
              "the time-stamp authority " + authority + " answers " + response.statusCode());
        }
        byte[] bytes = body.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
          throw new IOException(
              "the time-stamp authority " + authority + " answers more than " + LARGEST + " bytes");
        }
        return bytes;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + authority);
    }
  }

  // A token with a chain of certificates is some 6 KiB; one with revocation lists some hundred.
  private static final int LARGEST = 1 << 20;
}
