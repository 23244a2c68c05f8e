package org.lockkeeper.policy.explain;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.policy.Choice;
import org.lockkeeper.policy.Condition;
import org.lockkeeper.policy.Counting;
import org.lockkeeper.policy.Hours;
import org.lockkeeper.policy.LinkTest;
import org.lockkeeper.policy.LinkTrait;
import org.lockkeeper.policy.Masking;
import org.lockkeeper.policy.Range;
import org.lockkeeper.policy.Remedy;
import org.lockkeeper.policy.Rule;
import org.lockkeeper.policy.Scope;
import org.lockkeeper.policy.ScopeTest;
import org.lockkeeper.policy.SideAction;
import org.lockkeeper.policy.Waiver;
import org.lockkeeper.policy.Wall;

/**
 * Parts of rules in the words packs use for them. Two parts that mean the same have the same words,
 * however they were written down.
 */
public final class RuleWords {

  private RuleWords() {}

  /** A condition: {@code payment-card ">=2 medium"}, {@code any of (a; b)}. */
  public static String of(Condition condition) {
    return switch (condition) {
      case Condition.All(List<Condition> of) -> joined("all of", of);
      case Condition.Any(List<Condition> of) -> joined("any of", of);
      case Condition.Not(Condition of) -> "not (" + of(of) + ")";
      case Condition.Detected detected -> detected(detected);
      case Condition.Linked(LinkTest test, int least) ->
          (least == 1 ? "a link" : least + " links") + linked(test);
      case Condition.Attached attached -> attached(attached);
      case Condition.Is(Scope scope) -> of(scope);
      case Condition.Length(Range range) -> "length " + of(range);
      case Condition.FirstContact(Duration within) -> "first contact within " + of(within);
      case Condition.Risk(Range points, Duration within) ->
          "risk " + of(points) + " within " + of(within);
      case Condition.Barred(Wall wall) -> of(wall);
    };
  }

  /** A scope; {@code everywhere} for an empty one. */
  public static String of(Scope scope) {
    return scope.tests().isEmpty()
        ? "everywhere"
        : scope.tests().stream().map(RuleWords::of).collect(Collectors.joining(", "));
  }

  /** A question about who, where and when. */
  public static String of(ScopeTest test) {
    return switch (test) {
      case ScopeTest.Services(Choice which) -> "services " + of(which);
      case ScopeTest.Channels(Choice which) -> "channels " + of(which);
      case ScopeTest.People(Choice which) -> "people " + of(which);
      case ScopeTest.Groups(Choice which) -> "groups " + of(which);
      case ScopeTest.Roles(Choice which) -> "roles " + of(which);
      case ScopeTest.Clients(Choice which) -> "clients " + of(which);
      case ScopeTest.Acts(Choice which) -> "acts " + of(which);
      case ScopeTest.Places(Choice which) -> "places " + of(which);
      case ScopeTest.Towards(var direction) -> "direction " + small(direction);
      case ScopeTest.External(boolean outside) -> "external " + outside;
      case ScopeTest.Known(boolean known) -> "known " + known;
      case ScopeTest.Members(Range size) -> "members " + of(size);
      case ScopeTest.During(List<Hours> hours) ->
          "hours " + hours.stream().map(RuleWords::of).collect(Collectors.joining(" or "));
    };
  }

  /** A choice of names. */
  public static String of(Choice choice) {
    String any = choice.any().isEmpty() ? "" : String.join(", ", choice.any());
    String not = choice.not().isEmpty() ? "" : "not " + String.join(", ", choice.not());
    return any.isEmpty() || not.isEmpty() ? any + not : any + ", " + not;
  }

  /** A range of numbers. */
  public static String of(Range range) {
    if (range.most() == Long.MAX_VALUE) {
      return ">=" + range.least();
    }
    if (range.least() <= 0) {
      return "<=" + range.most();
    }
    return range.least() == range.most()
        ? Long.toString(range.least())
        : range.least() + " to " + range.most();
  }

