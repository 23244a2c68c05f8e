package org.lockkeeper.policy.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lockkeeper.policy.Masking;
import org.lockkeeper.policy.Reasons;
import org.lockkeeper.policy.Remedy;
import org.lockkeeper.policy.Rule.Severity;
import org.lockkeeper.policy.SideAction;
import org.lockkeeper.policy.Tell;
import org.lockkeeper.yaml.YamlMap;
import org.lockkeeper.yaml.YamlValue;

/** Reads {@code do:}: exactly one verdict, what is told, and what is done beside. */
final class RemedyReader {

  private RemedyReader() {}

  static Remedy read(YamlMap remedy) {
    List<Severity> asked =
        Arrays.stream(Severity.values())
            .filter(each -> remedy.value(word(each)).isPresent())
            .toList();
    if (asked.size() != 1) {
      remedy.fault("do", "do takes exactly one of allow, redact, coach, hold and block");
    }
    Severity severity = asked.isEmpty() ? Severity.ALLOW : asked.getFirst();
    Masking masking = Masking.Characters.DOTS;
    String queue = Remedy.REVIEW;
    Reasons reasons = Reasons.ANY;
    for (Severity each : asked) {
      Optional<YamlMap> details = details(remedy, word(each));
      if (details.isPresent()) {
        switch (each) {
          case REDACT -> masking = masking(details.get());
          case COACH -> reasons = reasons(details.get());
          case HOLD -> queue = details.get().text("queue").orElse(Remedy.REVIEW);
          case ALLOW, BLOCK -> {}
        }
        details.get().end();
      }
    }
    Tell tell = tell(remedy);
    checkTell(remedy, severity, tell);
    List<SideAction> also = also(remedy, severity);
    remedy.end();
    return new Remedy(severity, masking, queue, tell, reasons, also);
  }

  /** Words for everybody, or a map of words by language of which the first is for everybody. */
  private static Tell tell(YamlMap remedy) {
    if (!(remedy.value("tell").orElse(null) instanceof YamlMap words)) {
      return new Tell(remedy.text("tell").orElse(""), Map.of());
    }
    Map<String, String> byLanguage = new LinkedHashMap<>();
    words.anyKey();
    for (String language : words.keys()) {
      if (Locale.forLanguageTag(language).toLanguageTag().equalsIgnoreCase(language)) {
        byLanguage.put(language.toLowerCase(Locale.ROOT), words.requireText(language));
      } else {
        words.fault(
            language, "\"" + language + "\" is no language; use tags such as en, de or pt-BR");
      }
    }
    return new Tell(byLanguage.values().stream().findFirst().orElse(""), byLanguage);
  }

  private static Reasons reasons(YamlMap coach) {
    List<String> choices = coach.texts("reasons");
    boolean words = coach.flag("words", false);
    if (choices.isEmpty()) {
      coach.fault("reasons", "coach: true takes any reason; a map needs reasons: [a, b]");
    }
    return new Reasons(choices, words);
  }

  private static List<SideAction> also(YamlMap remedy, Severity severity) {
    List<SideAction> also = new ArrayList<>();
    remedy.texts("tag").forEach(tag -> also.add(new SideAction.Tag(tag)));
    if (remedy.flag("log", false)) {
      also.add(new SideAction.Log());
    }
    remedy.texts("notify").forEach(whom -> also.add(new SideAction.Notify(whom)));
    remedy.texts("escalate").forEach(whom -> also.add(new SideAction.Escalate(whom)));
    Optional<String> disclaimer = remedy.text("disclaim").filter(text -> !text.isBlank());
    if (disclaimer.isPresent() && severity.compareTo(Severity.REDACT) > 0) {
      remedy.fault(
          "disclaim", "disclaim belongs to messages that pass: use it with allow or redact");
    }
    disclaimer.ifPresent(text -> also.add(new SideAction.Disclaim(text)));
    long points = remedy.number("risk", 0, 1000, 0);
    if (points > 0) {
      also.add(new SideAction.Count(Remedy.RISK, points, false));
    }
    return also;
  }

  static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  /** The map of a verdict that has details; empty where it is just {@code true}. */
  private static Optional<YamlMap> details(YamlMap remedy, String key) {
    Optional<YamlValue> value = remedy.value(key);
    if (value.isPresent() && value.get() instanceof YamlMap map) {
      return Optional.of(map);
    }
    if (!remedy.flag(key, true)) {
      remedy.fault(key, "\"" + key + ": false\" says nothing; leave it out");
    }
    return Optional.empty();
  }

  private static Masking masking(YamlMap redact) {
    boolean token = redact.flag("token", false);
    if (token || redact.flag("time-of-click", false)) {
      boolean more = token && redact.has("time-of-click");
      if (more || redact.has("mask") || redact.has("keep-first") || redact.has("keep-last")) {
        redact.fault("do", "redact takes a mask, or token: true, or time-of-click: true");
      }
      return token ? new Masking.Token() : new Masking.TimeOfClick();
    }
    int first = (int) redact.number("keep-first", 0, 100, 0);
    int last = (int) redact.number("keep-last", 0, 100, 0);
    String mask = redact.text("mask").orElse("•");
    boolean single = mask.codePointCount(0, mask.length()) == 1;
    if (first + last > 0 && !single) {
      redact.fault("mask", "keep-first and keep-last work with a mask of one character");
    }
    return single ? new Masking.Characters(mask, first, last) : new Masking.Whole(mask);
  }

  private static void checkTell(YamlMap remedy, Severity severity, Tell tell) {
    if (severity.compareTo(Severity.REDACT) > 0 && tell.all().isEmpty()) {
      remedy.fault("tell", word(severity) + " needs tell: what the person shall read");
    }
    for (String words : tell.all()) {
      for (int open = words.indexOf('{'); open >= 0; open = words.indexOf('{', open + 1)) {
        int close = words.indexOf('}', open);
        String place = close < 0 ? "" : words.substring(open + 1, close);
        if (!Remedy.PLACES.contains(place)) {
          remedy.fault("tell", "in tell, only {rule}, {n} and {detector} are filled in");
        }
      }
    }
  }
}
