package org.lockkeeper.proxy.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets in, who does not, and what a browser is told. */
final class ConsoleAccessTest {
  private StartedConsole console;

  @BeforeEach
  void start() {
    console = new StartedConsole();
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void aStrangerIsSentToTheLogInPageAndBackAgainAfterwards() {
    HttpResponse<String> refused = console.get("/search?q=sluice%20gate");
    assertThat(refused.statusCode()).isEqualTo(303);
    String logIn = refused.headers().firstValue("Location").orElseThrow();
    assertThat(logIn).startsWith("/login?next=");

    HttpResponse<String> form = console.get(logIn);
    assertThat(form.body()).contains("value=\"/search?q=sluice%20gate\"");
    HttpResponse<String> in =
        console.post(
            "/login",
            StartedConsole.cookies(form),
            "token",
            StartedConsole.token(form),
            "next",
            "/search?q=sluice%20gate",
            "password",
            StartedConsole.PASSWORD);

    assertThat(in.statusCode()).isEqualTo(303);
    assertThat(in.headers().firstValue("Location")).contains("/search?q=sluice%20gate");
    assertThat(console.get("/search?q=sluice%20gate", StartedConsole.cookies(in)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void theSessionCookieIsOutOfReachOfScriptsAndOtherSites() {
    HttpResponse<String> in = console.tryPassword(StartedConsole.PASSWORD);

    assertThat(StartedConsole.setCookie(in, LogInController.SESSION).orElseThrow())
        .containsIgnoringCase("HttpOnly")
        .containsIgnoringCase("SameSite=Strict")
        .doesNotContainIgnoringCase("Secure");
  }

  @Test
  void behindTlsTheCookieIsForTlsOnly() {
    try (StartedConsole behindTls =
        new StartedConsole(
            new ConsoleSettings("127.0.0.1", 0, Set.of(), true, 1 << 14, Duration.ofMinutes(1)))) {
      HttpResponse<String> in = behindTls.tryPassword(StartedConsole.PASSWORD);
      assertThat(StartedConsole.setCookie(in, LogInController.SESSION).orElseThrow())
          .containsIgnoringCase("Secure");
    }
  }

  @Test
  void aWrongPasswordIsToldSoAndOpensNothing() {
    HttpResponse<String> answer = console.tryPassword("open-the-door");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("That is not the password.");
    assertThat(StartedConsole.setCookie(answer, LogInController.SESSION)).isEmpty();
  }

  @Test
  void guessingIsLockedOutEvenForTheRightPasswordUntilTimeHasPassed() {
    for (int n = 0; n < Guesses.FREE; n++) {
      assertThat(console.tryPassword("guess " + n).statusCode()).isEqualTo(401);
    }

    HttpResponse<String> locked = console.tryPassword(StartedConsole.PASSWORD);
    assertThat(locked.statusCode()).isEqualTo(429);
    assertThat(locked.headers().firstValue("Retry-After")).isPresent();
    assertThat(console.getWithPassword("/api/counters", StartedConsole.PASSWORD).statusCode())
        .isEqualTo(429);

    console.clock.pass(Guesses.LONGEST_WAIT);
    assertThat(console.tryPassword(StartedConsole.PASSWORD).statusCode()).isEqualTo(303);
  }

  @Test
  void aLogInEndsWhenIdle() {
    String cookie = console.logIn();
    console.clock.pass(Duration.ofMinutes(29));
    assertThat(console.get("/", cookie).statusCode()).isEqualTo(200);
    console.clock.pass(Duration.ofMinutes(29));
    assertThat(console.get("/", cookie).statusCode()).isEqualTo(200);
    console.clock.pass(Duration.ofMinutes(30));
    assertThat(console.get("/", cookie).statusCode()).isEqualTo(303);
  }

  @Test
  void loggingOutEndsTheLogInAndNeedsTheFormsToken() {
    String cookie = console.logIn();
    String token = StartedConsole.token(console.get("/", cookie));

    assertThat(console.post("/logout", cookie, "token", "made-up").statusCode()).isEqualTo(403);
    assertThat(console.post("/logout", cookie, "other", "field").statusCode()).isEqualTo(403);
    assertThat(console.get("/", cookie).statusCode()).isEqualTo(200);

    assertThat(console.post("/logout", cookie, "token", token).statusCode()).isEqualTo(303);
    assertThat(console.get("/", cookie).statusCode()).isEqualTo(303);
  }

  @Test
  void aLogInFormMadeUpByAnotherSiteIsRefused() {
    HttpResponse<String> mine = console.get("/login");
    HttpResponse<String> theirs = console.get("/login");

    HttpResponse<String> mixed =
        console.post(
            "/login",
            StartedConsole.cookies(mine),
            "token",
            StartedConsole.token(theirs),
            "password",
            StartedConsole.PASSWORD);
    assertThat(mixed.statusCode()).isEqualTo(403);
    assertThat(StartedConsole.setCookie(mixed, LogInController.SESSION)).isEmpty();
  }

  @Test
  void aFormSentFromAnotherOriginIsRefused() {
    HttpResponse<String> answer =
        console.send(
            "/login",
            request ->
                request
                    .header("Origin", "https://elsewhere.example")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("password=x")));
    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void onlyItsOwnNamesAreAnswered() throws IOException {
    assertThat(statusForHost("localhost:" + console.port())).isEqualTo(200);
    assertThat(statusForHost("127.0.0.1")).isEqualTo(200);
    assertThat(statusForHost("[::1]:" + console.port())).isEqualTo(200);
    assertThat(statusForHost("Console.Example")).isEqualTo(200);
    assertThat(statusForHost("rebound.example:" + console.port())).isEqualTo(421);
    assertThat(statusForHost("localhost.rebound.example")).isEqualTo(421);
    assertThat(statusForHost("")).isBetween(400, 421);
  }

  @Test
  void everyAnswerCarriesTheProtectiveHeaders() {
    String cookie = console.logIn();
    for (HttpResponse<String> answer :
        List.of(
            console.get("/login"),
            console.get("/", cookie),
            console.get("/"),
            console.get("/no-such-page", cookie),
            console.get("/api/counters"),
            console.get("/api/message/none", cookie),
            console.get("/assets/console.css"))) {
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .as("%s", answer.uri())
          .contains("default-src 'none'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
    }
  }

  @Test
  void noPageHasScriptOrStyleOfItsOwn() {
    String page = console.get("/", console.logIn()).body();
    assertThat(page).doesNotContain("<style", "style=\"", "onclick", "javascript:");
    assertThat(page.split("<script", -1)).hasSize(2);
    assertThat(page).contains("<script src=\"/assets/console.js\" defer></script>");
  }

  @Test
  void programsUseThePasswordWithBasic() {
    assertThat(console.getWithPassword("/api/counters", StartedConsole.PASSWORD).statusCode())
        .isEqualTo(200);
    assertThat(console.getWithPassword("/api/counters", "wrong").statusCode()).isEqualTo(401);
    HttpResponse<String> nothing = console.get("/api/counters");
    assertThat(nothing.statusCode()).isEqualTo(401);
    assertThat(nothing.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(console.getWithPassword("/", StartedConsole.PASSWORD).statusCode())
        .as("pages take a log-in")
        .isEqualTo(303);
  }

  @Test
  void logInLeadsNowhereElse() {
    assertThat(LogInController.local("//elsewhere.example/")).isEqualTo("/");
    assertThat(LogInController.local("https://elsewhere.example/")).isEqualTo("/");
    assertThat(LogInController.local("/\\elsewhere.example")).isEqualTo("/");
    assertThat(LogInController.local("/a\r\nSet-Cookie: x=y")).isEqualTo("/");
    assertThat(LogInController.local("/message/1-100")).isEqualTo("/message/1-100");
  }

  private int statusForHost(String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              ("GET /login HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String line =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
      return Integer.parseInt(line.split(" ", 3)[1]);
    }
  }
}
