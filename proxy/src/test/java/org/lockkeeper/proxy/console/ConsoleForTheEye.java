package org.lockkeeper.proxy.console;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.NativeId;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.Decision;

/**
 * Starts a console over fictional messages for somebody to look at, and beside it a door that logs
 * a browser in and sends it on to the path in its query, so that a headless one can take pictures.
 * Ends with its input. Not a test.
 */
final class ConsoleForTheEye {
  private static final List<String> TALK =
      List.of(
          "Morning all. The upper sluice is open again, water is at 2.31 m.",
          "Can someone check the sluice log from Tuesday? I think the night shift wrote it twice.",
          "Barge Anneliese arrives at eleven, two metres draught, needs the big chamber.",
          "Lunch? The canteen has soup and, for once, the good bread 🍞",
          "I put the repair plan for gate four into the shared folder, comments until Friday please.",
          "Der Pegel fällt wieder, wir öffnen um 14 Uhr die zweite Schleuse.",
          "القفل مغلق حتى الساعة السادسة",
          "The new rota is up. Nobody works two nights in a row any more, promised.");

  private ConsoleForTheEye() {}

  public static void main(String[] arguments) throws IOException {
    long start = System.nanoTime();
    try (StartedConsole console = new StartedConsole()) {
      System.out.println("started in ms " + (System.nanoTime() - start) / 1_000_000);
      fill(console);
      System.out.println(console.at("/") + " password " + StartedConsole.PASSWORD);
      // Cookies know no ports, so one given here is shown to the console.
      HttpServer door =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      door.createContext(
          "/",
          exchange -> {
            exchange.getResponseHeaders().add("Set-Cookie", console.logIn());
            String path = exchange.getRequestURI().getQuery();
            exchange.getResponseHeaders().add("Location", console.at(path).toString());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
          });
      door.start();
      System.out.println("http://localhost:" + door.getAddress().getPort() + "/?/");
      System.out.flush();
      while (System.in.read() >= 0) {
        // Runs until its input ends.
      }
      door.stop(0);
    }
  }

  private static void fill(StartedConsole console) {
    List<String> authors = List.of("tilda", "osric", "wen", "marguerite", "jonas");
    List<Integer> plain = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      plain.add(n);
    }
    for (int n : plain) {
      console.log.add(Fiction.post(n, authors.get(n % 5), TALK.get(n % TALK.size())));
    }
    console.log.add(Fiction.redacted(60));
    console.log.add(Fiction.answered(60, "post-60"));
    console.log.add(
        Fiction.judged(
            61,
            "tilda",
            new Action.Edit(
                new NativeId("post-60"), Content.text("/message", "Hi, please book it today 🙂")),
            Decision.allow(Fiction.POLICY),
            List.of(),
            true));
    String key = "-----BEGIN " + "PRIVATE KEY----- and then the sluice gate \u202Egpj.exe <script>";
    console.log.add(Fiction.blocked(62, key));
    console.log.add(
        Fiction.judged(
            63,
            "wen",
            Fiction.posted("@channel the sluice is closed for maintenance until further notice"),
            Fiction.coached(),
            List.of(),
            false));
    console.log.add(
        Fiction.judged(
            64,
            "jonas",
            new Action.Post(
                Content.text(
                    "/message", "Keep project Heron quiet until the sluice deal is signed"),
                Optional.of(new NativeId("post-60"))),
            Fiction.held(),
            List.of(new TextPart("/message", "unused")),
            false));
    console.log.add(Fiction.unread(65));
    console
        .log
        .entries()
        .forEach(
            entry -> {
              if (entry.record() instanceof ArchiveRecord.Judged judged) {
                console.meters.judged(
                    judged.message().service(),
                    judged.message().action().verb(),
                    judged.decision().verdict(),
                    Duration.ofNanos(80_000));
              }
            });
    console.meters.policyLoaded("4be1a7c09d2f");
    console.meters.gauge("held.bytes", "Bytes of requests held now", () -> 18_200);
  }
}
