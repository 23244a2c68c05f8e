package org.lockkeeper.policy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.detect.Finding.Confidence;
import org.lockkeeper.link.CanonicalUrl;
import org.lockkeeper.link.Likeness;
import org.lockkeeper.link.Link;
import org.lockkeeper.link.LinkKnowledge;
import org.lockkeeper.link.LinkViews;
import org.lockkeeper.link.Listing;
import org.lockkeeper.message.TextPart;

/** A link of a message and what is known of it, each thing looked up at most once. One thread. */
final class LinkSeen {

  /** The name that findings have as their detector. */
  static final String DETECTOR = "url";

  private final String pointer;
  private final Link link;
  private final LinkKnowledge knowledge;
  private Optional<List<Listing>> listings = Optional.empty();
  private Optional<Optional<Likeness>> likeness = Optional.empty();

  private LinkSeen(String pointer, Link link, LinkKnowledge knowledge) {
    this.pointer = pointer;
    this.link = link;
    this.knowledge = knowledge;
  }

  /**
   * The links of texts. Those that lead through this gateway's own page are judged there, when
   * somebody follows them, and count as none here.
   */
  static List<LinkSeen> in(List<TextPart> texts, Facts facts) {
    List<LinkSeen> seen = new ArrayList<>();
    for (TextPart text : texts) {
      List<Link> links = LinkViews.of(text.text());
      BitSet judgedLater = new BitSet();
      links.stream()
          .filter(link -> facts.judgedAtClick(link.url()))
          .forEach(link -> judgedLater.set(link.start(), link.end()));
      LinkKnowledge knowledge = facts.links();
      for (Link link : links) {
        int next = judgedLater.nextSetBit(link.start());
        if (next < 0 || next >= link.end()) {
          seen.add(new LinkSeen(text.pointer(), link, knowledge));
        }
      }
    }
    return seen;
  }

  CanonicalUrl url() {
    return link.url();
  }

  List<Listing> listings() {
    if (listings.isEmpty()) {
      listings = Optional.of(knowledge.listings(link.url()));
    }
    return listings.get();
  }

  boolean has(LinkTrait trait) {
    return trait == LinkTrait.LOOK_ALIKE ? likeness().isPresent() : trait.holds(link, knowledge);
  }

  /** How surely it looks like an own domain. */
  Confidence alike() {
    return likeness()
        .map(
            each ->
                switch (each.sure()) {
                  case LOW -> Confidence.LOW;
                  case MEDIUM -> Confidence.MEDIUM;
                  case HIGH -> Confidence.HIGH;
                })
        .orElse(Confidence.LOW);
  }

  Finding finding(LinkTest.Seen seen) {
    return new Finding(
        Finding.Category.URL,
        DETECTOR,
        seen.kind(),
        pointer,
        link.start(),
        link.end(),
        seen.confidence());
  }

  private Optional<Likeness> likeness() {
    if (likeness.isEmpty()) {
      likeness = Optional.of(knowledge.likeness(link.url()));
    }
    return likeness.get();
  }
}
