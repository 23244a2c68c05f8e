package org.lockkeeper.proxy.net;

import java.util.Locale;
import java.util.Set;

/**
 * Which header fields may pass, and of which characters they may be (RFC 9110 §5). Names here are
 * lower case.
 */
final class Fields {

  /** Meant for one connection only (RFC 9110 §7.6.1), or made by us for each message. */
  private static final Set<String> OF_ONE_HOP =
      Set.of(
          "connection",
          "content-length",
          "http2-settings",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /** Said by a proxy, so never believed from a client: ours are put in their place. */
  private static final Set<String> OF_PROXIES =
      Set.of("forwarded", "x-real-ip", "true-client-ip", "x-client-ip", "x-cluster-client-ip");

  /**
   * Ask the service to see another method or target than was judged. What was judged must be what
   * the service does.
   */
  private static final Set<String> OVERRIDES =
      Set.of(
          "x-http-method",
          "x-http-method-override",
          "x-method-override",
          "x-original-url",
          "x-rewrite-url");

  /** Never as trailers (RFC 9110 §6.5.1). */
  private static final Set<String> NOT_AS_TRAILERS =
      Set.of(
          "authorization",
          "cache-control",
          "content-encoding",
          "content-range",
          "content-type",
          "cookie",
          "expect",
          "host",
          "max-forwards",
          "pragma",
          "range",
          "set-cookie");

  /** Names whose underscore twin some servers read as the same. */
  private static final Set<String> NOT_TO_IMITATE =
      Set.of(
          "authorization",
          "content-encoding",
          "content-length",
          "content-type",
          "transfer-encoding",
          "proxy-connection",
          "x-http-method-override",
          "x-original-url",
          "x-rewrite-url",
          "x-real-ip");

  private static final boolean[] TOKEN = new boolean[128];

  static {
    for (char c = '0'; c <= '9'; c++) {
      TOKEN[c] = true;
    }
    for (char c = 'a'; c <= 'z'; c++) {
      TOKEN[c] = true;
      TOKEN[Character.toUpperCase(c)] = true;
    }
    for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
      TOKEN[c] = true;
    }
  }

  /** A name in lower case; the same string where it is already. */
  static String lower(CharSequence name) {
    String text = name.toString();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        return text.toLowerCase(Locale.ROOT);
      }
    }
    return text;
  }

  /** RFC 9110 §5.6.2. */
  static boolean isToken(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 128 || !TOKEN[c]) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** RFC 9110 §5.5: visible characters, space, tab, and the old 0x80 to 0xFF. */
  static boolean isValue(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < 0x20 && c != '\t') || c == 0x7f || c > 0xff) {
        return false;
      }
    }
    return true;
  }

  /** Whether a field of a request goes on to the service. */
  static boolean passesOn(String name) {
    return !OF_ONE_HOP.contains(name)
        && !OF_PROXIES.contains(name)
        && !OVERRIDES.contains(name)
        && !name.startsWith("x-forwarded-");
  }

  /**
   * Whether a field of a response goes back to the client. {@code alt-svc} invites the client to
   * another door, past the gateway.
   */
  static boolean passesBack(String name) {
    return !OF_ONE_HOP.contains(name) && !name.equals("alt-svc");
  }

  static boolean mayTrail(String name) {
    return passesOn(name) && !NOT_AS_TRAILERS.contains(name);
  }

  /** Whether a name is another's with underscores, as {@code Content_Length}. */
  static boolean imitates(String name) {
    if (name.indexOf('_') < 0) {
      return false;
    }
    String twin = name.replace('_', '-');
    return NOT_TO_IMITATE.contains(twin)
        || twin.startsWith("x-forwarded-")
        || twin.startsWith("content-length")
        || twin.startsWith("transfer-encoding");
  }

  private Fields() {}
}
