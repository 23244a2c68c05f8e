package org.lockkeeper.archive.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.lockkeeper.message.Digest;

/**
 * Attachments as files: {@code aa/<sha256>}, {@code aa} being the name's first two digits. A file
 * has its final name only once its bytes are durable, and is never written again.
 */
public final class DirectoryBlobStore implements BlobStore {

  private static final String UNFINISHED = ".new";

  private final Path directory;
  private final Supplier<String> freshNames;

  private DirectoryBlobStore(Path directory, Supplier<String> freshNames) {
    this.directory = directory;
    this.freshNames = freshNames;
  }

  /**
   * Opens a directory, made if it is not there, and clears away what a crash left half-written.
   *
   * @throws IOException if the directory cannot be used
   */
  public static DirectoryBlobStore open(Path directory) throws IOException {
    Files.createDirectories(directory);
    try (Stream<Path> files = Files.walk(directory, 2)) {
      for (Path file : files.filter(path -> path.toString().endsWith(UNFINISHED)).toList()) {
        Files.deleteIfExists(file);
      }
    }
    return new DirectoryBlobStore(directory, () -> UUID.randomUUID().toString());
  }

  @Override
  public void put(Digest name, byte[] content) throws IOException {
    Path file = path(name);
    Path shelf = directory.resolve(shelf(name));
    if (Files.exists(file)) {
      // Another thread may have renamed it a moment ago and not have synced the name yet.
      sync(shelf);
      return;
    }
    if (!Files.isDirectory(shelf)) {
      Files.createDirectories(shelf);
      sync(directory);
    }
    Path unfinished = shelf.resolve(freshNames.get() + UNFINISHED);
    try {
      try (FileChannel channel =
          FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
    sync(shelf);
  }

  @Override
  public Optional<InputStream> open(Digest name) throws IOException {
    try {
      return Optional.of(Files.newInputStream(path(name)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  private Path path(Digest name) {
    return directory.resolve(shelf(name)).resolve(name.toString());
  }

  private static String shelf(Digest name) {
    return name.toString().substring(0, 2);
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
