package org.lockkeeper.policy.load;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lockkeeper.policy.Masking;
import org.lockkeeper.policy.Remedy;
import org.lockkeeper.policy.Rule.Severity;
import org.lockkeeper.yaml.YamlMap;
import org.lockkeeper.yaml.YamlValue;

/** Reads {@code do:}: exactly one verdict, what is told, and tags. */
final class RemedyReader {

  private RemedyReader() {}

  static Remedy read(YamlMap remedy) {
    List<Severity> asked =
        Arrays.stream(Severity.values()).filter(each -> remedy.has(word(each))).toList();
    if (asked.size() != 1) {
      remedy.fault("do", "do takes exactly one of allow, redact, coach, hold and block");
    }
    Severity severity = asked.isEmpty() ? Severity.ALLOW : asked.getFirst();
    Masking masking = Masking.DOTS;
    String queue = Remedy.REVIEW;
    for (Severity each : asked) {
      Optional<YamlMap> details = details(remedy, word(each));
      if (details.isPresent()) {
        switch (each) {
          case REDACT -> masking = masking(details.get());
          case HOLD -> queue = details.get().text("queue").orElse(Remedy.REVIEW);
          case ALLOW, COACH, BLOCK -> {}
        }
        details.get().end();
      }
    }
    String tell = remedy.text("tell").orElse("");
    checkTell(remedy, severity, tell);
    List<String> tags = remedy.texts("tag");
    remedy.end();
    return new Remedy(severity, masking, queue, tell, tags);
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
    int keep = (int) redact.number("keep-last", 0, 100, 0);
    String mask = redact.text("mask").orElse(Masking.DOTS.mask());
    if (keep > 0 && mask.codePointCount(0, mask.length()) != 1) {
      redact.fault("keep-last", "keep-last works with a mask of one character");
    }
    return new Masking(mask, keep);
  }

  private static void checkTell(YamlMap remedy, Severity severity, String tell) {
    if (severity.compareTo(Severity.REDACT) > 0 && tell.isBlank()) {
      remedy.fault("tell", word(severity) + " needs tell: what the person shall read");
    }
    for (int open = tell.indexOf('{'); open >= 0; open = tell.indexOf('{', open + 1)) {
      int close = tell.indexOf('}', open);
      String place = close < 0 ? "" : tell.substring(open + 1, close);
      if (!Remedy.PLACES.contains(place)) {
        remedy.fault("tell", "in tell, only {rule}, {n} and {detector} are filled in");
      }
    }
  }
}
