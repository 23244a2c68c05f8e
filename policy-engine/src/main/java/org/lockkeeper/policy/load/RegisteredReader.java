package org.lockkeeper.policy.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lockkeeper.detect.Detector.Means;
import org.lockkeeper.detect.Recognizer;
import org.lockkeeper.detect.exact.ExactMatch;
import org.lockkeeper.detect.near.NearMatch;
import org.lockkeeper.yaml.YamlMap;

/**
 * Reads {@code find: { exact: lists/customers.edm, key: … }} and {@code find: { fingerprint:
 * lists/board.fpr }}: what customers registered, in files that hold hashes. A file that several
 * detectors name is read once, and run once on a text.
 */
final class RegisteredReader {

  private static final byte[] NO_KEY = new byte[0];

  /** A key file is random bytes, not a document somebody named by mistake. */
  private static final long LONGEST_KEY = 4096;

  private final RuleFiles files;
  private final Map<String, Recognizer> read = new HashMap<>();

  RegisteredReader(RuleFiles files) {
    this.files = files;
  }

  /** The means of a {@code find} that has {@code exact}; faults are added to it. */
  Optional<Means> exact(YamlMap find, String file) {
    Optional<String> key = find.text("key");
    Optional<byte[]> secret = key.map(path -> secret(find, path)).orElse(Optional.of(NO_KEY));
    Optional<byte[]> bytes = bytes(find, "exact", file, ".edm");
    if (secret.isEmpty() || bytes.isEmpty()) {
      return Optional.empty();
    }
    String id = "exact:" + file + key.map(path -> ":" + path).orElse("");
    return means(find, "exact", id, () -> ExactMatch.read(id, bytes.get(), secret.get()));
  }

  /** The means of a {@code find} that has {@code fingerprint}; faults are added to it. */
  Optional<Means> fingerprint(YamlMap find, String file) {
    return bytes(find, "fingerprint", file, ".fpr")
        .flatMap(
            bytes -> {
              String id = "fingerprint:" + file;
              return means(find, "fingerprint", id, () -> NearMatch.read(id, bytes));
            });
  }

  private interface Reading {
    Recognizer read();
  }

  private Optional<Means> means(YamlMap find, String name, String id, Reading reading) {
    try {
      return Optional.of(new Means.Arithmetic(read.computeIfAbsent(id, _ -> reading.read())));
    } catch (IllegalArgumentException wrong) {
      find.fault(name, String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<byte[]> bytes(YamlMap find, String name, String file, String ending) {
    byte[] bytes = file.endsWith(ending) ? files.binaries().get(file) : null;
    if (bytes == null) {
      find.fault(
          name, "no " + ending + " file \"" + file + "\" in the rules folder; give its path there");
    }
    return Optional.ofNullable(bytes);
  }

  /** A key lies outside the folder: who copies the rules shall not have it. */
  private static Optional<byte[]> secret(YamlMap find, String named) {
    try {
      Path path = Path.of(named);
      if (!path.isAbsolute()) {
        find.fault("key", "a key is named by its whole path, outside the rules folder");
        return Optional.empty();
      }
      if (Files.size(path) > LONGEST_KEY) {
        find.fault("key", "a key file has at most " + LONGEST_KEY + " bytes");
        return Optional.empty();
      }
      byte[] secret = Files.readAllBytes(path);
      if (secret.length == 0) {
        find.fault("key", "the key file is empty");
        return Optional.empty();
      }
      return Optional.of(secret);
    } catch (IOException | InvalidPathException unreadable) {
      find.fault("key", "cannot read the key file: " + unreadable.getClass().getSimpleName());
      return Optional.empty();
    }
  }
}
