package org.lockkeeper.match;

/**
 * Reads one layer of encodings: escapes of one character and tokens that hold text, in one pass.
 * Whatever stands in a token maps to the whole of it: half a token cannot be redacted. What comes
 * out is never longer than what went in.
 */
final class Decoding {

  private Decoding() {}

  /** The text one layer deeper; the source itself where nothing is encoded. */
  static Rewritten of(Rewritten source) {
    String text = source.text();
    Rewriting rewriting = new Rewriting(source);
    Escapes escapes = new Escapes(text, rewriting);
    Tokens tokens = new Tokens(text, rewriting);
    int at = 0;
    while (at < text.length()) {
      at = Tokens.part(text.charAt(at)) ? tokens.step(at) : escapes.step(at);
    }
    return rewriting.finish();
  }
}
