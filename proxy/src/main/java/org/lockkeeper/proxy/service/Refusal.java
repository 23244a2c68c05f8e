package org.lockkeeper.proxy.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lockkeeper.policy.Notice;
import org.lockkeeper.proxy.codec.HttpResponse;

/**
 * A service's own way to say no.
 *
 * @param status the status of a refused message
 * @param body its body
 * @param others the bodies of other statuses, where they have one of their own
 * @param otherwise the body of every other status
 * @param requestIds makes an id for each answer, where the service has such
 */
record Refusal(
    int status,
    String contentType,
    Template body,
    Map<Integer, Template> others,
    Template otherwise,
    Supplier<String> requestIds) {

  Refusal {
    others = Map.copyOf(others);
  }

  HttpResponse answer(Notice why) {
    return answer(status, why);
  }

  HttpResponse answer(int wanted, Notice why) {
    Template template = wanted == status ? body : others.getOrDefault(wanted, otherwise);
    boolean json = contentType.startsWith("application/json");
    return HttpResponse.of(
        wanted,
        contentType,
        template.filled(
            place -> {
              String value =
                  switch (place) {
                    case NOTICE -> why.text();
                    case RULE -> why.rule().toString();
                    case STATUS -> Integer.toString(wanted);
                    case REQUEST_ID -> requestIds.get();
                  };
              return json ? JsonText.escaped(value) : value;
            }));
  }

  /** A body with places to fill in, written {@code {notice}}. */
  record Template(List<String> literals, List<Slot> slots) {

    private static final Pattern SLOT = Pattern.compile("\\{([a-z][a-z-]*)}");

    Template {
      literals = List.copyOf(literals);
      slots = List.copyOf(slots);
    }

    /** What can be filled in. */
    enum Slot {
      NOTICE,
      RULE,
      STATUS,
      REQUEST_ID;

      private static Optional<Slot> named(String written) {
        for (Slot slot : values()) {
          if (slot.written().equals(written)) {
            return Optional.of(slot);
          }
        }
        return Optional.empty();
      }

      private String written() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
      }
    }

    /** Reads the written form; empty if it names a place that cannot be filled. */
    static Optional<Template> parse(String written) {
      List<String> literals = new ArrayList<>();
      List<Slot> slots = new ArrayList<>();
      Matcher matcher = SLOT.matcher(written);
      int start = 0;
      while (matcher.find()) {
        Optional<Slot> slot = Slot.named(matcher.group(1));
        if (slot.isEmpty()) {
          return Optional.empty();
        }
        literals.add(written.substring(start, matcher.start()));
        slots.add(slot.get());
        start = matcher.end();
      }
      literals.add(written.substring(start));
      return Optional.of(new Template(literals, slots));
    }

    /** One pass, so that a notice that itself says {@code {rule}} stays as it is. */
    String filled(Function<Slot, String> values) {
      StringBuilder filled = new StringBuilder();
      for (int at = 0; at < slots.size(); at++) {
        filled.append(literals.get(at)).append(values.apply(slots.get(at)));
      }
      return filled.append(literals.getLast()).toString();
    }
  }
}
