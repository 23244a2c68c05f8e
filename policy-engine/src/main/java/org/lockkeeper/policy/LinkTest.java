package org.lockkeeper.policy;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lockkeeper.detect.Finding.Confidence;

/**
 * What a link must be. All that is asked for must hold of the same link; what is not asked for
 * holds.
 *
 * @param categories one of which some list must give it; empty: any or none
 * @param lists one of which must hold it; empty: any or none
 * @param hosts forms of its host
 * @param schemes one of which it must have; empty: any
 * @param traits all of which it must have
 * @param sure how surely at least
 * @param not what it must not be
 */
public record LinkTest(
    Choice categories,
    Choice lists,
    Choice hosts,
    Set<String> schemes,
    Set<LinkTrait> traits,
    Confidence sure,
    Optional<LinkTest> not) {

  /** Every link. */
  public static final LinkTest ANY =
      new LinkTest(
          Choice.ALL, Choice.ALL, Choice.ALL, Set.of(), Set.of(), Confidence.LOW, Optional.empty());

  public LinkTest {
    Objects.requireNonNull(categories, "categories");
    Objects.requireNonNull(lists, "lists");
    Objects.requireNonNull(hosts, "hosts");
    Objects.requireNonNull(sure, "sure");
    Objects.requireNonNull(not, "not");
    schemes = Set.copyOf(schemes);
    traits = Set.copyOf(traits);
  }

  /**
   * What was seen of a link.
   *
   * @param kind the category that a list gives it, or the trait; {@code link} where nothing was
   *     asked
   */
  record Seen(String kind, Confidence confidence) {}

  /** What of a link answers to this; empty if it does not. */
  Optional<Seen> of(LinkSeen link) {
    boolean plain =
        (schemes.isEmpty() || schemes.contains(link.url().scheme()))
            && (hosts.equals(Choice.ALL) || hosts.covers(link.url().host().text()))
            && traits.stream().allMatch(link::has);
    if (!plain || not.isPresent() && not.get().of(link).isPresent()) {
      return Optional.empty();
    }
    Optional<Seen> seen = listed() ? listing(link) : Optional.of(trait(link));
    return seen.filter(each -> each.confidence().compareTo(sure) >= 0);
  }

  private boolean listed() {
    return !categories.equals(Choice.ALL) || !lists.equals(Choice.ALL);
  }

  private Optional<Seen> listing(LinkSeen link) {
    return link.listings().stream()
        .filter(each -> categories.covers(each.label().category()))
        .filter(each -> lists.covers(each.label().list()))
        .map(
            each ->
                new Seen(
                    each.label().category(), each.certain() ? Confidence.HIGH : Confidence.LOW))
        .reduce((one, other) -> other.confidence().compareTo(one.confidence()) > 0 ? other : one);
  }

  private Seen trait(LinkSeen link) {
    List<LinkTrait> asked = traits.stream().sorted().toList();
    if (asked.isEmpty()) {
      return new Seen("link", Confidence.HIGH);
    }
    return asked.getFirst() == LinkTrait.LOOK_ALIKE
        ? new Seen(LinkTrait.LOOK_ALIKE.label(), link.alike())
        : new Seen(asked.getFirst().label(), Confidence.HIGH);
  }
}
