package org.lockkeeper.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockkeeper.match.NormalText;

/** Tokens and passwords that take more than a pattern to find. */
final class SecretRecognizerTest {

  private static final String HEADER = base64("{\"alg\":\"HS256\"}");
  private static final String SIGNATURE = "s".repeat(43);

  @Test
  void aTokenOfAnyLengthIsOneSpan() {
    for (int length : new int[] {1, 500, 50_000}) {
      String token =
          HEADER + "." + base64("{\"a\":\"" + "x".repeat(length) + "\"}") + "." + SIGNATURE;
      assertThat(found(new JsonWebToken(), "Bearer " + token + ", so")).containsExactly(token);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eyJhbGciOiJIUzI1NiJ9",
        "eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ",
        "eyJhbGciOiJub25lIn0.eyJhIjoxfQ.",
        "eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.short",
        "eyJ0eXAiOiJKV1QifQ.eyJhIjoxfQ.ssssssssssssssssssssssssssssssss",
        "eyJ.eyJ.eyJ",
        "eyJeyJeyJeyJ"
      })
  void whatIsNoSignedToken(String text) {
    assertThat(found(new JsonWebToken(), text)).isEmpty();
  }

  @Test
  void thePasswordIsTheSpan() {
    assertThat(
            found(new UrlPassword(), "see http://app:k7Rq2mZx@h.example/a and HTTPS://b:qq11ww@c"))
        .containsExactly("k7Rq2mZx", "qq11ww");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080/@me",
        "https://host/a:b@c",
        "https://user:pass@host",
        "https://app:${SECRET}@host",
        "https://me@host/x:123456",
        "https://:123456@host",
        "ssh://app:k7Rq2mZx@host",
        "://a:k7Rq2mZx@h",
        "https://"
      })
  void whatHoldsNoPassword(String text) {
    assertThat(found(new UrlPassword(), text)).isEmpty();
  }

  private static List<String> found(Recognizer recognizer, String text) {
    return recognizer.find(NormalText.of(text)).stream()
        .map(found -> text.substring(found.start(), found.end()))
        .toList();
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}
