package org.lockkeeper.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockkeeper.detect.Recognizer.Check;

/** What a value must be besides its shape. */
final class WorthTest {

  @Test
  void entropyIsShannons() {
    assertThat(Worth.entropy("aaaa")).isZero();
    assertThat(Worth.entropy("abab")).isCloseTo(1, within(1e-9));
    assertThat(Worth.entropy("abcdefgh")).isCloseTo(3, within(1e-9));
    assertThat(Worth.entropy("")).isZero();
  }

  @Test
  void aDullValueIsNothing() {
    Worth worth = new Worth(2, false, Optional.empty());
    assertThat(worth.check("abababab")).isEmpty();
    assertThat(worth.check("abcdefgh")).contains(Check.PASSED);
  }

  @Test
  void wrongCheckDigitsAreToldApartFromNothing() {
    Worth worth = new Worth(0, false, Optional.of(Validator.MIXED));
    assertThat(worth.check("abc1")).contains(Check.PASSED);
    assertThat(worth.check("abcd")).contains(Check.FAILED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "YOUR_TOKEN",
        "my-example-key",
        "xxxxxxxxxx",
        "<token>",
        "${TOKEN}",
        "$TOKEN",
        "$(pass)",
        "{{ token }}",
        "process.env.TOKEN",
        "00000000",
        "k1234567890",
        "changeme",
        "%TOKEN%",
        "[token]",
        "{token}",
        "••••••••",
        "REDACTED"
      })
  void placeholdersAreLeftAlone(String value) {
    assertThat(new Worth(0, true, Optional.empty()).check(value)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"k7Rq2mZx", "$2b$12$Kq7", "aaab1", "pa$$w0rd", "a<b"})
  void otherValuesAreNot(String value) {
    assertThat(new Worth(0, true, Optional.empty()).check(value)).contains(Check.PASSED);
  }

  @ParameterizedTest
  @EnumSource(Validator.class)
  void aValidatorAnswersForAnyText(Validator validator) {
    for (String text : new String[] {"", "_", ".", "1", "eyJ", "\ud800", "é".repeat(9), "a.b.c"}) {
      assertThat(validator.holds(text)).isIn(true, false);
    }
    assertThat(validator.holds("A".repeat(100_000))).isIn(true, false);
  }

  @ParameterizedTest
  @CsvSource({
    "BECH32, A12UEL5L, true", // BIP 173's own examples
    "BECH32, A12UEL5K, false",
    "BECH32, 1pzry9x0s0muk, false",
    "BASIC_AUTH, QWxhZGRpbjpvcGVuIHNlc2FtZQ==, true", // RFC 7617 §2
    "BASIC_AUTH, QWxhZGRpbg==, false",
    "PASSWORD, guest, false",
    "PASSWORD, hunter2, true",
    "SPOKEN_PASSWORD, hunter2, true",
    "SPOKEN_PASSWORD, required, false",
    "SPOKEN_PASSWORD, weird!, false",
    "SPOKEN_PASSWORD, /home/user1, false",
    "SPOKEN_PASSWORD, req.body.key1, false",
    "SPOKEN_PASSWORD, 201537, true",
    "RANDOM, getAccessTokenFromStorage1, false",
    "RANDOM, user_accounts_table_1, false",
    "RANDOM, f03ac77b1e5d9042, true",
    "DISCORD_ID, MTIzNDU2Nzg5MDEyMzQ1Njc4.x, true",
    "DISCORD_ID, bm90IGEgbnVtYmVy.x, false",
    "BASE64_JSON, eyJhIjoxfQ, true",
    "BASE64_JSON, bm90IGpzb24, false"
  })
  void validators(Validator validator, String value, boolean right) {
    assertThat(validator.holds(value)).isEqualTo(right);
  }

  @Test
  void checksumsAreThePublishedOnes() {
    // The check value of CRC-32 is that of "123456789": 0xCBF43926, here in base 62.
    assertThat(Checksums.crc32Base62("123456789")).isEqualTo("3jZRME");
    for (byte[] content : new byte[][] {{1}, {7, 0, -1}, new byte[34]}) {
      assertThat(Checksums.base32Crc16(Checksums.withBase32Crc16(content)))
          .isEqualTo(content.length > 0);
    }
    byte[] key = new byte[34];
    key[0] = (byte) 0x80;
    String made = Checksums.withBase58Check(key);
    assertThat(Checksums.base58Check(made)).isTrue();
    assertThat(Checksums.base58Check(made.substring(1))).isFalse();
    assertThat(Checksums.base58Check("0OIl")).isFalse();
    assertThat(Checksums.base32Crc16("not base 32")).isFalse();
  }
}
