package org.lockkeeper.proxy.link;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.lockkeeper.link.ListFault;
import org.lockkeeper.link.ListFormat;
import org.lockkeeper.link.UrlList;
import org.lockkeeper.link.UrlListFormatV1;
import org.lockkeeper.link.UrlListReader;
import org.lockkeeper.message.Digest;

/**
 * Makes one list new: fetches it, makes sure of it, reads it, and only then puts it in the place of
 * the one before, whole. Whatever goes wrong, the list before stays.
 */
public final class ListUpdate {

  /** What became of it. */
  public sealed interface Outcome {

    /** A new list is in its place. */
    record Updated(long entries, long unreadable) implements Outcome {}

    /** It is the one that is there. */
    record Unchanged() implements Outcome {}

    /** It is no list, or not its maker's. */
    record Refused(String why) implements Outcome {}

    /** It could not be had. */
    record Failed(String why) implements Outcome {}
  }

  private final Path folder;
  private final LinkSettings settings;
  private final ListFetch fetch;

  /**
   * @param folder where lists are kept
   */
  public ListUpdate(Path folder, LinkSettings settings) {
    this.folder = folder;
    this.settings = settings;
    this.fetch = new ListFetch(settings.bytes());
  }

  /** Where a list is kept. */
  static Path file(Path folder, String name) {
    return folder.resolve(name + UrlListFormatV1.ENDING);
  }

  /** Makes a list new. Blocks; throws nothing. */
  public Outcome update(ListSource source) {
    try {
      return source.format() == ListFormat.FOLDERS ? folders(source) : file(source);
    } catch (ListFault fault) {
      return new Outcome.Refused(String.valueOf(fault.getMessage()));
    } catch (IOException failure) {
      return new Outcome.Failed(words(failure));
    }
  }

  private Outcome file(ListSource source) throws IOException {
    byte[] bytes = fetch.bytes(source.from());
    Digest digest = Digest.of(bytes);
    ListProof.check(source.proof(), bytes, digest, fetch);
    Digest identity = identity(source, digest.toString());
    if (there(source.name(), identity)) {
      return new Outcome.Unchanged();
    }
    UrlListReader reader = new UrlListReader(settings.entries());
    try (Reader text = reader(fetch.unpacked(bytes))) {
      reader.read(text, source.format(), source.category());
    }
    return put(reader, source, identity);
  }

  /** UT1: a folder for each category, with {@code domains} and {@code urls} in it. */
  private Outcome folders(ListSource source) throws IOException {
    if (!(source.from() instanceof ListSource.From.File(Path root))) {
      throw new ListFault("folders are read from disk, not from an address; unpack them first");
    }
    UrlListReader reader = new UrlListReader(settings.entries());
    StringBuilder digests = new StringBuilder();
    try (Stream<Path> all = Files.list(root)) {
      for (Path category : all.filter(Files::isDirectory).sorted().toList()) {
        for (ListFormat format : List.of(ListFormat.DOMAINS, ListFormat.URLS)) {
          Path file = category.resolve(format.name().toLowerCase(Locale.ROOT));
          if (Files.isRegularFile(file)) {
            byte[] bytes = fetch.bytes(new ListSource.From.File(file));
            digests.append(file).append(Digest.of(bytes)).append('\n');
            try (Reader text = reader(bytes)) {
              reader.read(text, format, name(category));
            }
          }
        }
      }
    }
    Digest identity = identity(source, digests.toString());
    return there(source.name(), identity) ? new Outcome.Unchanged() : put(reader, source, identity);
  }

  private static String name(Path category) {
    return Objects.requireNonNull(category.getFileName()).toString();
  }

  /** The same bytes read as another format or category are another list. */
  private static Digest identity(ListSource source, String content) {
    String all = source.format() + "\n" + source.category() + "\n" + content;
    return Digest.of(all.getBytes(StandardCharsets.UTF_8));
  }

  private boolean there(String name, Digest identity) {
    return UrlListFiles.read(folder, name, settings.entries())
        .map(UrlList::source)
        .equals(Optional.of(identity));
  }

  private Outcome put(UrlListReader reader, ListSource source, Digest identity) throws IOException {
    UrlList list = reader.list(source.name(), identity);
    Files.createDirectories(folder);
    Path part = folder.resolve("." + source.name() + ".part");
    try {
      try (OutputStream out = Files.newOutputStream(part)) {
        UrlListFormatV1.write(list, out);
      }
      Files.move(
          part,
          file(folder, source.name()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
    return new Outcome.Updated(list.size(), reader.unreadable());
  }

  private static Reader reader(byte[] bytes) {
    return new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8);
  }

  private static String words(IOException failure) {
    String message = failure.getMessage();
    String kind = failure.getClass().getSimpleName();
    return message == null ? kind : kind + ": " + message;
  }
}
