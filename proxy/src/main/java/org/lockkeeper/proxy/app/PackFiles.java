package org.lockkeeper.proxy.app;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lockkeeper.policy.layout.PackForm;
import org.lockkeeper.yaml.Fault;
import org.lockkeeper.yaml.Faults;
import org.lockkeeper.yaml.Where;

/** The packs of a folder, to be written again. Hidden files and folders are left alone. */
final class PackFiles {

  private final Path root;
  private final List<Path> files;

  private PackFiles(Path root, List<Path> files) {
    this.root = root;
    this.files = files;
  }

  /** Gives a pack another form. */
  interface Laying {
    Optional<PackForm> of(String text, String name, Faults faults);
  }

  /**
   * A pack and what it would be.
   *
   * @param after what it would be; what it is where it cannot be read
   */
  record Laid(
      Path file,
      String name,
      String before,
      String after,
      List<PackForm.Mend> mends,
      List<Fault> faults) {

    boolean changes() {
      return !before.equals(after);
    }

    void write() throws IOException {
      WholeFile.write(file, after.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * The packs of a folder, or one pack.
   *
   * @throws UsageException if there is none
   */
  static PackFiles in(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      return new PackFiles(path, List.of(path));
    }
    if (!Files.isDirectory(path)) {
      throw new UsageException("there is no folder " + path);
    }
    try (Stream<Path> walk = Files.walk(path)) {
      List<Path> packs =
          walk.filter(file -> file.toString().endsWith(".yaml") && Files.isRegularFile(file))
              .filter(file -> !hidden(path.relativize(file)))
              .sorted()
              .toList();
      if (packs.isEmpty()) {
        throw new UsageException("there is no pack in " + path + "; packs end in .yaml");
      }
      return new PackFiles(path, packs);
    }
  }

  int count() {
    return files.size();
  }

  /** Every pack, given another form. */
  List<Laid> laid(Laying laying) throws IOException {
    List<Laid> laid = new ArrayList<>();
    for (Path file : files) {
      laid.add(laid(file, laying));
    }
    return laid;
  }

  private Laid laid(Path file, Laying laying) throws IOException {
    String name = file.equals(root) ? file.toString() : root.relativize(file).toString();
    try {
      String before = Files.readString(file);
      Faults faults = new Faults();
      Optional<PackForm> form = laying.of(before, name, faults);
      return new Laid(
          file,
          name,
          before,
          form.map(PackForm::text).orElse(before),
          form.map(PackForm::mends).orElse(List.of()),
          faults.all());
    } catch (MalformedInputException _) {
      Fault fault = new Fault(new Where(name, 0), "the file is not UTF-8; save it as UTF-8");
      return new Laid(file, name, "", "", List.of(), List.of(fault));
    }
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
