package org.lockkeeper.proxy.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lockkeeper.detect.DetectorSet.Detected;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.detect.Found;

/**
 * Findings as bytes: a byte 1, the number of findings, and per finding category and confidence (a
 * byte each, by their place in the closed list), detector, kind, pointer and key (4 bytes of length
 * and UTF-8 each), start, end and weight (4 bytes each, big-endian). Holds words of the message: it
 * never leaves this process but locked, see {@link Locked}.
 */
final class FindingsFormatV1 {

  private static final int VERSION = 1;

  /** What a member may say of one text; longer answers are not shared. */
  static final int MOST_BYTES = 256 * 1024;

  private FindingsFormatV1() {}

  /** The bytes; empty if it is too much to share. */
  static Optional<byte[]> write(Detected detected) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(detected.found().size());
      for (Found found : detected.found()) {
        Finding finding = found.finding();
        out.writeByte(finding.category().ordinal());
        out.writeByte(finding.confidence().ordinal());
        for (String text :
            List.of(finding.detector(), finding.kind(), finding.pointer(), found.key())) {
          byte[] utf8 = text.getBytes(UTF_8);
          out.writeInt(utf8.length);
          out.write(utf8);
        }
        out.writeInt(finding.start());
        out.writeInt(finding.end());
        out.writeInt(found.weight());
        if (bytes.size() > MOST_BYTES) {
          return Optional.empty();
        }
      }
    } catch (IOException impossible) {
      throw new AssertionError("memory does not fail", impossible);
    }
    return Optional.of(bytes.toByteArray());
  }

  /** What was found; empty if these are no such bytes, as from a member of another version. */
  static Optional<Detected> read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != VERSION) {
        return Optional.empty();
      }
      int count = in.readInt();
      List<Found> found = new ArrayList<>();
      for (int read = 0; read < count; read++) {
        found.add(found(in));
      }
      return in.read() < 0 ? Optional.of(new Detected(found, Map.of())) : Optional.empty();
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException _) {
      return Optional.empty();
    }
  }

  private static Found found(DataInputStream in) throws IOException {
    Finding.Category category = Finding.Category.values()[in.readUnsignedByte()];
    Finding.Confidence confidence = Finding.Confidence.values()[in.readUnsignedByte()];
    String detector = text(in);
    String kind = text(in);
    String pointer = text(in);
    String key = text(in);
    Finding finding =
        new Finding(category, detector, kind, pointer, in.readInt(), in.readInt(), confidence);
    return new Found(finding, key, in.readInt());
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("cut short");
    }
    return new String(in.readNBytes(length), UTF_8);
  }
}
