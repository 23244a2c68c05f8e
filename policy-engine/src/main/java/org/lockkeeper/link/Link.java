package org.lockkeeper.link;

import java.util.Objects;

/**
 * A link in a text.
 *
 * @param start first UTF-16 code unit in the text as it was given
 * @param end one past the last
 * @param written the link as it stands there, {@code hxxp://evil[.]example/x}
 * @param url what a browser would open
 * @param schemed whether its scheme is written out; a bare domain is taken for http
 * @param defanged whether it was made unclickable, or hides characters nobody sees
 */
public record Link(
    int start, int end, String written, CanonicalUrl url, boolean schemed, boolean defanged) {

  public Link {
    Objects.requireNonNull(written, "written");
    Objects.requireNonNull(url, "url");
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("no span: " + start + " to " + end);
    }
  }
}
