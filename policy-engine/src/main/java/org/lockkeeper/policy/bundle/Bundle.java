package org.lockkeeper.policy.bundle;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lockkeeper.message.Digest;

/**
 * A folder of rules as one value: a header and the files by path, in order. Says nothing about
 * whether the rules are right or who vouches for them; see {@link SignedBundle}.
 */
public final class Bundle {

  private static final int LONGEST_NAME = 512;

  private final Header header;
  private final SortedMap<String, byte[]> files;

  /**
   * A bundle.
   *
   * @throws IllegalArgumentException if a file's name is no plain path inside a folder
   */
  public Bundle(Header header, SortedMap<String, byte[]> files) {
    this.header = header;
    SortedMap<String, byte[]> copy = new TreeMap<>();
    files.forEach(
        (name, content) -> {
          checkName(name);
          copy.put(name, content.clone());
        });
    this.files = Collections.unmodifiableSortedMap(copy);
  }

  /**
   * What people want to know of a bundle.
   *
   * @param label the version in people's words
   * @param parent the bundle this one was made from, by its digest
   * @param createdAt when it was made, to the millisecond; of two bundles the later one counts
   * @param author who made it, as they call themselves
   */
  public record Header(String label, Optional<Digest> parent, Instant createdAt, String author) {
    public Header {
      Objects.requireNonNull(label, "label");
      Objects.requireNonNull(author, "author");
      createdAt = Instant.ofEpochMilli(createdAt.toEpochMilli());
    }
  }

  /** The header. */
  public Header header() {
    return header;
  }

  /** The files by path inside the folder, in order of name. */
  public SortedMap<String, byte[]> files() {
    return files;
  }

  private static void checkName(String name) {
    boolean plain =
        !name.isEmpty()
            && name.length() <= LONGEST_NAME
            && name.chars().noneMatch(each -> each < ' ' || each == '\\' || each == ':')
            && Arrays.stream(name.split("/", -1))
                .noneMatch(part -> part.isEmpty() || part.startsWith("."));
    if (!plain) {
      throw new IllegalArgumentException("\"" + name + "\" is no path inside a folder");
    }
  }
}
