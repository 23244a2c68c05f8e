package org.lockkeeper.archive.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * What a word is: the word boundaries of Unicode (UAX #29), every word kept, case and width folded,
 * a typographic apostrophe as a plain one. The same for records, queries and highlights.
 */
final class Alphabet extends Analyzer {

  /** A word and where it stands in its text. */
  record Token(String word, int start, int end) {}

  /** So far apart are two texts of a record, that no phrase reaches from one into the other. */
  static final int GAP = 100;

  @Override
  protected TokenStreamComponents createComponents(String field) {
    StandardTokenizer tokenizer = new StandardTokenizer();
    return new TokenStreamComponents(tokenizer, new Folded(new CJKWidthFilter(tokenizer)));
  }

  @Override
  protected TokenStream normalize(String field, TokenStream in) {
    return new Folded(new CJKWidthFilter(in));
  }

  @Override
  public int getPositionIncrementGap(String field) {
    return GAP;
  }

  List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    try (TokenStream stream = tokenStream(DocumentFields.TEXT, text)) {
      CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.getAttribute(OffsetAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        tokens.add(new Token(term.toString(), offset.startOffset(), offset.endOffset()));
      }
      stream.end();
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading a string does not fail", impossible);
    }
    return tokens;
  }

  List<String> words(String text) {
    return tokens(text).stream().map(Token::word).toList();
  }

  /** A wildcard pattern in the folded alphabet. */
  String pattern(String typed) {
    return normalize(DocumentFields.TEXT, typed).utf8ToString();
  }

  /**
   * Folds case by way of the capital, so that both forms of the Greek sigma, and the long s, are
   * one letter; in place, for no letter changes its number of code units.
   */
  private static final class Folded extends TokenFilter {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    Folded(TokenStream in) {
      super(in);
    }

    @Override
    public boolean incrementToken() throws IOException {
      if (!input.incrementToken()) {
        return false;
      }
      char[] buffer = term.buffer();
      int length = term.length();
      for (int i = 0; i < length; ) {
        char c = buffer[i];
        if (c < 0x80) {
          buffer[i++] = c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
        } else {
          int point = Character.codePointAt(buffer, i, length);
          i += Character.toChars(fold(point), buffer, i);
        }
      }
      return true;
    }

    private static int fold(int point) {
      if (point == '’') {
        return '\'';
      }
      int folded = Character.toLowerCase(Character.toUpperCase(point));
      return Character.charCount(folded) == Character.charCount(point) ? folded : point;
    }
  }
}
