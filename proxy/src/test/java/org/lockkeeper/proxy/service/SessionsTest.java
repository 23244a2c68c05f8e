package org.lockkeeper.proxy.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lockkeeper.proxy.codec.Headers;
import org.lockkeeper.proxy.codec.HttpRequestHead;
import org.lockkeeper.proxy.codec.HttpService.Token;

class SessionsTest {

  private final DescribedService mastodon = Shipped.service("mastodon");
  private final DescribedService mattermost = Shipped.service("mattermost");

  @Test
  void a_token_stands_in_header_cookie_or_query() {
    Token token = new Token("a-token");

    assertThat(mastodon.token(head("", Headers.of("authorization", "bearer a-token"))))
        .contains(token);
    assertThat(mastodon.token(head("a=b&access_token=a%2Dtoken", Headers.NONE))).contains(token);
    assertThat(mattermost.token(head("", Headers.of("cookie", "x=y; MMAUTHTOKEN=a-token"))))
        .contains(token);
    assertThat(mattermost.token(head("", Headers.of("authorization", "BEARER  a-token"))))
        .contains(token);
  }

  @Test
  void other_credentials_are_no_token() {
    assertThat(mastodon.token(head("", Headers.of("authorization", "Basic YTpi")))).isEmpty();
    assertThat(mastodon.token(head("", Headers.of("authorization", "Bearer ")))).isEmpty();
    assertThat(mattermost.token(head("", Headers.of("cookie", "XMMAUTHTOKEN=a-token")))).isEmpty();
    assertThat(mastodon.token(head("", Headers.NONE))).isEmpty();
  }

  @Test
  void where_a_request_has_two_tokens_the_service_s_order_counts() {
    Headers both =
        Headers.of("authorization", "Bearer other").with("cookie", "MMAUTHTOKEN=a-token");

    assertThat(mattermost.token(head("", both))).contains(new Token("a-token"));
  }

  @Test
  void who_am_i_carries_the_token_and_nothing_else() {
    Headers headers =
        Headers.of("cookie", "theme=dark; MMAUTHTOKEN=a-token").with("x-secret", "not yours");

    HttpRequestHead question = mattermost.whoAmI(head("q=1", headers)).orElseThrow();

    assertThat(question.method() + " " + question.target()).isEqualTo("GET /api/v4/users/me");
    assertThat(question.headers().fields())
        .containsExactly(
            new Headers.Field("accept", "application/json"),
            new Headers.Field("cookie", "MMAUTHTOKEN=a-token"));
    assertThat(mattermost.token(question)).contains(new Token("a-token"));
  }

  @Test
  void nobody_is_asked_about_without_a_token() {
    assertThat(mattermost.whoAmI(head("", Headers.NONE))).isEmpty();
  }

  @Test
  void a_token_in_the_query_stays_there() {
    HttpRequestHead question =
        mastodon.whoAmI(head("status=x&access_token=a%26b", Headers.NONE)).orElseThrow();

    assertThat(question.target())
        .isEqualTo("/api/v1/accounts/verify_credentials?access_token=a%26b");
  }

  private static HttpRequestHead head(String query, Headers headers) {
    return new HttpRequestHead("POST", "/somewhere", query, headers);
  }
}
