package org.lockkeeper.proxy.console;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * The console's one password, kept only as its Argon2id hash (RFC 9106) in the PHC string form.
 *
 * <p>Immutable, safe to share. A check takes some tens of milliseconds and 19 MiB by intention.
 */
public final class ConsolePassword {

  // OWASP's first recommendation for Argon2id. The password made here has 100 random bits and would
  // do with less; one an operator hashed and put in its place may not.
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  // A hash file asking for more than this is a mistake that would stall or fill the gateway.
  private static final int MOST_MEMORY_KIB = 262_144;
  private static final int MOST_PASSES = 16;
  private static final int MOST_LANES = 8;
  // Longer guesses are refused unread.
  private static final int LONGEST = 256;

  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,4}),p=(\\d{1,3})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");
  // No letter that reads like another.
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

  private final int memory;
  private final int passes;
  private final int lanes;
  private final byte[] salt;
  private final byte[] hash;

  private ConsolePassword(int memory, int passes, int lanes, byte[] salt, byte[] hash) {
    this.memory = memory;
    this.passes = passes;
    this.lanes = lanes;
    this.salt = salt;
    this.hash = hash;
  }

  /**
   * A password and, where it was made just now, its words. They are kept nowhere: print them once.
   */
  public record Loaded(ConsolePassword password, Optional<String> freshlyMade) {}

  /**
   * Reads the hash in the file {@code password} of a folder, or makes a password and writes its
   * hash there, readable by the owner only. To get a new password, delete the file and restart.
   *
   * @param folder the console's own folder in the data directory; made if missing
   * @throws IOException if the file cannot be read or written, or holds no Argon2id hash
   */
  public static Loaded loadOrCreate(Path folder) throws IOException {
    Path file = folder.resolve("password");
    try {
      return new Loaded(parse(Files.readString(file).strip(), file), Optional.empty());
    } catch (NoSuchFileException _) {
      String made = invent(new SecureRandom());
      ConsolePassword password = of(made);
      write(file, password.toString());
      return new Loaded(password, Optional.of(made));
    }
  }

  /** The hash of a password, with a salt of its own. */
  public static ConsolePassword of(String password) {
    byte[] salt = new byte[16];
    new SecureRandom().nextBytes(salt);
    byte[] hash = argon2id(password, salt, MEMORY_KIB, PASSES, LANES, 32);
    return new ConsolePassword(MEMORY_KIB, PASSES, LANES, salt, hash);
  }

  /** Whether a guess is the password. Slow by intention: never on an event loop. */
  public boolean matches(String guess) {
    return guess.length() <= LONGEST
        && MessageDigest.isEqual(hash, argon2id(guess, salt, memory, passes, lanes, hash.length));
  }

  /** The PHC string form of the hash: {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}. */
  @Override
  public String toString() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return ("$argon2id$v=19$m=" + memory + ",t=" + passes + ",p=" + lanes)
        + ("$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash));
  }

  private static ConsolePassword parse(String line, Path file) throws IOException {
    Matcher form = FORM.matcher(line);
    if (!form.matches()) {
      throw new IOException(
          file + " holds no Argon2id hash; delete it and restart to have a new password made");
    }
    int memory = Integer.parseInt(form.group(1));
    int passes = Integer.parseInt(form.group(2));
    int lanes = Integer.parseInt(form.group(3));
    if (lanes < 1
        || lanes > MOST_LANES
        || passes < 1
        || passes > MOST_PASSES
        || memory < 8 * lanes
        || memory > MOST_MEMORY_KIB) {
      throw new IOException(
          file + " asks for a cost out of bounds; delete it and restart for a new password");
    }
    Base64.Decoder base64 = Base64.getDecoder();
    return new ConsolePassword(
        memory, passes, lanes, base64.decode(form.group(4)), base64.decode(form.group(5)));
  }

  private static byte[] argon2id(
      String password, byte[] salt, int memory, int passes, int lanes, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }

  private static String invent(SecureRandom random) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      if (i > 0 && i % 5 == 0) {
        words.append('-');
      }
      words.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return words.toString();
  }

  private static void write(Path file, String line) throws IOException {
    Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
    Path fresh = folder.resolve("password.new");
    Files.deleteIfExists(fresh);
    FileAttribute<?> ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    // Born with its permissions: there is no moment at which others could open it.
    try (FileChannel channel =
        FileChannel.open(
            fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
      ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
