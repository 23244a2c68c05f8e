package org.lockkeeper.link;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lockkeeper.link.Likeness.Sure;
import org.lockkeeper.link.Likeness.Way;
import org.lockkeeper.match.DomainNames;

/**
 * The organisation's own domains, and what is made to look like them: skeletons of UTS #39, slips
 * of fingers, other endings, added words, and the own name where the eye looks for it and the
 * browser does not. Immutable, safe for many threads.
 *
 * <p>Short names look like half the world's; the shorter, the less is believed.
 */
public final class OwnDomains {

  private static final int SHORTEST_HOMOGRAPH = 4;
  private static final int SHORTEST_NAME = 5;
  private static final int SHORTEST_MISSPELT = 6;

  /** Words that a name is put together with to be believed. */
  private static final Set<String> BAIT =
      Set.of(
          """
          access account accounts admin alert app auth bank billing careers chat client cloud \
          confirm connect customer desk docs files finance group help helpdesk hr id inc info \
          intranet invoice it jobs login logon mail meet meeting mfa mobile my net office \
          online owa pay payment payments payroll portal remote reset secure security service \
          services share sharepoint signin sign sso staff support team teams update user \
          verify verification vpn wallet web webmail www"""
              .split(" "));

  private final List<Own> domains;

  /**
   * @param domain as configured, {@code corp.example}
   * @param name its registered label, {@code corp}, as people read it
   * @param look what that looks like
   */
  private record Own(String domain, String registered, String name, String look) {}

  private OwnDomains(List<Own> domains) {
    this.domains = List.copyOf(domains);
  }

  /** Of domain names in any spelling; those that are none are left out. */
  public static OwnDomains of(Collection<String> domains) {
    List<Own> own = new ArrayList<>();
    for (String written : domains) {
      DomainNames.toAscii(written)
          .filter(domain -> domain.indexOf('.') > 0)
          .ifPresent(
              domain -> {
                String registered = PublicSuffixes.registered(domain);
                String name = name(registered);
                own.add(new Own(domain, registered, name, look(name)));
              });
    }
    return new OwnDomains(own);
  }

  /** Whether a host is one of them, or below one. */
  public boolean owns(Host host) {
    return host.kind() == Host.Kind.NAME
        && domains.stream().anyMatch(own -> isOrBelow(host.text(), own.domain));
  }

  /** Which of them a URL looks like, without being one: the surest. */
  public Optional<Likeness> likeness(CanonicalUrl url) {
    if (domains.isEmpty() || owns(url.host())) {
      return Optional.empty();
    }
    Optional<Likeness> surest = Optional.empty();
    String userinfo = Percent.decode(url.userinfo()).toLowerCase(Locale.ROOT);
    boolean named = url.host().kind() == Host.Kind.NAME;
    String registered = named ? PublicSuffixes.registered(url.host().text()) : "";
    String name = named ? name(registered) : "";
    String look = named ? look(name) : "";
    for (Own own : domains) {
      Optional<Likeness> found = Optional.empty();
      if (holds(userinfo, own.domain)) {
        found = like(own, Way.USERINFO, Sure.HIGH);
      } else if (named && below(url.host().text(), own.domain, registered)) {
        found = like(own, Way.SUBDOMAIN, Sure.HIGH);
      } else if (named && !registered.equals(own.registered)) {
        found = of(own, registered, name, look);
      }
      boolean surer =
          found.isPresent()
              && (surest.isEmpty() || found.get().sure().compareTo(surest.get().sure()) > 0);
      surest = surer ? found : surest;
    }
    return surest;
  }

  private static Optional<Likeness> of(Own own, String registered, String name, String look) {
    if (name.equals(own.name)) {
      return own.name.length() < SHORTEST_NAME
          ? like(own, Way.OTHER_ENDING, Sure.LOW)
          : like(own, Way.OTHER_ENDING, Sure.MEDIUM);
    }
    if (look.equals(own.look) && own.name.length() >= SHORTEST_HOMOGRAPH) {
      return like(own, Way.HOMOGRAPH, Sure.HIGH);
    }
    String joined = own.registered.replace('.', '-');
    if (name.equals(joined) || name.equals(own.registered.replace(".", ""))) {
      return like(own, Way.OTHER_ENDING, Sure.MEDIUM);
    }
    Optional<Likeness> words = words(own, name);
    return words.isPresent() ? words : misspelt(own, registered, name);
  }

