package org.lockkeeper.link;

import java.util.Objects;

/**
 * That a list holds a URL.
 *
 * @param expression the part of the URL that the list holds: {@code evil.example/} for a domain and
 *     all below it, {@code =www.evil.example} for one host, {@code evil.example/a/} for a folder
 * @param certain false where the list has only the first few bytes of a hash, so that one URL in
 *     some thousands is taken for another
 */
public record Listing(ListLabel label, String expression, boolean certain) {

  public Listing {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(expression, "expression");
  }
}
