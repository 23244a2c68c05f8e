package org.lockkeeper.yaml;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Texts as YAML 1.2 writes them: plain, in single quotes, in double quotes with escapes. (YAML
 * 1.2.2 §7.3; what looks like no text in the core schema, §10.3, or did in YAML 1.1, is quoted.)
 */
public final class Quoting {

  /** Core schema integers and floats, and YAML 1.1's 1_000 and 12:30. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(?:0o[0-7]+|0x[0-9a-fA-F]+|\\.inf|\\.nan|(?:\\.[0-9]+|[0-9][0-9_]*(?:\\.[0-9]*)?)(?:e[-+]?[0-9]+)?|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9]*)?)",
          Pattern.CASE_INSENSITIVE);

  private Quoting() {}

  /**
   * Plain where that is safe and reads as a text, else in quotes.
   *
   * @param braces whether it stands between braces or brackets
   */
  public static String plainest(String text, boolean braces) {
    return plain(text, braces) && !otherType(text) ? text : quoted(text);
  }

  /** Plain where that is safe, whatever type it looks like. */
  public static String bare(String text, boolean braces) {
    return plain(text, braces) ? text : quoted(text);
  }

  /** In double quotes; in single ones where that saves escapes. */
  public static String quoted(String text) {
    boolean escapes = text.indexOf('\\') >= 0 || text.indexOf('"') >= 0;
    return escapes && printable(text) ? single(text) : twice(text);
  }

  /** In single quotes where every character can stand there, as patterns are written. */
  public static String single(String text) {
    return printable(text) ? "'" + text.replace("'", "''") + "'" : twice(text);
  }

  private static String twice(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int at = 0; at < text.length(); ) {
      int each = text.codePointAt(at);
      int next = at + Character.charCount(each);
      switch (each) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        case '\r' -> quoted.append("\\r");
        default -> {
          if (visible(each) && !disguised(text, at, next)) {
            quoted.appendCodePoint(each);
          } else if (each <= 0xFFFF) {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", each));
          } else {
            quoted.append(String.format(Locale.ROOT, "\\U%08x", each));
          }
        }
      }
      at = next;
    }
    return quoted.append('"').toString();
  }

  /** Whether a text can stand without quotes. */
  private static boolean plain(String text, boolean braces) {
    if (text.isEmpty() || !printable(text) || "-?:,[]{}#&*!|>'\"%@`".indexOf(text.charAt(0)) >= 0) {
      return false;
    }
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      boolean colon = unit == ':' && (at + 1 == text.length() || text.charAt(at + 1) == ' ');
      boolean comment = unit == '#' && text.charAt(at - 1) == ' ';
      if (colon || comment || braces && ",[]{}".indexOf(unit) >= 0) {
        return false;
      }
    }
    return text.strip().equals(text) && !text.startsWith("...");
  }

  /** Whether readers by look would take it for a truth, a number or nothing. */
  private static boolean otherType(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "null", "~", "true", "false", "yes", "no", "on", "off", "y", "n" -> true;
      default -> NUMBER.matcher(text).matches();
    };
  }

  private static boolean printable(String text) {
    for (int at = 0; at < text.length(); ) {
      int next = at + Character.charCount(text.codePointAt(at));
      if (!visible(text.codePointAt(at)) || disguised(text, at, next)) {
        return false;
      }
      at = next;
    }
    return true;
  }

  /** A letter of another script beside a Latin one: nobody would see that it is none. */
  private static boolean disguised(String text, int at, int next) {
    return switch (Character.UnicodeScript.of(text.codePointAt(at))) {
      case CYRILLIC, GREEK, ARMENIAN, CHEROKEE ->
          at > 0 && latin(text.codePointBefore(at))
              || next < text.length() && latin(text.codePointAt(next));
      default -> false;
    };
  }

  private static boolean latin(int codePoint) {
    return Character.isLetter(codePoint)
        && Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.LATIN;
  }

  private static boolean visible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> codePoint == ' ';
      default -> true;
    };
  }
}
