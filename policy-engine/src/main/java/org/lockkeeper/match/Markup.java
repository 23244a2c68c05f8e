package org.lockkeeper.match;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes markup out of a text, so that words and numbers stand as their readers see them: emphasis,
 * strike, spoiler and code marks and escapes of Markdown (CommonMark 0.31 §2.4, §6.1, §6.2), its
 * links, HTML tags, comments and character references (HTML §13.5), Slack's {@code <url|label>}.
 *
 * <p>One pass, each char looked at a bounded number of times.
 */
final class Markup {

  /** Tags that a reader sees as a gap: what they part is not one word. */
  private static final Set<String> BLOCKS =
      Set.of(
          "br", "p", "div", "li", "ul", "ol", "td", "th", "tr", "hr", "h1", "h2", "h3", "h4", "h5",
          "h6", "pre", "table");

  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", " "),
          Map.entry("ensp", " "),
          Map.entry("emsp", " "),
          Map.entry("thinsp", " "),
          Map.entry("Tab", "\t"),
          Map.entry("NewLine", "\n"),
          Map.entry("shy", ""),
          Map.entry("zwj", ""),
          Map.entry("zwnj", ""),
          Map.entry("hyphen", "-"),
          Map.entry("dash", "-"),
          Map.entry("period", "."),
          Map.entry("colon", ":"),
          Map.entry("sol", "/"),
          Map.entry("bsol", "\\"),
          Map.entry("commat", "@"),
          Map.entry("equals", "="),
          Map.entry("lowbar", "_"),
          Map.entry("num", "#"),
          Map.entry("dollar", "$"),
          Map.entry("percnt", "%"));

  private static final int LONGEST_NAME = 8;
  private static final String REPEATED = "amp;";

  private final String text;
  private final Rewriting rewriting;

  /** The end of a link that has been entered: brackets and target, to be dropped when reached. */
  private int closeStart;

  private int closeEnd;

  private boolean openComment;

  private Markup(Rewritten source) {
    this.text = source.text();
    this.rewriting = new Rewriting(source);
  }

  /** The text without markup; the source itself where there is none. */
  static Rewritten removed(Rewritten source) {
    Markup markup = new Markup(source);
    int at = 0;
    while (at < markup.text.length()) {
      at = markup.step(at);
    }
    return markup.rewriting.finish();
  }

  private int step(int at) {
    if (at >= closeStart && at < closeEnd) {
      rewriting.drop(at, closeEnd);
      return closeEnd;
    }
    return switch (text.charAt(at)) {
      case '*', '_', '~', '`', '|' -> mark(at);
      case '\\' -> escape(at);
      case '[' -> link(at);
      case '<' -> tag(at);
      case '&' -> reference(at);
      default -> at + 1;
    };
  }

  private int mark(int start) {
    char mark = text.charAt(start);
    int end = start + 1;
    while (end < text.length() && text.charAt(end) == mark && end != closeStart) {
      end++;
    }
    boolean gapBefore = start == 0 || space(text.charAt(start - 1));
    boolean gapAfter = end == text.length() || space(text.charAt(end));
    boolean inWord =
        !gapBefore
            && !gapAfter
            && Character.isLetterOrDigit(text.charAt(start - 1))
            && Character.isLetterOrDigit(text.charAt(end));
    boolean emphasis =
        switch (mark) {
          case '|' -> end - start == 2;
          case '_' -> !inWord; // CommonMark §6.2: snake_case stays.
          default -> true;
        };
    if (emphasis && !(gapBefore && gapAfter)) {
      rewriting.drop(start, end);
    }
    return end;
  }

  private int escape(int at) {
    if (at + 1 == text.length() || !punctuation(text.charAt(at + 1))) {
      return at + 1;
    }
    rewriting.drop(at, at + 1);
    return at + 2;
  }

  /** {@code [label](target)}: the label stays. */
  private int link(int at) {
    int close = until(at + 1, ']', "[\n");
    if (close < 0 || at < closeEnd || !text.startsWith("](", close)) {
      return at + 1;
    }
    int end = until(close + 2, ')', "[] \t\n");
    if (end >= 0) {
      rewriting.drop(at, at + 1);
      closeStart = close;
      closeEnd = end + 1;
    }
    return at + 1;
  }

  private int tag(int at) {
    if (text.startsWith("<!--", at)) {
      return comment(at);
    }
    int close = until(at + 1, '>', "<");
    if (close < 0 || close == at + 1 || at < closeEnd) {
      return at + 1;
    }
    char first = text.charAt(at + 1);
    if (first == '@' || first == '#' || first == '!') {
      return slack(at, close);
    }
    int name = first == '/' ? at + 2 : at + 1;
    int nameEnd = name;
    while (nameEnd < close && Ascii.letterOrDigit(text.charAt(nameEnd))) {
      nameEnd++;
    }
    if (nameEnd == name || !Ascii.letter(text.charAt(name))) {
      return at + 1;
    }
    char after = text.charAt(nameEnd);
    if (after == '>' || after == '/' || space(after)) {
      boolean block = BLOCKS.contains(small(name, nameEnd));
      rewriting.replace(at, close + 1, block ? " " : "");
      return close + 1;
    }
    return slack(at, close);
  }

  private int comment(int at) {
    int end = openComment ? -1 : text.indexOf("-->", at + 4);
    if (end < 0) {
      // Looked for once: a text of a million openings is still read in one pass.
      openComment = true;
      return at + 1;
    }
    rewriting.drop(at, end + 3);
    return end + 3;
  }

  /** {@code <url|label>}, {@code <@id|name>}: the label stays, or all of it where there is none. */
  private int slack(int at, int close) {
    int bar = text.indexOf('|', at, close);
    int label = bar < 0 ? at + 1 : bar + 1;
    rewriting.drop(at, label);
    closeStart = close;
    closeEnd = close + 1;
    return label;
  }

  private int reference(int at) {
    int body = at + 1;
    // What was escaped twice, &amp;#52;, is read twice.
    while (text.startsWith(REPEATED, body)) {
      body += REPEATED.length();
    }
    boolean number = body < text.length() && text.charAt(body) == '#';
    int end = number ? body + 1 : body;
    int most = Math.min(text.length(), end + LONGEST_NAME);
    while (end < most && Ascii.letterOrDigit(text.charAt(end))) {
      end++;
    }
    if (end < text.length() && text.charAt(end) == ';') {
      String name = text.substring(body, end);
      Optional<String> meant = number ? numbered(name) : Optional.ofNullable(NAMED.get(name));
      if (meant.isPresent()) {
        rewriting.replace(at, end + 1, meant.get());
        return end + 1;
      }
    }
    if (body > at + 1) {
      rewriting.replace(at, body, "&");
    }
    return body;
  }

  /** The character of {@code #52} or {@code #x34}. */
  private static Optional<String> numbered(String name) {
    boolean hex = name.length() > 1 && (name.charAt(1) | 0x20) == 'x';
    int first = hex ? 2 : 1;
    int codePoint = 0;
    for (int at = first; at < name.length(); at++) {
      int digit = Character.digit(name.charAt(at), hex ? 16 : 10);
      if (digit < 0) {
        return Optional.empty();
      }
      codePoint = codePoint * (hex ? 16 : 10) + digit;
      if (codePoint > Character.MAX_CODE_POINT) {
        return Optional.empty();
      }
    }
    boolean character =
        codePoint != 0 && (codePoint < Character.MIN_SURROGATE || codePoint > 0xDFFF);
    return character ? Optional.of(Character.toString(codePoint)) : Optional.empty();
  }

  /** Where a char stands next, or -1 if one of the others, or the end, comes first. */
  private int until(int start, char wanted, String others) {
    for (int at = start; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (unit == wanted) {
        return at;
      }
      if (others.indexOf(unit) >= 0) {
        return -1;
      }
    }
    return -1;
  }

  private String small(int start, int end) {
    StringBuilder small = new StringBuilder(end - start);
    for (int at = start; at < end; at++) {
      small.append(Ascii.small(text.charAt(at)));
    }
    return small.toString();
  }

  private static boolean space(char unit) {
    return Character.isWhitespace(unit) || Character.isSpaceChar(unit);
  }

  private static boolean punctuation(char unit) {
    return unit > ' ' && unit < 0x7F && !Ascii.letterOrDigit(unit);
  }
}