  private static Optional<Likeness> words(Own own, String name) {
    if (own.name.length() < SHORTEST_HOMOGRAPH || !name.contains(own.name)) {
      return glued(own, name);
    }
    List<String> others = new ArrayList<>();
    boolean found = false;
    for (String word : name.split("-", -1)) {
      boolean same = word.equals(own.name);
      found |= same;
      if (!same) {
        others.add(word);
      }
    }
    if (!found) {
      return glued(own, name);
    }
    boolean bait = others.stream().anyMatch(BAIT::contains);
    return like(own, Way.ADDED_WORD, bait ? Sure.HIGH : Sure.LOW);
  }

  /** {@code corpexamplelogin}: without a dash only words that serve no other end are believed. */
  private static Optional<Likeness> glued(Own own, String name) {
    if (own.name.length() < SHORTEST_NAME) {
      return Optional.empty();
    }
    String rest =
        name.startsWith(own.name)
            ? name.substring(own.name.length())
            : name.endsWith(own.name) ? name.substring(0, name.length() - own.name.length()) : "";
    return BAIT.contains(rest) ? like(own, Way.ADDED_WORD, Sure.MEDIUM) : Optional.empty();
  }

  private static Optional<Likeness> misspelt(Own own, String registered, String name) {
    if (own.name.length() < SHORTEST_MISSPELT) {
      return Optional.empty();
    }
    boolean sameEnding = ending(registered).equals(ending(own.registered));
    return switch (Spelling.between(own.name, name)) {
      case NONE -> Optional.empty();
      case OTHER -> like(own, Way.MISSPELT, Sure.LOW);
      case TYPICAL -> like(own, Way.MISSPELT, sameEnding ? Sure.MEDIUM : Sure.LOW);
    };
  }

  /** Not where the last of the own labels is part of a longer ending, as in {@code corp.com.co}. */
  private static boolean below(String host, String domain, String registered) {
    return ("." + host).contains("." + domain + ".") && !registered.startsWith(domain + ".");
  }

  private static Optional<Likeness> like(Own own, Way way, Sure sure) {
    return Optional.of(new Likeness(own.domain, way, sure));
  }

  private static boolean holds(String userinfo, String domain) {
    int at = userinfo.indexOf(domain);
    int end = at + domain.length();
    return at >= 0
        && (end == userinfo.length() || !Character.isLetterOrDigit(userinfo.charAt(end)));
  }

  private static boolean isOrBelow(String host, String domain) {
    return host.endsWith(domain)
        && (host.length() == domain.length()
            || host.charAt(host.length() - domain.length() - 1) == '.');
  }

  private static String name(String registered) {
    int dot = registered.indexOf('.');
    return DomainNames.toUnicode(dot < 0 ? registered : registered.substring(0, dot));
  }

  private static String ending(String registered) {
    return registered.substring(registered.indexOf('.') + 1);
  }

  /** UTS #39's skeleton without accents, and what else the eye takes for the same at a glance. */
  private static String look(String name) {
    String bare = DomainNames.skeleton(Normalizer.normalize(name, Normalizer.Form.NFD));
    StringBuilder look = new StringBuilder(bare.length());
    bare.toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(each -> Character.getType(each) != Character.NON_SPACING_MARK)
        .map(OwnDomains::alike)
        .forEach(look::appendCodePoint);
    return look.toString().replace("vv", "w").replace("cl", "d");
  }

  private static int alike(int letter) {
    return switch (letter) {
      case '0' -> 'o';
      case '1', 'i' -> 'l';
      case '3' -> 'e';
      case '4' -> 'a';
      case '5' -> 's';
      case '8' -> 'b';
      default -> letter;
    };
  }
}
