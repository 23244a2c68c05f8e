package org.lockkeeper.detect;

import java.util.List;
import org.lockkeeper.match.NormalText;
import org.lockkeeper.match.View;

/**
 * Finds one sort of thing that takes arithmetic to know: check digits, lengths, nesting. Stateless,
 * safe to share, linear in the text; spans are in the normal text.
 */
public interface Recognizer {

  /** The name packs call it by: {@code find: { id: payment-card }}. */
  String id();

  /** What sort of thing it finds. */
  Finding.Category category();

  /** Whether it looks at a view of this kind. */
  default boolean reads(View.Kind kind) {
    return View.Kind.USUAL.contains(kind);
  }

  /** Everything that looks like one, in order of place, disjoint. */
  List<Candidate> find(NormalText text);

  /** All there are. */
  static List<Recognizer> all() {
    return List.of(
        new EmailAddress(),
        new Iban(),
        new JsonWebToken(),
        new MachineReadableZone(),
        new PaymentCard(),
        new PhoneNumber(),
        new PrivateKey(),
        new UrlPassword(),
        new WebLink());
  }

  /**
   * Something that looks right.
   *
   * @param kind which one of its kind, {@code visa}
   * @param start first char in the normal text
   * @param end one past the last
   * @param weight how much it counts where a rule adds up
   */
  record Candidate(String kind, int start, int end, Check check, int weight) {

    /** One that counts as one. */
    public Candidate(String kind, int start, int end, Check check) {
      this(kind, start, end, check, 1);
    }
  }

  /** What the arithmetic said. */
  enum Check {
    /** The check digits are right. */
    PASSED,
    /** Right as far as it goes: medium at most, unless a context word stands near. */
    PARTIAL,
    /** Right, but so common by chance that it counts only with a context word. */
    WEAK,
    /** The shape is right and the check digits are wrong. */
    FAILED
  }
}
