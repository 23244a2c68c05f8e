package org.lockkeeper.proxy.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lockkeeper.detect.DetectorSet.Detected;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.message.Digest;

/**
 * Findings between members: a byte 1, the key (32 bytes), the number of findings, and per finding
 * category and confidence (a byte each, by their place in the closed list), detector, kind, pointer
 * (2 bytes of length and UTF-8 each), start and end (4 bytes each, big-endian).
 */
final class FindingsFormatV1 {

  private static final int VERSION = 1;

  /** What a member may say of one text; longer answers are not shared. */
  static final int MOST_BYTES = 256 * 1024;

  private static final int LONGEST_TEXT = 0xFFFF;

  private FindingsFormatV1() {}

  /** One thing worth telling. */
  record Told(Digest key, Detected found) {}

  /** The bytes; empty if it is too much to share. */
  static Optional<byte[]> write(Told told) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.write(told.key().bytes());
      out.writeInt(told.found().findings().size());
      for (Finding finding : told.found().findings()) {
        out.writeByte(finding.category().ordinal());
        out.writeByte(finding.confidence().ordinal());
        for (String text : List.of(finding.detector(), finding.kind(), finding.pointer())) {
          byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
          if (utf8.length > LONGEST_TEXT || bytes.size() > MOST_BYTES) {
            return Optional.empty();
          }
          out.writeShort(utf8.length);
          out.write(utf8);
        }
        out.writeInt(finding.start());
        out.writeInt(finding.end());
      }
    } catch (IOException impossible) {
      throw new AssertionError("memory does not fail", impossible);
    }
    return Optional.of(bytes.toByteArray());
  }

  /** What was told; empty if these are no such bytes, as from a member of another version. */
  static Optional<Told> read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != VERSION) {
        return Optional.empty();
      }
      Digest key = Digest.fromBytes(in.readNBytes(Digest.LENGTH));
      int count = in.readInt();
      List<Finding> findings = new ArrayList<>();
      for (int read = 0; read < count; read++) {
        findings.add(finding(in));
      }
      return in.read() < 0
          ? Optional.of(new Told(key, new Detected(findings, Map.of())))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException _) {
      return Optional.empty();
    }
  }

  private static Finding finding(DataInputStream in) throws IOException {
    Finding.Category category = Finding.Category.values()[in.readUnsignedByte()];
    Finding.Confidence confidence = Finding.Confidence.values()[in.readUnsignedByte()];
    return new Finding(
        category, text(in), text(in), text(in), in.readInt(), in.readInt(), confidence);
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readUnsignedShort();
    byte[] utf8 = in.readNBytes(length);
    if (utf8.length < length) {
      throw new IOException("cut short");
    }
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