  /** A time, in its largest unit. */
  public static String of(Duration time) {
    long seconds = time.toSeconds();
    if (time.toMillis() % 1000 != 0 || seconds == 0) {
      return time.toMillis() + "ms";
    }
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  /** Hours of the week. */
  public static String of(Hours hours) {
    String days =
        hours.days().stream()
            .sorted()
            .map(RuleWords::weekday)
            .collect(Collectors.joining(", ", "", hours.days().isEmpty() ? "" : " "));
    return days + hours.from() + "-" + hours.to() + " " + hours.zone();
  }

  /** An exception. */
  public static String of(Waiver waiver) {
    return of(waiver.scope())
        + " until "
        + waiver.until()
        + (waiver.ticket().isEmpty() ? "" : " (" + waiver.ticket() + ")");
  }

  /** A wall. */
  public static String of(Wall wall) {
    return "wall "
        + (wall.bothWays() ? "between " : "from ")
        + wall.from()
        + (wall.bothWays() ? " and " : " to ")
        + wall.to()
        + " against "
        + names(wall.kinds())
        + (wall.chaperones().isEmpty()
            ? ""
            : " unless present " + String.join(", ", wall.chaperones().stream().sorted().toList()));
  }

  /** The days on which a rule counts. */
  public static String of(Rule.Valid valid) {
    boolean always = valid.equals(Rule.Valid.ALWAYS);
    return always ? "always" : day(valid, true) + " to " + day(valid, false);
  }

  /** How often is allowed. */
  public static String of(Counting limit) {
    return "more than "
        + limit.over()
        + " within "
        + of(limit.within())
        + " by "
        + small(limit.by()).replace('_', '-');
  }

  /** What a rule does, without what it tells. */
  public static String of(Remedy remedy) {
    String verdict = small(remedy.severity());
    String how =
        switch (remedy.severity()) {
          case ALLOW, BLOCK -> verdict;
          case REDACT -> verdict + " " + of(remedy.masking());
          case COACH ->
              remedy.reasons().choices().isEmpty()
                  ? verdict
                  : verdict
                      + " with one of "
                      + String.join(", ", remedy.reasons().choices())
                      + (remedy.reasons().words() ? " and words" : "");
          case HOLD -> verdict + " for " + remedy.queue();
        };
    return remedy.also().isEmpty()
        ? how
        : how
            + "; "
            + remedy.also().stream().map(SideAction::words).collect(Collectors.joining(", "));
  }

  private static String of(Masking masking) {
    return switch (masking) {
      case Masking.Characters(String mask, int first, int last) ->
          "by "
              + mask
              + (first > 0 ? ", the first " + first + " kept" : "")
              + (last > 0 ? ", the last " + last + " kept" : "");
      case Masking.Whole(String text) -> "as \"" + text + "\"";
      case Masking.Token() -> "by a token";
      case Masking.TimeOfClick() -> "by a page that judges at the click";
    };
  }

  private static String detected(Condition.Detected detected) {
    StringBuilder words =
        new StringBuilder(detected.detector())
            .append(" >=")
            .append(detected.least())
            .append(' ')
            .append(small(detected.confidence()));
    if (detected.distinct() > 1) {
      words.append(", ").append(detected.distinct()).append(" different");
    }
    if (detected.weight() > 1) {
      words.append(", weighing ").append(detected.weight());
    }
    return words.toString();
  }

  private static String attached(Condition.Attached file) {
    if (file.equals(Condition.Attached.ANY)) {
      return "a file";
    }
    return "a file"
        + (file.type().equals(Choice.ALL) ? "" : " of type " + of(file.type()))
        + (file.name().equals(Choice.ALL) ? "" : " named " + of(file.name()))
        + (file.encrypted() ? " encrypted" : "")
        + (file.unreadable() ? " unreadable" : "")
        + optional(" of bytes ", file.size())
        + optional(" with parts ", file.parts());
  }

  private static String linked(LinkTest test) {
    List<String> words = new ArrayList<>();
    if (!test.categories().equals(Choice.ALL)) {
      words.add("of category " + of(test.categories()));
    }
    if (!test.lists().equals(Choice.ALL)) {
      words.add("on list " + of(test.lists()));
    }
    if (!test.hosts().equals(Choice.ALL)) {
      words.add("to host " + of(test.hosts()));
    }
    if (!test.schemes().isEmpty()) {
      words.add("of scheme " + String.join(", ", test.schemes().stream().sorted().toList()));
    }
    test.traits().stream().sorted().map(LinkTrait::label).forEach(words::add);
    if (test.sure() != Finding.Confidence.LOW) {
      words.add("surely " + small(test.sure()));
    }
    test.not().ifPresent(not -> words.add("but none" + linked(not)));
    return words.isEmpty() ? "" : " " + String.join(", ", words);
  }

  private static String optional(String words, Optional<Range> range) {
    return range.map(each -> words + of(each)).orElse("");
  }

  private static String joined(String words, List<Condition> of) {
    return of.size() == 1
        ? of(of.getFirst())
        : of.stream()
            .map(RuleWords::of)
            .sorted()
            .collect(Collectors.joining("; ", words + " (", ")"));
  }

  private static String day(Rule.Valid valid, boolean first) {
    boolean open =
        first
            ? valid.from().equals(Rule.Valid.ALWAYS.from())
            : valid.until().equals(Rule.Valid.ALWAYS.until());
    return open ? "open" : (first ? valid.from() : valid.until()).toString();
  }

  private static String weekday(DayOfWeek day) {
    return small(day).substring(0, 3);
  }

  private static String names(Set<? extends Enum<?>> kinds) {
    return kinds.stream()
        .sorted(Comparator.comparing(Enum::name))
        .map(RuleWords::small)
        .collect(Collectors.joining(", "));
  }

  private static String small(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
