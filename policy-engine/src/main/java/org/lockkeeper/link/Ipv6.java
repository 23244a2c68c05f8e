package org.lockkeeper.link;

import java.util.Optional;
import java.util.OptionalLong;
import org.lockkeeper.match.Ascii;

/** IPv6 addresses: any text form of RFC 4291 §2.2 read, the one of RFC 5952 written. */
final class Ipv6 {

  private static final int PIECES = 8;

  private Ipv6() {}

  /** The address in its canonical form; empty if the text is none. Zone ids are not taken. */
  static Optional<String> canonical(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      int[] pieces = pieces(text);
      return pieces.length == PIECES ? Optional.of(written(pieces)) : Optional.empty();
    }
    int[] front = pieces(text.substring(0, gap));
    int[] back = pieces(text.substring(gap + 2));
    boolean broken =
        front.length == 0 && gap > 0
            || back.length == 0 && gap + 2 < text.length()
            || text.substring(0, gap).indexOf('.') >= 0
            || front.length + back.length >= PIECES;
    if (broken) {
      return Optional.empty();
    }
    int[] all = new int[PIECES];
    System.arraycopy(front, 0, all, 0, front.length);
    System.arraycopy(back, 0, all, PIECES - back.length, back.length);
    return Optional.of(written(all));
  }

  /** The pieces between colons, the last two perhaps as an IPv4 address; none where broken. */
  private static int[] pieces(String text) {
    if (text.isEmpty() || text.length() > 45) {
      return new int[0];
    }
    String[] parts = text.split(":", -1);
    boolean dotted = parts[parts.length - 1].indexOf('.') >= 0;
    int[] pieces = new int[parts.length + (dotted ? 1 : 0)];
    int plain = dotted ? parts.length - 1 : parts.length;
    for (int at = 0; at < plain; at++) {
      int value = piece(parts[at]);
      if (value < 0) {
        return new int[0];
      }
      pieces[at] = value;
    }
    if (dotted) {
      OptionalLong address = strict(parts[parts.length - 1]);
      if (address.isEmpty()) {
        return new int[0];
      }
      pieces[plain] = (int) (address.getAsLong() >> 16);
      pieces[plain + 1] = (int) (address.getAsLong() & 0xFFFF);
    }
    return pieces;
  }

  private static int piece(String text) {
    if (text.isEmpty() || text.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int at = 0; at < text.length(); at++) {
      int digit = text.charAt(at) < 0x80 ? Character.digit(text.charAt(at), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }

  /** Inside IPv6, an IPv4 address is four decimal numbers without leading zeros. */
  private static OptionalLong strict(String text) {
    String[] parts = text.split("\\.", -1);
    for (String part : parts) {
      boolean decimal =
          !part.isEmpty()
              && part.chars().allMatch(Ascii::digit)
              && (part.length() == 1 || part.charAt(0) != '0');
      if (!decimal) {
        return OptionalLong.empty();
      }
    }
    return parts.length == 4 ? HostReader.ipv4(text) : OptionalLong.empty();
  }

  /** RFC 5952 §4: the first longest run of two or more zero pieces becomes two colons. */
  private static String written(int[] pieces) {
    int longest = -1;
    int length = 1;
    for (int at = 0; at < PIECES; at++) {
      int run = 0;
      while (at + run < PIECES && pieces[at + run] == 0) {
        run++;
      }
      if (run > length) {
        longest = at;
        length = run;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < PIECES; at++) {
      if (at == longest) {
        text.append(at == 0 ? "::" : ":");
        at += length - 1;
        continue;
      }
      text.append(Integer.toHexString(pieces[at]));
      if (at < PIECES - 1) {
        text.append(':');
      }
    }
    return text.toString();
  }
}
