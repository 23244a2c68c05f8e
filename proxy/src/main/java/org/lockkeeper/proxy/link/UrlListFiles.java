package org.lockkeeper.proxy.link;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.lockkeeper.link.ListFault;
import org.lockkeeper.link.UrlList;
import org.lockkeeper.link.UrlListFormatV1;

/** The folder in which read lists are kept, one file each. */
final class UrlListFiles {

  private static final System.Logger LOG = System.getLogger(UrlListFiles.class.getName());

  private UrlListFiles() {}

  /** A list; empty if it was never made, or its file is damaged, which is logged. */
  static Optional<UrlList> read(Path folder, String name, long mostEntries) {
    Path file = ListUpdate.file(folder, name);
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(UrlListFormatV1.read(in, mostEntries));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (ListFault | IOException broken) {
      LOG.log(
          System.Logger.Level.ERROR,
          "the list {0} cannot be used, {1}; make it anew with ''urls update''",
          name,
          broken.getMessage());
      return Optional.empty();
    }
  }

  /** Changes when a file of the folder does. */
  static String stamp(Path folder, Iterable<ListSource> sources) {
    StringBuilder stamp = new StringBuilder();
    for (ListSource source : sources) {
      Path file = ListUpdate.file(folder, source.name());
      try {
        stamp.append(Files.getLastModifiedTime(file)).append('/').append(Files.size(file));
      } catch (IOException _) {
        stamp.append("none");
      }
      stamp.append('\n');
    }
    return stamp.toString();
  }
}
