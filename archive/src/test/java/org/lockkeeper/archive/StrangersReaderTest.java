package org.lockkeeper.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.log.LogLimits;
import org.lockkeeper.archive.log.SegmentLog;

/** Reads an archive with nothing but FORMAT.md in hand: no class of the archive takes part. */
class StrangersReaderTest {

  @TempDir Path archive;

  private final List<List<Object>> records = new ArrayList<>();
  private long sequence;
  private byte[] chain = new byte[32];

  @Test
  void readsEveryRecord() throws Exception {
    String longText = "long é ".repeat(10_000);
    try (SegmentLog log = SegmentLog.open(archive, LogLimits.defaults().withSegmentBytes(3_000))) {
      for (int i = 0; i < 20; i++) {
        log.append(Samples.post(i, i == 7 ? longText : "text " + i)).toCompletableFuture().join();
        log.append(Samples.answer(i, "n" + i)).toCompletableFuture().join();
      }
    }

    try (Stream<Path> files = Files.list(archive.resolve("seg"))) {
      for (Path file : files.sorted().toList()) {
        segment(Files.readAllBytes(file));
      }
    }

    assertThat(records).hasSize(40);
    for (int i = 0; i < 20; i++) {
      List<Object> judged = records.get(2 * i);
      assertThat(judged.subList(0, 2)).containsExactly(1L, 0L);
      List<Object> action = list(list(judged.get(2)).get(7));
      List<Object> part = list(list(list(action.get(1)).getFirst()).getFirst());
      assertThat(part).containsExactly("/message", i == 7 ? longText : "text " + i);
      List<Object> answer = records.get(2 * i + 1);
      assertThat(answer.subList(0, 2)).containsExactly(1L, 1L);
      assertThat(answer.getLast()).isEqualTo("n" + i);
    }
    ByteBuffer checkpoint = ByteBuffer.wrap(Files.readAllBytes(archive.resolve("checkpoint")));
    assertThat(checkpoint.getLong(8)).isEqualTo(40);
    assertThat(Arrays.copyOfRange(checkpoint.array(), 24, 56)).isEqualTo(chain);
    assertThat(checkpoint.getInt(56)).isEqualTo(crc(checkpoint.array(), 0, 56));
  }

  private void segment(byte[] file) throws Exception {
    ByteBuffer in = ByteBuffer.wrap(file);
    assertThat(new String(file, 0, 8, StandardCharsets.US_ASCII)).isEqualTo("LKSEGV01");
    assertThat(in.getInt(64)).isEqualTo(crc(file, 0, 64));
    assertThat(in.getLong(24)).isEqualTo(sequence);
    assertThat(Arrays.copyOfRange(file, 32, 64)).isEqualTo(chain);
    int group = 68;
    int at = 68;
    List<List<Object>> waiting = new ArrayList<>();
    while (at < file.length) {
      if (in.getInt(at) == 0x4C4B434D) {
        assertThat(in.getInt(at + 4)).isEqualTo(waiting.size());
        assertThat(in.getLong(at + 8)).isEqualTo(sequence);
        assertThat(in.getInt(at + 16)).isEqualTo(at - group);
        assertThat(in.getInt(at + 20)).isEqualTo(crc(file, group, at));
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(chain);
        sha256.update(file, group, at - group);
        chain = sha256.digest();
        assertThat(Arrays.copyOfRange(file, at + 24, at + 56)).isEqualTo(chain);
        records.addAll(waiting);
        sequence += waiting.size();
        waiting.clear();
        at += 60;
        group = at;
      } else {
        int length = in.getInt(at);
        assertThat(in.getLong(at + 8)).isEqualTo(sequence + waiting.size());
        waiting.add(list(value(ByteBuffer.wrap(file, at + 16, length))));
        at += 16 + length;
      }
    }
  }

  private static int crc(byte[] bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, to - from);
    return (int) crc.getValue();
  }

  /** As much of CBOR as FORMAT.md says there is. */
  private static Object value(ByteBuffer in) throws IOException {
    int first = in.get() & 0xFF;
    int small = first & 31;
    long number =
        switch (small) {
          case 24 -> in.get() & 0xFF;
          case 25 -> in.getShort() & 0xFFFF;
          case 26 -> in.getInt() & 0xFFFF_FFFFL;
          case 27 -> in.getLong();
          default -> small;
        };
    return switch (first >> 5) {
      case 0 -> number;
      case 1 -> -1 - number;
      case 2 -> bytes(in, number);
      case 3 -> new String(bytes(in, number), StandardCharsets.UTF_8);
      case 4 -> {
        List<Object> items = new ArrayList<>();
        for (long i = 0; i < number; i++) {
          items.add(value(in));
        }
        yield items;
      }
      case 7 -> small == 22 ? "null" : small == 21;
      default -> throw new IOException("not drawn in FORMAT.md: " + first);
    };
  }

  private static byte[] bytes(ByteBuffer in, long length) {
    byte[] bytes = new byte[(int) length];
    in.get(bytes);
    return bytes;
  }

  @SuppressWarnings("unchecked") // every array is read into a list of objects
  private static List<Object> list(Object value) {
    return (List<Object>) value;
  }
}
