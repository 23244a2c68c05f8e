package org.lockkeeper.proxy.flow;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.lockkeeper.proxy.codec.HttpRequest;
import org.lockkeeper.proxy.codec.HttpRequestHead;
import org.lockkeeper.proxy.codec.HttpResponse;

/**
 * The page on which a person gives a reason where the message itself may not be changed. It stands
 * under a reserved path of the service's own host, so that whoever could send the message can reach
 * it; its address is unguessable and known only to the sender.
 */
final class ReasonPage {

  /** The reserved path. A service has no use for it; requests to it never go on. */
  static final String PATH = "/.lockkeeper/reason/";

  /** Longer reasons are not reasons. */
  private static final int LONGEST_REASON = 2000;

  private final Permits permits;

  ReasonPage(Permits permits) {
    this.permits = permits;
  }

  static boolean owns(HttpRequestHead head) {
    return head.path().startsWith(PATH);
  }

  static String address(String publicAddress, Permits.Question question) {
    return publicAddress + PATH + question.name();
  }

  HttpResponse answer(HttpRequest request) {
    String name = request.head().path().substring(PATH.length());
    Optional<Permits.Question> question = permits.named(name);
    if (question.isEmpty()) {
      return Page.of(
          404,
          "This question is no longer open",
          "<p>Send your message again to be asked anew.</p>");
    }
    return switch (request.head().method()) {
      case "GET", "HEAD" -> form(question.get(), "");
      case "POST" -> give(question.get(), request);
      default -> Page.of(405, "This page takes a reason", "<p>Open it in a browser.</p>");
    };
  }

  private HttpResponse give(Permits.Question question, HttpRequest request) {
    String reason = field(request, "reason").strip();
    Optional<String> fault = question.reasons().fault(reason);
    if (fault.isPresent()) {
      return form(question, fault.get());
    }
    if (reason.length() > LONGEST_REASON) {
      return form(question, "Please keep the reason under " + LONGEST_REASON + " characters.");
    }
    permits.answer(question, reason);
    return Page.of(
        200,
        "Thank you",
        "<p>Your reason is noted. Now send the same message once more; it will pass.</p>");
  }

  private static HttpResponse form(Permits.Question question, String complaint) {
    return Page.of(
        complaint.isEmpty() ? 200 : 422,
        "Before this goes out",
        "<p>%s</p>%s<form method=\"post\"><label for=\"reason\">Your reason</label><textarea id=\"reason\" name=\"reason\" rows=\"4\" maxlength=\"%d\" required autofocus></textarea><button>Give this reason</button></form><p class=\"small\">It is kept with the message. Asked by rule %s.</p>"
            .formatted(
                Page.escape((question.notice().text() + " " + question.reasons().hint()).strip()),
                complaint.isEmpty() ? "" : "<p class=\"fault\">" + Page.escape(complaint) + "</p>",
                LONGEST_REASON,
                Page.escape(question.notice().rule().value())));
  }

  private static String field(HttpRequest request, String name) {
    for (String pair : new String(request.body(), StandardCharsets.UTF_8).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).equals(name)) {
        try {
          return URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
          return "";
        }
      }
    }
    return "";
  }
}
