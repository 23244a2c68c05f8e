package org.lockkeeper.proxy.service;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.lockkeeper.policy.Redaction;
import org.lockkeeper.proxy.codec.Headers;
import org.lockkeeper.proxy.codec.HttpRequest;
import org.lockkeeper.proxy.codec.HttpRequestHead;
import org.lockkeeper.proxy.codec.HttpResponse;

/**
 * A transcript that reads like a play. Lines begin with who speaks:
 *
 * <pre>
 * #        a remark; the first says what the play shows, one names the page the exchange follows
 * U>       what the user sends: request line, headers, body; an empty one ends the headers
 * judge    what the adapter read: one line an act; "unknown", "passes" or "unreadable"
 * verdict  what the judge is made to say: allow; redact POINTER START END "new";
 *          block|hold|coach RULE "notice"; refuse STATUS RULE "notice"
 * S>       what goes on to the service; "same" for the request as it came; S- for nothing
 * S&lt;       what the service answers: status and body, headers between
 * assigned, introduces   what the adapter read in that answer
 * U&lt;       what the user is told
 * </pre>
 *
 * <p>{@code \xNN} in a body stands for one byte. Bodies have LF line ends, multipart bodies CRLF.
 */
record Play(List<String> remarks, List<Line> lines) {

  /** One line: who speaks, and what. */
  record Line(String speaker, String words) {}

  static Play parse(String text) {
    List<String> remarks = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    for (String written : text.split("\n", -1)) {
      if (written.startsWith("#")) {
        remarks.add(written.substring(1).strip());
      } else if (!written.isBlank()) {
        int space = written.indexOf(' ');
        String speaker = space < 0 ? written : written.substring(0, space);
        lines.add(new Line(speaker, space < 0 ? "" : written.substring(space + 1)));
      }
    }
    return new Play(List.copyOf(remarks), List.copyOf(lines));
  }

  /** Everything one speaker says. */
  List<String> of(String speaker) {
    return lines.stream().filter(line -> line.speaker().equals(speaker)).map(Line::words).toList();
  }

  /** The request a speaker's lines are. */
  HttpRequest request(String speaker) {
    List<String> said = of(speaker);
    String[] requestLine = said.getFirst().split(" ", -1);
    int question = requestLine[1].indexOf('?');
    Message message = Message.of(said.subList(1, said.size()));
    return new HttpRequest(
        new HttpRequestHead(
            requestLine[0],
            question < 0 ? requestLine[1] : requestLine[1].substring(0, question),
            question < 0 ? "" : requestLine[1].substring(question + 1),
            message.headers()),
        message.body());
  }

  /** The response a speaker's lines are. */
  HttpResponse response(String speaker) {
    List<String> said = new ArrayList<>(of(speaker));
    String first = said.removeFirst();
    int space = first.indexOf(' ');
    if (space > 0) {
      said.addFirst(first.substring(space + 1));
    }
    Message message = Message.of(said);
    int status = Integer.parseInt(space < 0 ? first : first.substring(0, space));
    return new HttpResponse(status, message.headers(), message.body());
  }

  /** The redactions the judge decides. */
  List<Redaction> redactions() {
    List<Redaction> redactions = new ArrayList<>();
    for (String verdict : of("verdict")) {
      if (verdict.startsWith("redact ")) {
        String[] words = verdict.split(" ", 5);
        redactions.add(
            new Redaction(
                words[1],
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                quoted(words[4])));
      }
    }
    return redactions;
  }

  static String quoted(String words) {
    return words.substring(words.indexOf('"') + 1, words.lastIndexOf('"'));
  }

  /** Headers and body. */
  private record Message(Headers headers, byte[] body) {

    static Message of(List<String> lines) {
      List<Headers.Field> fields = new ArrayList<>();
      int at = 0;
      while (at < lines.size() && lines.get(at).matches("[A-Za-z][A-Za-z-]*: \\S.*")) {
        String[] field = lines.get(at++).split(": ", 2);
        fields.add(new Headers.Field(field[0], field[1]));
      }
      if (at < lines.size() && lines.get(at).isEmpty()) {
        at++;
      }
      List<String> body = lines.subList(at, lines.size());
      boolean typed = fields.stream().anyMatch(field -> field.name().equals("content-type"));
      if (!typed && !body.isEmpty() && body.getFirst().startsWith("{")) {
        fields.add(new Headers.Field("content-type", "application/json"));
      }
      boolean multipart =
          fields.stream().anyMatch(field -> field.value().startsWith("multipart/form-data"));
      return new Message(Headers.of(fields), bytes(String.join(multipart ? "\r\n" : "\n", body)));
    }

    private static byte[] bytes(String text) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      int start = 0;
      for (int at = text.indexOf("\\x"); at >= 0; at = text.indexOf("\\x", start)) {
        out.writeBytes(text.substring(start, at).getBytes(StandardCharsets.UTF_8));
        out.write(Integer.parseInt(text.substring(at + 2, at + 4), 16));
        start = at + 4;
      }
      out.writeBytes(text.substring(start).getBytes(StandardCharsets.UTF_8));
      return out.toByteArray();
    }
  }
}
