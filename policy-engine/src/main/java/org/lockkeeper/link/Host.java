package org.lockkeeper.link;

import java.util.Objects;

/**
 * The host of a URL in its canonical form (WHATWG URL §3.5): a domain name in ASCII and small
 * letters, an IPv4 address as four decimal numbers, an IPv6 address in brackets as RFC 5952 has it,
 * or text of a scheme that knows no domains.
 *
 * @param text as it stands in a URL
 */
public record Host(Kind kind, String text) {

  /** No host, as in {@code file:///etc/hosts}. */
  public static final Host NONE = new Host(Kind.NONE, "");

  /** The sorts of hosts. */
  public enum Kind {
    NAME,
    IPV4,
    IPV6,
    OPAQUE,
    NONE
  }

  public Host {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(text, "text");
  }

  /** Whether it is an address instead of a name. */
  public boolean address() {
    return kind == Kind.IPV4 || kind == Kind.IPV6;
  }

  @Override
  public String toString() {
    return text;
  }
}
