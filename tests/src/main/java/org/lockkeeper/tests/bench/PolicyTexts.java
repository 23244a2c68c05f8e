package org.lockkeeper.tests.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.lockkeeper.tests.load.ChatTexts;

/** Texts to judge: what people say, what machines paste, and what somebody wrote to hurt. */
final class PolicyTexts {

  private static final int MESSAGES = 100_000;

  private final Random random = new Random(29);
  private final int size;

  /** Texts of so many chars. */
  PolicyTexts(int size) {
    this.size = size;
  }

  /** Chat, joined and cut to pieces. */
  List<String> chat(Path project) throws IOException {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    for (ChatTexts.Message message : ChatTexts.some(project, MESSAGES)) {
      piece.append(message.text()).append('\n');
      while (piece.length() >= size) {
        pieces.add(piece.substring(0, size));
        piece.delete(0, size);
      }
    }
    return pieces;
  }

  List<String> base64() {
    return many(_ -> one("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"));
  }

  List<String> printable() {
    return many(
        _ -> {
          StringBuilder text = new StringBuilder();
          while (text.length() < size) {
            text.append((char) (' ' + random.nextInt(95)));
          }
          return text.toString();
        });
  }

  List<String> digits() {
    return many(_ -> one("0123456789012345678901234567890123456789 -"));
  }

  List<String> markup() {
    String[] parts = {
      "**", "<b>", "</b>", "[link](https://example.org/a?b=c)", "`x`", "&amp;", " a "
    };
    return many(_ -> fill(_ -> parts[random.nextInt(parts.length)] + " "));
  }

  /** Each keyword once, in any order, as many as fit. */
  List<String> everyKeyword(List<String> keywords) {
    return many(
        _ -> {
          List<String> shuffled = new ArrayList<>(keywords);
          Collections.shuffle(shuffled, random);
          return fill(at -> shuffled.get(at % shuffled.size()) + " ");
        });
  }

  /** One keyword again and again, and before values that never end. */
  List<String> longRuns(List<String> keywords) {
    List<String> texts = new ArrayList<>();
    for (String keyword : keywords) {
      texts.add(fill(_ -> keyword + " "));
      texts.add(fill(_ -> keyword));
      texts.add(fill(at -> at == 0 ? keyword + " = \"" : "A1b2"));
    }
    return texts;
  }

  /** What makes back-tracking engines and naive scanners run for ever. */
  List<String> nested() {
    List<String> texts = new ArrayList<>();
    for (String each :
        new String[] {
          "a",
          "a:",
          "((",
          "4",
          "4 ",
          "4012-",
          "DE89 ",
          "aA0.",
          "-----BEGIN ",
          "\u0301",
          "=",
          "\"",
          "a.b@",
          "http://",
          "%25",
          "&#x",
          "\\u00",
          "\u200b",
          "\ud83d\ude00",
          "ﬀ",
          "и",
          "оo"
        }) {
      texts.add(fill(_ -> each));
    }
    return texts;
  }

  private List<String> many(IntFunction<String> text) {
    List<String> texts = new ArrayList<>();
    for (int at = 0; at < 200; at++) {
      texts.add(text.apply(at));
    }
    return texts;
  }

  private String one(String alphabet) {
    StringBuilder text = new StringBuilder();
    while (text.length() < size) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private String fill(IntFunction<String> next) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; text.length() < size; at++) {
      text.append(next.apply(at));
    }
    return text.substring(0, size);
  }
}
