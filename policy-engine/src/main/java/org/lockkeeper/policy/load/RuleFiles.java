package org.lockkeeper.policy.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lockkeeper.message.Digest;
import org.lockkeeper.policy.PolicyVersion;
import org.lockkeeper.yaml.Faults;
import org.lockkeeper.yaml.Where;

/**
 * The files of a set of rules, read once, by path inside the folder: packs ({@code .yaml}) and
 * lists ({@code .txt}) as text; exact data ({@code .edm}) and fingerprints ({@code .fpr}) as bytes.
 * Hidden files and folders are left out; links are followed.
 *
 * @param label what faults call the folder
 * @param binaries shared, not copied: never to be changed
 * @param version a digest over all names and contents
 */
record RuleFiles(
    String label,
    SortedMap<String, String> contents,
    SortedMap<String, byte[]> binaries,
    PolicyVersion version) {

  private static final int VERSION_LENGTH = 12;

  RuleFiles {
    contents = Collections.unmodifiableSortedMap(new TreeMap<>(contents));
    binaries = Collections.unmodifiableSortedMap(new TreeMap<>(binaries));
  }

  /**
   * Reads a folder.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  static RuleFiles read(Path folder, Faults faults) {
    return of(label(folder), contents(folder), faults);
  }

  /** Takes files from elsewhere than a folder, by path inside it; what is no text is a fault. */
  static RuleFiles of(String label, SortedMap<String, byte[]> files, Faults faults) {
    SortedMap<String, String> contents = new TreeMap<>();
    SortedMap<String, byte[]> binaries = new TreeMap<>();
    StringBuilder digests = new StringBuilder();
    files.forEach(
        (name, bytes) -> {
          Where where = new Where(label + name, 0);
          if (name.endsWith(".yml")) {
            faults.add(where, "a pack's file ends in .yaml; rename it");
            return;
          }
          digests.append(name).append(' ').append(Digest.of(bytes)).append('\n');
          if (binary(name)) {
            binaries.put(name, bytes);
          } else if (text(name)) {
            try {
              ByteBuffer from = ByteBuffer.wrap(bytes);
              contents.put(name, StandardCharsets.UTF_8.newDecoder().decode(from).toString());
            } catch (CharacterCodingException _) {
              faults.add(where, "the file is not UTF-8; save it as UTF-8");
            }
          }
        });
    String version =
        Digest.of(digests.toString().getBytes(StandardCharsets.UTF_8))
            .toString()
            .substring(0, VERSION_LENGTH);
    return new RuleFiles(label, contents, binaries, new PolicyVersion(version));
  }

  private static boolean text(String name) {
    return name.endsWith(".yaml") || name.endsWith(".txt");
  }

  private static boolean binary(String name) {
    return name.endsWith(".edm") || name.endsWith(".fpr");
  }

  /**
   * The bytes of every file that belongs to a set.
   *
   * @throws UncheckedIOException if one cannot be read
   */
  static SortedMap<String, byte[]> contents(Path folder) {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    for (Path file : files(folder)) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      if (text(name) || binary(name) || name.endsWith(".yml")) {
        try {
          contents.put(name, Files.readAllBytes(file));
        } catch (IOException unreadable) {
          throw new UncheckedIOException(unreadable);
        }
      }
    }
    return contents;
  }

  static String label(Path folder) {
    return folder.toAbsolutePath().normalize().getFileName() + "/";
  }

  /** Every file under a folder that could belong to the set, in order of name. */
  static List<Path> files(Path folder) {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      walk.filter(file -> Files.isRegularFile(file) && !hidden(folder.relativize(file)))
          .sorted()
          .forEach(files::add);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return files;
  }

  private static boolean hidden(Path inside) {
    for (Path part : inside) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
