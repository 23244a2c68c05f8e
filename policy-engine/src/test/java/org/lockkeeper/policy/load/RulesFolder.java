package org.lockkeeper.policy.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lockkeeper.yaml.Fault;

/** A folder of rules that a test writes. */
public final class RulesFolder {

  private final Path folder;

  /** Makes a folder named {@code rules}. */
  public RulesFolder(Path parent) {
    this.folder = parent.resolve("rules");
  }

  /** Where it is. */
  public Path path() {
    return folder;
  }

  /** Writes one file. */
  public RulesFolder write(String name, String content) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
      return this;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Writes a pack: its header and what is given. */
  public RulesFolder pack(String name, String body) {
    return write(name + ".yaml", "pack: " + name + "\nversion: 1\nowner: test\n" + body);
  }

  /** Loads it. */
  public RuleSet load() {
    return RuleSet.load(folder);
  }

  /** Its faults, as people read them. */
  List<String> faults() {
    return RuleCheck.run(folder).stream().map(Fault::toString).toList();
  }
}
