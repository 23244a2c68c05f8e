package org.lockkeeper.link;

import java.util.Objects;

/**
 * What an entry of a list says of a URL.
 *
 * @param list the list's name, {@code urlhaus}
 * @param category what sort of place it is, {@code malware}
 */
public record ListLabel(String list, String category) {

  public ListLabel {
    Objects.requireNonNull(list, "list");
    Objects.requireNonNull(category, "category");
  }
}
