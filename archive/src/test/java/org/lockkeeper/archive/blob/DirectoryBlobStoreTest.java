package org.lockkeeper.archive.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.message.Digest;

class DirectoryBlobStoreTest implements BlobStoreContract {

  @TempDir Path directory;

  @Override
  public BlobStore open() throws IOException {
    return DirectoryBlobStore.open(directory.resolve("blob"));
  }

  @Test
  void writesAFileOnceAndClearsHalfWrittenOnes() throws IOException {
    byte[] content = {9};
    Digest name = Digest.of(content);
    open().put(name, content);
    Path shelf = directory.resolve("blob").resolve(name.toString().substring(0, 2));
    Path file = shelf.resolve(name.toString());
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
    Path half = Files.write(shelf.resolve("half.new"), new byte[] {1});

    open().put(name, content);

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.fromMillis(1_000));
    assertThat(half).doesNotExist();
    assertThat(shelf).isDirectoryContaining(path -> path.equals(file));
  }
}
