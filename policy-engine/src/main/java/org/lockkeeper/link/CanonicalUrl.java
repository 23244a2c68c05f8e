package org.lockkeeper.link;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.lockkeeper.match.DomainNames;

/**
 * A URL with an authority, as the WHATWG URL standard parses and writes it: what a browser would
 * open, however it was spelled. Equal URLs are equal records.
 *
 * @param scheme in small letters, without its colon
 * @param userinfo name and password before the host, percent-encoded; empty where there is none
 * @param port empty where it is the scheme's own
 * @param path with its first slash, percent-encoded, dot segments resolved
 * @param query without its question mark
 * @param fragment without its number sign
 */
public record CanonicalUrl(
    String scheme,
    String userinfo,
    Host host,
    OptionalInt port,
    String path,
    Optional<String> query,
    Optional<String> fragment) {

  public CanonicalUrl {
    Objects.requireNonNull(scheme, "scheme");
    Objects.requireNonNull(userinfo, "userinfo");
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(port, "port");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(fragment, "fragment");
  }

  /**
   * Reads an absolute URL; empty where a browser would refuse it, or where it has no authority
   * ({@code mailto:}). Never throws; takes time linear in the length.
   */
  public static Optional<CanonicalUrl> of(String written) {
    return new UrlReader(written).read();
  }

  /** Whether browsers open it from the network and its host is a domain name or an address. */
  public boolean web() {
    return UrlReader.defaultPort(scheme) >= 0;
  }

  /** Whether some label of the host stands for other than ASCII letters. */
  public boolean punycode() {
    return host.kind() == Host.Kind.NAME
        && (host.text().startsWith("xn--") || host.text().contains(".xn--"));
  }

  /** The domain somebody registered, without what lies below it; an address is its own. */
  public String registeredDomain() {
    return host.kind() == Host.Kind.NAME ? PublicSuffixes.registered(host.text()) : host.text();
  }

  /** The host as people read it. */
  public String readableHost() {
    return DomainNames.toUnicode(host.text());
  }

  /** The URL as one text (WHATWG URL §4.5). */
  public String text() {
    StringBuilder text = new StringBuilder(scheme).append("://");
    if (!userinfo.isEmpty()) {
      text.append(userinfo).append('@');
    }
    text.append(host.text());
    port.ifPresent(number -> text.append(':').append(number));
    text.append(path);
    query.ifPresent(part -> text.append('?').append(part));
    fragment.ifPresent(part -> text.append('#').append(part));
    return text.toString();
  }

  @Override
  public String toString() {
    return text();
  }
}
