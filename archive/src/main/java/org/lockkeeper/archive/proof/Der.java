package org.lockkeeper.archive.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.archive.tlog.ProofFault;

/**
 * One value of DER (ITU-T X.690 §10), as far as time-stamps need it: a tag of one byte, a definite
 * length, and content. Reads no further than its own bytes, and nothing recursively by itself.
 *
 * @param encoded the whole value
 * @param start where its content begins
 */
record Der(byte[] encoded, int start) {

  static final int INTEGER = 0x02;
  static final int OCTETS = 0x04;
  static final int IDENTIFIER = 0x06;
  static final int TIME = 0x18;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;

  /**
   * Reads bytes that are one value.
   *
   * @throws ProofFault MALFORMED if they are not
   */
  static Der of(byte[] bytes) throws ProofFault {
    List<Der> all = all(bytes, 0);
    if (all.size() != 1) {
      throw malformed();
    }
    return all.getFirst();
  }

  private static List<Der> all(byte[] bytes, int from) throws ProofFault {
    List<Der> values = new ArrayList<>();
    for (int at = from; at < bytes.length; ) {
      int content = at + 2;
      if (content > bytes.length || (bytes[at] & 0x1f) == 0x1f) {
        throw malformed();
      }
      int length = bytes[at + 1] & 0xff;
      if (length >= 0x80) {
        int more = length - 0x80;
        // More than three bytes of length would be more than any time-stamp.
        if (more < 1 || more > 3 || content + more > bytes.length) {
          throw malformed();
        }
        length = 0;
        for (int i = 0; i < more; i++) {
          length = length << 8 | bytes[content + i] & 0xff;
        }
        content += more;
      }
      if (length > bytes.length - content) {
        throw malformed();
      }
      values.add(new Der(Arrays.copyOfRange(bytes, at, content + length), content - at));
      at = content + length;
    }
    return values;
  }

  int tag() {
    return encoded[0] & 0xff;
  }

  byte[] content() {
    return Arrays.copyOfRange(encoded, start, encoded.length);
  }

  /** The values inside, of a value with this tag. */
  List<Der> values(int tag) throws ProofFault {
    expect(tag);
    return all(encoded, start);
  }

  /** The one value inside an explicit tag. */
  Der inside(int tag) throws ProofFault {
    List<Der> values = values(tag);
    if (values.size() != 1) {
      throw malformed();
    }
    return values.getFirst();
  }

  /** The content of a value with this tag. */
  byte[] content(int tag) throws ProofFault {
    expect(tag);
    return content();
  }

  /** An object identifier, as its DER content in hexadecimal. */
  String identifier() throws ProofFault {
    return HexFormat.of().formatHex(content(IDENTIFIER));
  }

  String text(int tag) throws ProofFault {
    return new String(content(tag), StandardCharsets.US_ASCII);
  }

  private void expect(int tag) throws ProofFault {
    if (tag() != tag) {
      throw malformed();
    }
  }

  /** The value at a place of a sequence. */
  static Der at(List<Der> values, int place) throws ProofFault {
    if (place >= values.size()) {
      throw malformed();
    }
    return values.get(place);
  }

  /** The first value with a tag. */
  static Optional<Der> tagged(List<Der> values, int tag) {
    return values.stream().filter(value -> value.tag() == tag).findFirst();
  }

  static ProofFault malformed() {
    return new ProofFault(
        ProofFault.Kind.MALFORMED, "the time-stamp is not a response of RFC 3161 in DER");
  }
}
