package org.lockkeeper.archive.tlog;

/** Unicode's white space (property White_Space), which Java's own methods know only in part. */
final class Whitespace {

  private Whitespace() {}

  static boolean is(int codePoint) {
    return Character.isSpaceChar(codePoint)
        || codePoint >= '\t' && codePoint <= '\r'
        || codePoint == 0x85;
  }
}
