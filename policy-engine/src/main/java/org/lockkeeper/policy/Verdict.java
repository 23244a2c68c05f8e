package org.lockkeeper.policy;

import java.util.Locale;

/**
 * What shall happen. Ordered by strictness; the strictest matching rule wins and redactions add up,
 * so the order of files never matters.
 */
public sealed interface Verdict {

  /** Pass it on as it is. */
  record Allow() implements Verdict {}

  /** Pass it on with the decision's redactions applied. */
  record Redact() implements Verdict {}

  /** Refuse until it is sent again with a reason. */
  record Coach(Notice notice, Reasons reasons) implements Verdict {}

  /** Refuse and keep it for a reviewer. */
  record Hold(String queue, Notice notice) implements Verdict {}

  /** Refuse. */
  record Block(Notice notice) implements Verdict {}

  /** How strict this is: 0 for allow up to 4 for block. */
  default int strictness() {
    return switch (this) {
      case Allow _ -> 0;
      case Redact _ -> 1;
      case Coach _ -> 2;
      case Hold _ -> 3;
      case Block _ -> 4;
    };
  }

  /** The stricter of two; this one where both are equally strict. */
  default Verdict stricter(Verdict other) {
    return other.strictness() > strictness() ? other : this;
  }

  /** Whether the message goes on, redacted or not. */
  default boolean passes() {
    return strictness() <= 1;
  }

  /** The name commands and records use: {@code allow}, {@code redact}, {@code coach} … */
  default String label() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
