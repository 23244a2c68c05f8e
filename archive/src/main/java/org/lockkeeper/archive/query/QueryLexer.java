package org.lockkeeper.archive.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Cuts a typed query into signs; each leaf is read here, each operator not known refused. */
final class QueryLexer {

  private final String typed;
  private final String text;
  private final List<QueryToken> tokens = new ArrayList<>();
  private int at;

  private QueryLexer(String typed) {
    this.typed = typed;
    // One character for one character, so that places stay right.
    text = DOUBLE_QUOTES.matcher(typed).replaceAll("\"");
  }

  static List<QueryToken> tokens(String typed) {
    QueryLexer lexer = new QueryLexer(typed);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (blank(c)) {
        at++;
      } else if (c == '(') {
        tokens.add(QueryToken.sign(QueryToken.Kind.OPEN, at++));
      } else if (c == ')') {
        tokens.add(QueryToken.sign(QueryToken.Kind.CLOSE, at++));
      } else if (c == '"') {
        int start = at;
        tokens.add(QueryToken.leaf(start, phrase(start, quoted())));
      } else {
        word();
      }
    }
  }

  private void word() {
    int start = at;
    while (at < text.length() && !blank(text.charAt(at)) && "()\"".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    switch (word) {
      case "AND" -> tokens.add(QueryToken.sign(QueryToken.Kind.AND, start));
      case "OR" -> tokens.add(QueryToken.sign(QueryToken.Kind.OR, start));
      case "NOT" -> tokens.add(QueryToken.sign(QueryToken.Kind.NOT, start));
      case "*" -> tokens.add(QueryToken.leaf(start, new Query.Everything()));
      default -> tokens.add(QueryToken.leaf(start, leaf(start, word)));
    }
  }

  private Query leaf(int start, String word) {
    if (FIELD.matcher(word).lookingAt()) {
      int colon = word.indexOf(':');
      String name = word.substring(0, colon);
      String value = word.substring(colon + 1);
      int valueAt = start + colon + 1;
      boolean quoted = value.isEmpty() && at < text.length() && text.charAt(at) == '"';
      return field(start, name, quoted ? quoted() : value, valueAt, quoted);
    }
    refuseUnknownOperators(start, word);
    if (word.indexOf('*') >= 0 || word.indexOf('?') >= 0) {
      return wildcard(start, word);
    }
    if (!searchable(word)) {
      throw new QueryFault(
          start, quote(word) + " has no letter and no digit: nothing can match it");
    }
    return new Query.Word(word);
  }

  private static Query field(int start, String name, String value, int valueAt, boolean quoted) {
    if (name.toLowerCase(Locale.ROOT).equals("sent")) {
      return SentDays.parse(value, valueAt);
    }
    Optional<Query.Field> field =
        Arrays.stream(Query.Field.values())
            .filter(known -> known.name().equals(name.toUpperCase(Locale.ROOT)))
            .findFirst();
    if (field.isEmpty()) {
      throw new QueryFault(
          start,
          "there is no field "
              + quote(name)
              + "; there are "
              + FIELDS
              + ", sent. Put it in quotes to search for it as text");
    }
    if (value.isEmpty() && !quoted) {
      throw new QueryFault(valueAt, "a value belongs behind " + name + ":");
    }
    int wild = Math.max(value.indexOf('*'), value.indexOf('?'));
    if (wild >= 0 && !quoted) {
      throw new QueryFault(
          valueAt + wild, "a field is matched whole: no wildcard here; quotes make it plain");
    }
    return new Query.Is(field.get(), value);
  }

  private static Query wildcard(int start, String word) {
    char first = word.charAt(0);
    if (first == '*' || first == '?') {
      throw new QueryFault(start, "a word cannot begin with a wildcard");
    }
    for (int i = 0; i < word.length(); ) {
      int c = word.codePointAt(i);
      if (!Character.isLetterOrDigit(c)
          && Character.getType(c) != Character.NON_SPACING_MARK
          && "*?'’._".indexOf(c) < 0) {
        throw new QueryFault(
            start + i, "beside * and ? a word with a wildcard has only letters and digits");
      }
      i += Character.charCount(c);
    }
    return new Query.Wildcard(word);
  }

  private static Query phrase(int start, String quoted) {
    int wild = quoted.indexOf('*');
    if (wild >= 0) {
      throw new QueryFault(start + 1 + wild, "a wildcard inside quotes is not understood");
    }
    List<String> words =
        Arrays.stream(BLANKS.split(quoted)).filter(word -> !word.isEmpty()).toList();
    if (words.stream().noneMatch(QueryLexer::searchable)) {
      throw new QueryFault(start, "nothing between these quotes that could match");
    }
    return new Query.Phrase(words);
  }

  private String quoted() {
    int start = at;
    int close = text.indexOf('"', start + 1);
    if (close < 0) {
      throw new QueryFault(start, "this quote is never closed");
    }
    at = close + 1;
    return typed.substring(start + 1, close);
  }

  private static void refuseUnknownOperators(int start, String word) {
    if (LOWER_CASE_OPERATOR.matcher(word).matches()) {
      throw new QueryFault(
          start,
          "write "
              + word.toUpperCase(Locale.ROOT)
              + " as an operator, or \""
              + word
              + "\" as a word");
    }
    if (PROXIMITY.matcher(word).matches()) {
      throw new QueryFault(start, "the operator " + word + " is not understood");
    }
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean operator = "~%#=".indexOf(c) >= 0 || (i == 0 && (c == '-' || c == '+'));
      if (operator) {
        throw new QueryFault(
            start + i, "the operator " + c + " is not understood; quotes make it plain text");
      }
    }
  }

  /** Whether a word has anything an index keeps: a letter, a digit or an emoji. */
  private static boolean searchable(String word) {
    return word.codePoints()
        .anyMatch(c -> Character.isLetterOrDigit(c) || (c > 0xFF && Character.isEmoji(c)));
  }

  private static boolean blank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static String quote(String word) {
    return "\"" + word + "\"";
  }

  private static final Pattern DOUBLE_QUOTES = Pattern.compile("[“”„‟«»＂]");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern FIELD = Pattern.compile("[A-Za-z]+:");
  private static final Pattern LOWER_CASE_OPERATOR = Pattern.compile("(?i)and|or|not");
  private static final Pattern PROXIMITY =
      Pattern.compile("(?i)(w|pre|near|onear)/.*|/[0-9sp].*|xfirstword|xlastword");
  private static final String FIELDS =
      Arrays.stream(Query.Field.values())
          .map(field -> field.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", "));
}
