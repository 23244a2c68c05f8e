package org.lockkeeper.proxy.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one door: every request passes here before any page is built, and every answer leaves with
 * the headers that keep a browser from being turned against the console.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class AccessFilter {

  // Scripts, styles and forms from here only, and no inline script: text that slipped through as
  // markup still could not run (CSP level 3).
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final Access access;

  AccessFilter(Access access) {
    this.access = access;
  }

  /** Answers in place of the page where the request may not have it; null lets it through. */
  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Nullable MutableHttpResponse<?> check(HttpRequest<?> request) {
    MutableHttpResponse<?> refusal = refusal(request);
    if (refusal != null) {
      harden(refusal);
    }
    return refusal;
  }

  /** Sets the protective headers on whatever goes out. */
  @ResponseFilter
  void harden(MutableHttpResponse<?> response) {
    response
        .getHeaders()
        .set("Content-Security-Policy", CONTENT_POLICY)
        .set("X-Content-Type-Options", "nosniff")
        .set("X-Frame-Options", "DENY")
        // Not "no-referrer": a browser then sends its own forms with "Origin: null" (Fetch §3.1).
        .set("Referrer-Policy", "same-origin")
        .set("Cross-Origin-Opener-Policy", "same-origin")
        .set("Cross-Origin-Resource-Policy", "same-origin");
    // What was written in confidence shall not lie in a browser's cache after log-out.
    if (!response.getHeaders().contains(HttpHeaders.CACHE_CONTROL)) {
      response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
    }
  }

  private @Nullable MutableHttpResponse<?> refusal(HttpRequest<?> request) {
    String host = request.getHeaders().get(HttpHeaders.HOST);
    if (host == null || !access.isOurName(host)) {
      return plain(
          HttpStatus.MISDIRECTED_REQUEST,
          "This console does not answer to that host name. Use localhost, or add the name to the"
              + " console's names in the configuration.");
    }
    if (!isRead(request) && isForeign(request, host)) {
      return plain(HttpStatus.FORBIDDEN, "This form was sent by another site.");
    }
    String path = request.getPath();
    if (path.equals("/login") || path.startsWith("/assets/")) {
      return null;
    }
    // Scrapers and load balancers on this machine; they learn counts and states, never a message.
    if ((path.equals("/health") || path.equals("/metrics")) && isLocal(request)) {
      return null;
    }
    if (LogInController.session(request).filter(access.logIns()::holds).isPresent()) {
      return null;
    }
    if (path.startsWith("/api/") || path.equals("/health") || path.equals("/metrics")) {
      return basic(request);
    }
    return HttpResponse.seeOther(logInPage(request));
  }

  private @Nullable MutableHttpResponse<?> basic(HttpRequest<?> request) {
    Optional<String> password = basicPassword(request);
    if (password.isEmpty()) {
      return askForPassword(request, "Log in, or send the console's password with HTTP Basic.");
    }
    return switch (access.guess(peer(request), password.get())) {
      case Access.Outcome.Right _ -> null;
      case Access.Outcome.Wrong _ -> askForPassword(request, "That is not the password.");
      case Access.Outcome.Wait wait ->
          json(HttpStatus.TOO_MANY_REQUESTS, LogInController.tooMany(wait.time()))
              .header(HttpHeaders.RETRY_AFTER, Long.toString(wait.time().toSeconds() + 1));
    };
  }

  private static MutableHttpResponse<?> askForPassword(HttpRequest<?> request, String why) {
    MutableHttpResponse<?> response = json(HttpStatus.UNAUTHORIZED, why);
    // A page's own script gets no challenge, or the browser would open its password box over it.
    return request.getHeaders().contains("Sec-Fetch-Mode")
        ? response
        : response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Lockkeeper console\"");
  }

  /** The password of an Authorization header (RFC 7617); any user name will do. */
  private static Optional<String> basicPassword(HttpRequest<?> request) {
    String header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    try {
      String pair =
          new String(
              Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static boolean isRead(HttpRequest<?> request) {
    return request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
  }

  /** Whether the browser says that another site's page sent this (RFC 6454, Fetch metadata). */
  private static boolean isForeign(HttpRequest<?> request, String host) {
    String site = request.getHeaders().get("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return true;
    }
    String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
    return origin != null && !origin.endsWith("://" + host);
  }

  private static boolean isLocal(HttpRequest<?> request) {
    return peer(request).isLoopbackAddress();
  }

  static InetAddress peer(HttpRequest<?> request) {
    return request.getRemoteAddress().getAddress();
  }

  private static URI logInPage(HttpRequest<?> request) {
    String wanted = request.getUri().toString();
    return URI.create(
        wanted.equals("/") || !isRead(request)
            ? "/login"
            : "/login?next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
  }

  private static MutableHttpResponse<String> plain(HttpStatus status, String text) {
    return HttpResponse.<String>status(status).body(text + "\n").contentType(MediaType.TEXT_PLAIN);
  }

  private static MutableHttpResponse<Answers.Refusal> json(HttpStatus status, String error) {
    return HttpResponse.<Answers.Refusal>status(status)
        .body(new Answers.Refusal(error, Optional.empty()))
        .contentType(MediaType.APPLICATION_JSON);
  }
}
