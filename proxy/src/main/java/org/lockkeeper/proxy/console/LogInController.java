package org.lockkeeper.proxy.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Logging in and out. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class LogInController {

  /** The cookie of a log-in. */
  static final String SESSION = "lockkeeper-console";

  // The cookie that ties the log-in form to a browser that is not logged in yet.
  private static final String VISIT = "lockkeeper-visit";

  private final Access access;
  private final Pages pages;

  LogInController(Access access, Pages pages) {
    this.access = access;
    this.pages = pages;
  }

  @Get("/login")
  MutableHttpResponse<String> form(
      HttpRequest<?> request, @QueryValue(defaultValue = "/") String next) {
    return form(HttpStatus.OK, request, next, "");
  }

  @Post("/login")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  MutableHttpResponse<?> logIn(HttpRequest<?> request, @Body Map<String, Object> fields) {
    String next = field(fields, "next");
    if (!access.forms().fits(cookie(request, VISIT).orElse(""), field(fields, "token"))) {
      return form(
          HttpStatus.FORBIDDEN, request, next, "This form was out of date. Please try once more.");
    }
    return switch (access.guess(AccessFilter.peer(request), field(fields, "password"))) {
      case Access.Outcome.Right _ ->
          HttpResponse.seeOther(URI.create(local(next)))
              .cookie(cookie(SESSION, access.logIns().open()))
              .cookie(cookie(VISIT, "").maxAge(0));
      case Access.Outcome.Wrong _ ->
          form(HttpStatus.UNAUTHORIZED, request, next, "That is not the password.");
      case Access.Outcome.Wait wait ->
          form(HttpStatus.TOO_MANY_REQUESTS, request, next, tooMany(wait.time()))
              .header(HttpHeaders.RETRY_AFTER, Long.toString(wait.time().toSeconds() + 1));
    };
  }

  @Post("/logout")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  MutableHttpResponse<?> logOut(HttpRequest<?> request, @Body Map<String, Object> fields) {
    String session = session(request).orElse("");
    if (!access.forms().fits(session, field(fields, "token"))) {
      return pages.error(
          HttpStatus.FORBIDDEN,
          "This form was out of date",
          "Nothing was done. Go back, reload the page and try once more.");
    }
    access.logIns().close(session);
    return HttpResponse.seeOther(URI.create("/login")).cookie(cookie(SESSION, "").maxAge(0));
  }

  /** The token of the log-in a request shows, whether or not it still holds. */
  static Optional<String> session(HttpRequest<?> request) {
    return cookie(request, SESSION);
  }

  static String tooMany(Duration wait) {
    return "Too many wrong passwords. Wait " + (wait.toSeconds() + 1) + " s and try again.";
  }

  private MutableHttpResponse<String> form(
      HttpStatus status, HttpRequest<?> request, String next, String error) {
    String visit =
        cookie(request, VISIT).filter(value -> !value.isEmpty()).orElseGet(access::visit);
    return pages
        .render(
            status,
            "login.jte",
            Map.of("token", access.forms().of(visit), "next", local(next), "error", error))
        .cookie(cookie(VISIT, visit));
  }

  /** A path of this console; anything that could lead elsewhere becomes the home page. */
  static String local(String next) {
    boolean safe =
        next.startsWith("/")
            && !next.startsWith("//")
            && next.chars().allMatch(c -> c > ' ' && c < 0x7F && "\\\"<>^`{|}".indexOf(c) < 0);
    return safe ? next : "/";
  }

  private Cookie cookie(String name, String value) {
    return Cookie.of(name, value)
        .path("/")
        .httpOnly(true)
        .secure(access.tls())
        .sameSite(SameSite.Strict);
  }

  private static Optional<String> cookie(HttpRequest<?> request, String name) {
    return request.getCookies().findCookie(name).map(Cookie::getValue);
  }

  private static String field(Map<String, Object> fields, String name) {
    return fields.get(name) instanceof String value ? value : "";
  }
}
