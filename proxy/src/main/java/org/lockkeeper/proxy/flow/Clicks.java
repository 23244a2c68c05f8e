package org.lockkeeper.proxy.flow;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.lockkeeper.link.CanonicalUrl;
import org.lockkeeper.link.Likeness;
import org.lockkeeper.link.LinkKnowledge;
import org.lockkeeper.link.Listing;

/**
 * Addresses under which a link is judged again when somebody follows it, and that judgement. An
 * address carries the link and a seal that only this installation can make, so nobody can have this
 * gateway send people to a place of his own choosing: no open redirect (CWE-601).
 *
 * @param links what is known of links at the moment it is asked
 * @param stop categories whose links are not followed
 * @param warn categories before which a page explains
 */
public record Clicks(
    Tokens tokens, Supplier<LinkKnowledge> links, Set<String> stop, Set<String> warn) {

  /** The reserved path. A service has no use for it; requests to it never go on. */
  static final String PATH = "/.lockkeeper/go";

  /** What is sealed, so that a seal means nothing elsewhere. */
  private static final String CONTEXT = "lockkeeper go 1";

  /** What stands in a request line must fit the 8 KiB that this and other servers take of one. */
  private static final int LONGEST_ADDRESS = 6000;

  public Clicks {
    Objects.requireNonNull(tokens, "tokens");
    Objects.requireNonNull(links, "links");
    stop = Set.copyOf(stop);
    warn = Set.copyOf(warn);
  }

  /** What shall become of somebody who follows a link. */
  sealed interface Judged {

    /** On to the place. */
    record On(CanonicalUrl to) implements Judged {}

    /** First a page that says why to think twice. */
    record Warned(CanonicalUrl to, String why) implements Judged {}

    /** Not there. */
    record Stopped(CanonicalUrl to, String why) implements Judged {}

    /** The address was not made here, or not whole. */
    record Unknown() implements Judged {}

    /** In a word, for meters. */
    default String label() {
      return switch (this) {
        case On _ -> "on";
        case Warned _ -> "warned";
        case Stopped _ -> "stopped";
        case Unknown() -> "unknown";
      };
    }
  }

  /**
   * The address that leads to a link through a gate; empty where the link is none that browsers
   * open by itself, or too long.
   *
   * @param publicAddress of the gate, without a slash at its end
   */
  Optional<String> address(String publicAddress, CanonicalUrl url) {
    String scheme = url.scheme();
    if (!scheme.equals("https") && !scheme.equals("http")) {
      return Optional.empty();
    }
    String to = url.text();
    String address =
        publicAddress
            + PATH
            + "?s="
            + seal(to)
            + "&u="
            + URLEncoder.encode(to, StandardCharsets.UTF_8);
    return address.length() > LONGEST_ADDRESS ? Optional.empty() : Optional.of(address);
  }

  /** Whether a URL is such an address of a gate. */
  boolean made(String publicAddress, CanonicalUrl url) {
    return url.text().startsWith(publicAddress + PATH + "?")
        && url.query().flatMap(this::target).isPresent();
  }

  /** Judges the query of an address. */
  Judged judge(String query) {
    Optional<CanonicalUrl> target = target(query);
    if (target.isEmpty()) {
      return new Judged.Unknown();
    }
    CanonicalUrl to = target.get();
    LinkKnowledge known = links.get();
    Optional<String> doubt =
        known
            .likeness(to)
            .filter(likeness -> likeness.sure() != Likeness.Sure.LOW)
            .map(likeness -> "It looks like " + likeness.own() + " and is not.");
    for (Listing listing : known.listings(to)) {
      String category = listing.label().category();
      String why = "It is listed as " + category + ".";
      if (stop.contains(category) && listing.certain()) {
        return new Judged.Stopped(to, why);
      }
      if (stop.contains(category) || warn.contains(category)) {
        doubt = doubt.or(() -> Optional.of(why));
      }
    }
    return doubt.isPresent() ? new Judged.Warned(to, doubt.get()) : new Judged.On(to);
  }

  private Optional<CanonicalUrl> target(String query) {
    Optional<String> to = parameter(query, "u");
    Optional<String> seal = parameter(query, "s");
    boolean holds = to.isPresent() && seal.isPresent() && same(seal(to.get()), seal.get());
    return holds ? to.flatMap(CanonicalUrl::of) : Optional.empty();
  }

  private String seal(String url) {
    return tokens.seal(CONTEXT, url);
  }

  /** In a time that does not tell how much of it is right. */
  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<String> parameter(String query, String name) {
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        try {
          String value = pair.substring(name.length() + 1);
          return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
