package org.lockkeeper.tests.load;

import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import io.netty.util.ByteProcessor;
import java.util.Locale;

/**
 * Finds the end of each answer in a stream of them (RFC 9112 §6): by length or by chunks. Just
 * enough to know status and end, because every microsecond here is one the server does not get.
 */
final class AnswerReader {

  /** Returned while the answer has not come whole. */
  static final int NOT_YET = -1;

  private static final int LONGEST_LINE = 64 * 1024;

  private enum State {
    STATUS,
    HEADERS,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    TRAILERS
  }

  private State state = State.STATUS;
  private int status;
  private long left;
  private boolean chunked;

  /**
   * Reads on.
   *
   * @return the answer's status once it is whole, {@link #NOT_YET} when more bytes are needed
   * @throws IllegalStateException when these bytes are no HTTP answer
   */
  int read(ByteBuf in) {
    while (true) {
      if (state == State.BODY || state == State.CHUNK) {
        int step = (int) Math.min(left, in.readableBytes());
        in.skipBytes(step);
        left -= step;
        if (left > 0) {
          return NOT_YET;
        }
        if (state == State.BODY) {
          state = State.STATUS;
          return status;
        }
        state = State.CHUNK_SIZE;
      }
      int end = in.forEachByte(ByteProcessor.FIND_LF);
      if (end < 0) {
        if (in.readableBytes() > LONGEST_LINE) {
          throw new IllegalStateException("no HTTP: a line without an end");
        }
        return NOT_YET;
      }
      int start = in.readerIndex();
      int length = end - start - (end > start && in.getByte(end - 1) == '\r' ? 1 : 0);
      in.readerIndex(end + 1);
      if (line(in, start, length)) {
        return status;
      }
    }
  }

  private boolean line(ByteBuf in, int start, int length) {
    switch (state) {
      case STATUS -> {
        String line = text(in, start, length);
        if (!line.startsWith("HTTP/1.1 ") || length < 12) {
          throw new IllegalStateException("no HTTP: " + line);
        }
        status = Integer.parseInt(line.substring(9, 12));
        chunked = false;
        left = 0;
        state = State.HEADERS;
      }
      case HEADERS -> {
        if (length == 0) {
          state = chunked ? State.CHUNK_SIZE : State.BODY;
          if (status == 100) {
            state = State.STATUS;
          }
          return false;
        }
        header(in, start, length);
      }
      case CHUNK_SIZE -> {
        String size = text(in, start, length);
        left = size.isEmpty() ? -1 : Long.parseLong(size.split(";", 2)[0].strip(), 16);
        if (left == 0) {
          state = State.TRAILERS;
        } else if (left > 0) {
          state = State.CHUNK;
        }
      }
      case TRAILERS -> {
        if (length == 0) {
          state = State.STATUS;
          return true;
        }
      }
      case BODY, CHUNK -> throw new AssertionError("bodies have no lines");
    }
    return false;
  }

  private void header(ByteBuf in, int start, int length) {
    // Only headers that begin with c or t can say how long the answer is.
    int first = in.getByte(start) | 0x20;
    if (first != 'c' && first != 't') {
      return;
    }
    String line = text(in, start, length).toLowerCase(Locale.ROOT);
    if (line.startsWith("content-length:")) {
      left = Long.parseLong(line.substring("content-length:".length()).strip());
    } else if (line.startsWith("transfer-encoding:")) {
      chunked = line.contains("chunked");
    }
  }

  private static String text(ByteBuf in, int start, int length) {
    byte[] bytes = new byte[length];
    in.getBytes(start, bytes);
    return new AsciiString(bytes, false).toString();
  }
}
