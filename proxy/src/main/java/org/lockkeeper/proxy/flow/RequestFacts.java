package org.lockkeeper.proxy.flow;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lockkeeper.link.CanonicalUrl;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.LayeredFacts;
import org.lockkeeper.proxy.codec.HttpRequestHead;

/**
 * The world's facts, what one request says of itself, its client (RFC 9110 §10.1.5) and the
 * languages its person reads (§12.5.4), and where the gate it came to leads links through.
 */
record RequestFacts(
    Facts beneath, Clicks clicks, String publicAddress, String client, List<String> languages)
    implements LayeredFacts {

  static RequestFacts of(Gate gate, HttpRequestHead head) {
    return new RequestFacts(
        gate.with.facts(),
        gate.with.clicks(),
        gate.settings.publicAddress(),
        head.headers().first("user-agent").orElse(""),
        head.headers().first("accept-language").map(RequestFacts::languages).orElse(List.of()));
  }

  private static List<String> languages(String accepted) {
    try {
      return Locale.LanguageRange.parse(accepted).stream()
          .filter(range -> range.getWeight() > 0)
          .map(Locale.LanguageRange::getRange)
          .toList();
    } catch (IllegalArgumentException _) {
      return List.of();
    }
  }

  @Override
  public Optional<String> timeOfClick(CanonicalUrl url) {
    return clicks.address(publicAddress, url);
  }

  @Override
  public boolean judgedAtClick(CanonicalUrl url) {
    return clicks.made(publicAddress, url);
  }
}
