package org.lockkeeper.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.Inflater;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.crypt.BucketChoice;
import org.lockkeeper.archive.crypt.MemoryLeaves;
import org.lockkeeper.archive.crypt.SealedRecords;
import org.lockkeeper.archive.keys.BcfksVault;
import org.lockkeeper.archive.keys.KeyRing;
import org.lockkeeper.archive.keys.Passphrase;
import org.lockkeeper.archive.log.DiskFiles;
import org.lockkeeper.archive.log.LogLimits;
import org.lockkeeper.archive.log.SegmentLog;

/**
 * Reads a sealed archive with nothing but FORMAT.md and the passphrase in hand: no class of the
 * archive takes part, HKDF is RFC 5869 written out.
 */
class SealedStrangersReaderTest {

  private static final String PHRASE = "words for a test";

  @TempDir Path archive;

  private final MemoryLeaves leaves = new MemoryLeaves();
  private final List<String> read = new ArrayList<>();
  private byte[][] bucketKeys = new byte[0][];
  private byte[][] lastOfChannel = new byte[0][];
  private long sequence;

  @Test
  void readsEveryRecordAndProvesEveryLeaf() throws Exception {
    write();
    ring();
    try (Stream<Path> files = Files.list(archive.resolve("seg"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".seg")).sorted().toList()) {
        segment(
            Files.readAllBytes(file),
            Files.readAllBytes(Path.of(file.toString().replace(".seg", ".slt"))));
      }
    }
    assertThat(read).hasSize(20);
    for (int i = 0; i < 20; i++) {
      assertThat(read.get(i)).contains(i == 7 ? "long é long é" : "text " + i);
    }
  }

  private void write() throws IOException {
    DiskFiles files = new DiskFiles();
    SecureRandom random = new SecureRandom();
    Path phrase = Files.writeString(archive.resolve("phrase"), PHRASE + "\n");
    Path keys = Files.createDirectories(archive.resolve("keys"));
    try (BcfksVault vault =
            BcfksVault.open(keys.resolve("root.bcfks"), Passphrase.read(phrase), files, random);
        KeyRing ring =
            KeyRing.open(keys, vault, files, random, InstantSource.fixed(Samples.NOON))) {
      ring.rotate();
      SealedRecords seal =
          new SealedRecords(
              archive,
              ring,
              BucketChoice.byMonth(),
              leaves,
              files,
              random,
              InstantSource.fixed(Samples.NOON),
              1 << 20);
      LogLimits limits = LogLimits.defaults().withSegmentBytes(3_000);
      try (SegmentLog log = SegmentLog.open(archive, limits, files, () -> 7, seal)) {
        for (int i = 0; i < 20; i++) {
          String text = i == 7 ? "long é ".repeat(10_000) : "text " + i;
          log.append(Samples.post(i, text)).toCompletableFuture().join();
        }
      }
    }
  }

  private void ring() throws Exception {
    byte[] ring = Files.readAllBytes(archive.resolve("keys/ring.cur"));
    assertThat(ascii(ring, 0, 8)).isEqualTo("LKRING02");
    byte[] root = root(ascii(ring, 9, ring[8]));
    bucketKeys = new byte[ring.length / 256 - 1][];
    lastOfChannel = new byte[bucketKeys.length][];
    for (int number = 0; number < bucketKeys.length; number++) {
      int at = 256 * (number + 1);
      ByteBuffer slot = ByteBuffer.wrap(ring, at, 256);
      assertThat(slot.getInt(at + 252)).isEqualTo(crc(ring, at, at + 252));
      assertThat(slot.get(at)).isEqualTo((byte) 1);
      assertThat(slot.getInt(at + 4)).isEqualTo(number);
      int name = slot.get(at + 1);
      byte[] wrapped =
          Arrays.copyOfRange(ring, at + 16 + name, at + 16 + name + slot.getShort(at + 2));
      byte[] context =
          ByteBuffer.allocate(16 + name)
              .put("LKRING02".getBytes(StandardCharsets.US_ASCII))
              .putInt(number)
              .putInt(slot.getInt(at + 8))
              .put(ring, at + 16, name)
              .array();
      byte[] nonce = Arrays.copyOf(wrapped, 12);
      bucketKeys[number] =
          aes(root, nonce, context, Arrays.copyOfRange(wrapped, 12, wrapped.length));
    }
  }

  private byte[] root(String name) throws Exception {
    KeyStore store = KeyStore.getInstance("BCFKS", new BouncyCastleProvider());
    try (InputStream in = Files.newInputStream(archive.resolve("keys/root.bcfks"))) {
      store.load(in, PHRASE.toCharArray());
    }
    return store.getKey(name, PHRASE.toCharArray()).getEncoded();
  }

  private void segment(byte[] file, byte[] salts) throws Exception {
    ByteBuffer in = ByteBuffer.wrap(file);
    assertThat(ascii(file, 0, 8)).isEqualTo("LKSEGV02");
    assertThat(ascii(salts, 0, 8)).isEqualTo("LKSALT02");
    assertThat(ByteBuffer.wrap(salts).getLong(8)).isEqualTo(in.getLong(16));
    assertThat(ByteBuffer.wrap(salts).getLong(16)).isEqualTo(sequence);
    assertThat(ByteBuffer.wrap(salts).getInt(28)).isEqualTo(crc(salts, 0, 28));
    long first = sequence;
    for (int at = 68; at < file.length; ) {
      if (in.getInt(at) == 0x4C4B434D) {
        at += 60;
      } else {
        int length = in.getInt(at);
        assertThat(in.getLong(at + 8)).isEqualTo(sequence);
        int salt = 32 + 32 * (int) (sequence - first);
        record(
            Arrays.copyOfRange(file, at + 16, at + 16 + length),
            Arrays.copyOfRange(salts, salt, salt + 32));
        sequence++;
        at += 16 + length;
      }
    }
  }

  private void record(byte[] sealed, byte[] salt) throws Exception {
    int bucket = ByteBuffer.wrap(sealed).getInt(2);
    byte[] bucketKey = bucketKeys[bucket];
    byte[] place = ByteBuffer.allocate(8).putLong(sequence).array();
    byte[] key = hkdf(bucketKey, salt, join(ascii("rec"), place));
    byte[] head = Arrays.copyOf(sealed, 14);
    head[1] &= 0x7F;
    byte[] cipher = Arrays.copyOfRange(sealed, 14, sealed.length);
    byte[] record = unpacked(aes(key, new byte[12], join(place, head), cipher));
    read.add(new String(record, StandardCharsets.UTF_8));

    byte[] leaf = leaves.all().get((int) sequence);
    assertThat(leaf).hasSize(178).startsWith(2, sealed[0]);
    assertThat(part(leaf, 2, 8)).isEqualTo(place);
    assertThat(part(leaf, 10, 8)).isEqualTo(part(sealed, 6, 8));
    assertThat(part(leaf, 18, 4)).isEqualTo(part(sealed, 2, 4));
    assertThat(part(leaf, 26, 32)).isEqualTo(sha256(cipher));
    assertThat(part(leaf, 58, 32))
        .isEqualTo(hmac(hkdf(key, new byte[32], ascii("commit")), record));
    assertThat(part(leaf, 90, 32))
        .isEqualTo(sha256(join(ascii("kc"), hkdf(key, new byte[32], ascii("kc")))));
    byte[] tag = hkdf(bucketKey, new byte[32], ascii("tag"));
    assertThat(part(leaf, 122, 16))
        .isEqualTo(Arrays.copyOf(hmac(tag, ascii("mattermost\0town-square")), 16));
    byte[] before = lastOfChannel[bucket] == null ? new byte[32] : lastOfChannel[bucket];
    assertThat(part(leaf, 146, 32)).isEqualTo(before);
    lastOfChannel[bucket] = sha256(join(new byte[1], leaf));
  }

  private static byte[] unpacked(byte[] packed) throws Exception {
    byte[] rest = Arrays.copyOfRange(packed, 1, packed.length);
    if (packed[0] == 0) {
      return rest;
    }
    try (Inflater inflater = new Inflater(true);
        InputStream dictionary =
            SealedStrangersReaderTest.class.getResourceAsStream(
                "/org/lockkeeper/archive/crypt/dictionary-1")) {
      byte[] words = dictionary == null ? new byte[0] : dictionary.readAllBytes();
      assertThat(words).hasSize(4_109);
      inflater.setDictionary(words);
      inflater.setInput(rest);
      byte[] out = new byte[1 << 20];
      int length = inflater.inflate(out);
      assertThat(inflater.finished()).isTrue();
      return Arrays.copyOf(out, length);
    }
  }

  private static byte[] aes(byte[] key, byte[] nonce, byte[] authenticated, byte[] cipher)
      throws Exception {
    Cipher aes = Cipher.getInstance("AES/GCM/NoPadding");
    aes.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    aes.updateAAD(authenticated);
    return aes.doFinal(cipher);
  }

  /** RFC 5869 §2.2 and §2.3 for one block; no salt is as many zeros as the hash is long. */
  private static byte[] hkdf(byte[] key, byte[] salt, byte[] info) throws Exception {
    return hmac(hmac(salt, key), join(info, new byte[] {1}));
  }

  private static byte[] hmac(byte[] key, byte[] message) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }

  private static byte[] sha256(byte[] bytes) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  private static byte[] part(byte[] all, int from, int length) {
    return Arrays.copyOfRange(all, from, from + length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String ascii(byte[] bytes, int from, int length) {
    return new String(bytes, from, length, StandardCharsets.US_ASCII);
  }

  private static int crc(byte[] bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, to - from);
    return (int) crc.getValue();
  }
}
