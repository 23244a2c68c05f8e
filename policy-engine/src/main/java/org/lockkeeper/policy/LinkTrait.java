package org.lockkeeper.policy;

import java.util.Locale;
import org.lockkeeper.link.Link;
import org.lockkeeper.link.LinkKnowledge;

/** What can be said of a link without any list. A closed list. */
public enum LinkTrait {
  /** Looks like one of the organisation's own domains and is none. */
  LOOK_ALIKE,
  /** Its label shows another address. */
  MISMATCH,
  /** Its host is a service that gives short addresses for others. */
  SHORTENER,
  /** Its host has letters beyond ASCII. */
  PUNYCODE,
  /** Its host is a number instead of a name. */
  ADDRESS,
  /** A name or password stands before its host. */
  USERINFO,
  /** It was made unclickable, or hides characters nobody sees. */
  DEFANGED,
  /** Its host is one of the organisation's own. */
  OWN;

  /** As rules and findings write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether a link is so. */
  public boolean holds(Link link, LinkKnowledge knowledge) {
    return switch (this) {
      case LOOK_ALIKE -> knowledge.likeness(link.url()).isPresent();
      case MISMATCH -> link.mismatched();
      case SHORTENER -> LinkKnowledge.shortener(link.url());
      case PUNYCODE -> link.url().punycode();
      case ADDRESS -> link.url().host().address();
      case USERINFO -> !link.url().userinfo().isEmpty();
      case DEFANGED -> link.defanged();
      case OWN -> knowledge.own().owns(link.url().host());
    };
  }
}
