package org.lockkeeper.proxy.console;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ties a form to the browser it was sent to: each form carries the keyed digest (HMAC-SHA256) of a
 * cookie that only that browser has, so a form another site makes up has none that fits.
 */
final class FormTokens {
  private final SecretKeySpec key;

  FormTokens(SecureRandom random) {
    byte[] bits = new byte[32];
    random.nextBytes(bits);
    key = new SecretKeySpec(bits, "HmacSHA256");
  }

  /** The token for a form sent to the browser with this cookie. */
  String of(String cookie) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(cookie.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every Java platform has HmacSHA256", impossible);
    }
  }

  /** Whether a form came from a page this console sent to this browser. */
  boolean fits(String cookie, String token) {
    return !cookie.isEmpty()
        && MessageDigest.isEqual(
            of(cookie).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }
}
