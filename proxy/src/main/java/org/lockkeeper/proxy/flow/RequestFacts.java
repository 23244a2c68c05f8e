package org.lockkeeper.proxy.flow;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lockkeeper.link.CanonicalUrl;
import org.lockkeeper.link.LinkKnowledge;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.Reach;
import org.lockkeeper.proxy.codec.HttpRequestHead;
import org.lockkeeper.shared.Counters;
import org.lockkeeper.shared.FindingsCache;

/**
 * The world's facts, what one request says of itself, its client (RFC 9110 §10.1.5) and the
 * languages its person reads (§12.5.4), and where the gate it came to leads links through.
 */
record RequestFacts(
    Facts world, Clicks clicks, String publicAddress, String client, List<String> languages)
    implements Facts {

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
  public Set<String> groupsOf(ServiceId service, Actor who) {
    return world.groupsOf(service, who);
  }

  @Override
  public Set<String> rolesOf(ServiceId service, Actor who) {
    return world.rolesOf(service, who);
  }

  @Override
  public Optional<Boolean> external(ServiceId service, Actor who) {
    return world.external(service, who);
  }

  @Override
  public Reach reach(MessageEvent event) {
    return world.reach(event);
  }

  @Override
  public Counters.Count count(String key, Duration window, MessageEvent event) {
    return world.count(key, window, event);
  }

  @Override
  public Optional<FindingsCache> findings(String fileText) {
    return world.findings(fileText);
  }

  @Override
  public String token(String value) {
    return world.token(value);
  }

  @Override
  public LinkKnowledge links() {
    return world.links();
  }

  @Override
  public Optional<String> timeOfClick(CanonicalUrl url) {
    return clicks.address(publicAddress, url);
  }

  @Override
  public boolean judgedAtClick(CanonicalUrl url) {
    return clicks.made(publicAddress, url);
  }

  @Override
  public List<String> earlier(MessageEvent event) {
    return world.earlier(event);
  }
}
