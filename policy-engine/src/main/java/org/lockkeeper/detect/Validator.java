package org.lockkeeper.detect;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.lockkeeper.match.Ascii;

/** Arithmetic that tells a real value from one that only looks like it. A closed list. */
public enum Validator {

  /**
   * Four chars of prefix, a random part, and its CRC-32 in six digits of base 62: GitHub's tokens
   * since 2021 ("Behind GitHub's new authentication token formats") and npm's.
   */
  GITHUB_CRC32 {
    @Override
    boolean holds(String value) {
      int end = value.length() - Checksums.BASE62_DIGITS;
      return end > 4 && value.substring(end).equals(Checksums.crc32Base62(value.substring(4, end)));
    }
  },

  /** All before the last underscore and its CRC-32 in base 62: Matrix homeservers' tokens. */
  MATRIX_CRC32 {
    @Override
    boolean holds(String value) {
      int end = value.lastIndexOf('_');
      return end > 0
          && value.substring(end + 1).equals(Checksums.crc32Base62(value.substring(0, end)));
    }
  },

  /** A JSON object in base64 from {@code eyJ} on. */
  BASE64_JSON {
    @Override
    boolean holds(String value) {
      int start = value.indexOf("eyJ");
      return start >= 0 && decoded(value.substring(start)).filter(Validator::object).isPresent();
    }
  },

  /** A user's number in base64 before the first dot: Discord's bot tokens. */
  DISCORD_ID {
    @Override
    boolean holds(String value) {
      int dot = value.indexOf('.');
      return dot > 0
          && decoded(value.substring(0, dot))
              .filter(id -> id.length() >= 17 && id.length() <= 20)
              .filter(id -> id.chars().allMatch(Ascii::digit))
              .isPresent();
    }
  },

  /** Bech32 with its checksum (BIP 173): age's secret keys, Nostr's. */
  BECH32 {
    @Override
    boolean holds(String value) {
      return Checksums.bech32(value.toLowerCase(Locale.ROOT));
    }
  },

  /** Base 58 that ends in four bytes of a double SHA-256: Bitcoin's private keys. */
  BASE58_CHECK {
    @Override
    boolean holds(String value) {
      return Checksums.base58Check(value);
    }
  },

  /** Base 32 that ends in a CRC-16 of XMODEM: Stellar's seeds (SEP-23), NATS's. */
  BASE32_CRC16 {
    @Override
    boolean holds(String value) {
      return Checksums.base32Crc16(value);
    }
  },

  /** No word that only says that a password belongs here, and no account everybody knows. */
  PASSWORD {
    @Override
    boolean holds(String value) {
      return Placeholders.password(value);
    }
  },

  /** As {@link #PASSWORD}, and built like one, not like a word of a sentence or a name in code. */
  SPOKEN_PASSWORD {
    @Override
    boolean holds(String value) {
      return Placeholders.password(value) && Shape.password(value);
    }
  },

  /** Built like a random token, not like words or a name in code. */
  RANDOM {
    @Override
    boolean holds(String value) {
      return Shape.random(value);
    }
  },

  /** A name and a password, joined by a colon, in base64 (RFC 7617 §2). */
  BASIC_AUTH {
    @Override
    boolean holds(String value) {
      return decoded(value)
          .filter(pair -> pair.chars().allMatch(unit -> unit >= ' ' && unit <= '~'))
          .filter(pair -> pair.indexOf(':') >= 0)
          .filter(pair -> Placeholders.password(pair.substring(pair.indexOf(':') + 1)))
          .isPresent();
    }
  },

  /** Letters and digits both, as random values have and words and numbers have not. */
  MIXED {
    @Override
    boolean holds(String value) {
      return value.chars().anyMatch(Ascii::digit) && value.chars().anyMatch(Ascii::letter);
    }
  };

  /** Whether a value passes; false for what is not of the form at all. */
  abstract boolean holds(String value);

  private static boolean object(String text) {
    return text.startsWith("{\"") && text.contains("\":");
  }

  /** What the base64 at the start of a value decodes to, of either alphabet. */
  static Optional<String> decoded(String value) {
    int end = 0;
    while (end < value.length()
        && (Ascii.letterOrDigit(value.charAt(end)) || "+/-_".indexOf(value.charAt(end)) >= 0)) {
      end++;
    }
    String whole = value.substring(0, end % 4 == 1 ? end - 1 : end);
    byte[] bytes = Base64.getUrlDecoder().decode(whole.replace('+', '-').replace('/', '_'));
    return whole.isEmpty()
        ? Optional.empty()
        : Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
  }
}
