package org.lockkeeper.link;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an installation knows of links: the lists in force and its own domains. Immutable; whoever
 * judges a message takes one and keeps it to the end.
 */
public record LinkKnowledge(UrlLists lists, OwnDomains own) {

  /** No lists and no domains. */
  public static final LinkKnowledge NONE =
      new LinkKnowledge(UrlLists.NONE, OwnDomains.of(List.of()));

  public LinkKnowledge {
    Objects.requireNonNull(lists, "lists");
    Objects.requireNonNull(own, "own");
  }

  /** Which lists hold a URL. */
  public List<Listing> listings(CanonicalUrl url) {
    return lists.of(url);
  }

  /** Which own domain a URL is made to look like. */
  public Optional<Likeness> likeness(CanonicalUrl url) {
    return own.likeness(url);
  }

  /** Whether a URL's host is a service that gives short addresses for others. */
  public static boolean shortener(CanonicalUrl url) {
    return Shorteners.has(url.host());
  }
}
