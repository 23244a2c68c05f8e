package org.lockkeeper.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A key, a folder of rules that holds one pack, and bundles made of them by the commands. */
public final class Bundles {

  private final Path folder;

  /** Makes the key and the folder. */
  public Bundles(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(rules());
    assertThat(Shell.bare("rules", "keygen", "--out", key()).code()).isZero();
  }

  /** The folder of rules. */
  public Path rules() {
    return folder.resolve("packs");
  }

  /** The public key. */
  public Path trust() {
    return folder.resolve("rules.key.pub");
  }

  /** Makes this pack the whole set and packs it into a file. */
  public void pack(String pack, Path out) throws IOException {
    Files.writeString(rules().resolve("p.yaml"), pack);
    Shell.Ended ended =
        Shell.bare("rules", "pack", rules().toString(), "--key", key(), "--out", out.toString());
    assertThat(ended.code()).as(ended.err()).isZero();
  }

  private String key() {
    return folder.resolve("rules.key").toString();
  }
}
