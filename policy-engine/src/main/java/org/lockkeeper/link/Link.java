package org.lockkeeper.link;

import java.util.Objects;
import java.util.Optional;

/**
 * A link in a text.
 *
 * @param start first UTF-16 code unit in the text as it was given
 * @param end one past the last
 * @param written the link as it stands there, {@code hxxp://evil[.]example/x}
 * @param url what a browser would open
 * @param schemed whether its scheme is written out; a bare domain is taken for http
 * @param defanged whether it was made unclickable, or hides characters nobody sees
 * @param shown the address that its label shows, where a label names one
 */
public record Link(
    int start,
    int end,
    String written,
    CanonicalUrl url,
    boolean schemed,
    boolean defanged,
    Optional<CanonicalUrl> shown) {

  public Link {
    Objects.requireNonNull(written, "written");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(shown, "shown");
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("no span: " + start + " to " + end);
    }
  }

  /** Whether its label shows an address of somebody else's domain. */
  public boolean mismatched() {
    return shown
        .filter(label -> !label.registeredDomain().equals(url.registeredDomain()))
        .isPresent();
  }

  /** The same link under a label. */
  Link showing(CanonicalUrl label) {
    return new Link(start, end, written, url, schemed, defanged, Optional.of(label));
  }

  /** The same link where a view of it leads back to. */
  Link at(int from, int to, String original) {
    return new Link(from, to, original.substring(from, to), url, schemed, defanged, shown);
  }
}
