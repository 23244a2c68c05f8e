package org.lockkeeper.match;

import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.SpoofChecker;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Domain names as people write them, as the domain name system holds them, and as they look: UTS
 * #46 without transitional mapping, with the settings of the WHATWG URL standard (§3.3, beStrict
 * false), and UTS #39 skeletons. Thread-safe; never throws.
 */
public final class DomainNames {

  /**
   * Turning a label into Punycode takes quadratic time, and the domain name system takes 253
   * characters; this leaves room for what mapping removes.
   */
  public static final int LONGEST = 1024;

  private static final IDNA UTS46 =
      IDNA.getUTS46Instance(
          IDNA.CHECK_BIDI
              | IDNA.CHECK_CONTEXTJ
              | IDNA.NONTRANSITIONAL_TO_ASCII
              | IDNA.NONTRANSITIONAL_TO_UNICODE);

  /** What beStrict would forbid; browsers do not. */
  private static final Set<IDNA.Error> FORGIVEN =
      EnumSet.of(
          IDNA.Error.EMPTY_LABEL,
          IDNA.Error.LABEL_TOO_LONG,
          IDNA.Error.DOMAIN_NAME_TOO_LONG,
          IDNA.Error.LEADING_HYPHEN,
          IDNA.Error.TRAILING_HYPHEN,
          IDNA.Error.HYPHEN_3_4);

  private static final SpoofChecker LOOKS =
      new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();

  private DomainNames() {}

  /** The name in ASCII, small letters; empty if it is no domain name or longer than any. */
  public static Optional<String> toAscii(String name) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    if (plain(name)) {
      return Optional.of(name.toLowerCase(Locale.ROOT));
    }
    StringBuilder ascii = new StringBuilder();
    IDNA.Info info = new IDNA.Info();
    UTS46.nameToASCII(name, ascii, info);
    return FORGIVEN.containsAll(info.getErrors())
        ? Optional.of(ascii.toString())
        : Optional.empty();
  }

  /** The name as people read it, Punycode decoded; unchanged where it cannot be. */
  public static String toUnicode(String name) {
    if (name.length() > LONGEST || !name.contains("xn--")) {
      return name;
    }
    StringBuilder unicode = new StringBuilder();
    IDNA.Info info = new IDNA.Info();
    UTS46.nameToUnicode(name, unicode, info);
    return FORGIVEN.containsAll(info.getErrors()) ? unicode.toString() : name;
  }

  /** What a name looks like: names with one skeleton can be taken for one another (UTS #39 §4). */
  public static String skeleton(String name) {
    return name.length() > LONGEST ? name : LOOKS.getSkeleton(name);
  }

  private static boolean plain(String name) {
    for (int at = 0; at < name.length(); at++) {
      if (name.charAt(at) >= 0x80) {
        return false;
      }
    }
    // An ASCII label that claims to be Punycode must be checked.
    return !name.toLowerCase(Locale.ROOT).contains("xn--");
  }
}
