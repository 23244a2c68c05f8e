package org.lockkeeper.proxy.service;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.message.Actor;
import org.lockkeeper.proxy.codec.Headers;
import org.lockkeeper.proxy.codec.HttpRequestHead;
import org.lockkeeper.proxy.codec.HttpResponse;
import org.lockkeeper.proxy.codec.HttpService.Introduction;
import org.lockkeeper.proxy.codec.HttpService.Token;

/**
 * How a service knows its people: where their token stands in a request, and which answers say
 * whose it is.
 *
 * @param tokens in the order in which the service itself looks
 * @param whoAmI the request that asks the service whose a token is
 */
record Sessions(List<TokenPlace> tokens, Optional<RoutePattern> whoAmI) {

  Sessions {
    tokens = List.copyOf(tokens);
  }

  /** Where a token stands in a request. */
  sealed interface TokenPlace {
    /** After one of the schemes in a header field; the whole value where there is no scheme. */
    record InHeader(String name, List<String> schemes) implements TokenPlace {}

    record InCookie(String name) implements TokenPlace {}

    record InQuery(String name) implements TokenPlace {}
  }

  /**
   * What a response says about whose a token is.
   *
   * @param answer where in its body account, handle and perhaps the token stand
   * @param token where a new token stands; empty where the answer is about the request's own
   */
  record Introducing(FieldTree answer, Optional<NewToken> token) {}

  /** Where in a response a new token stands. */
  sealed interface NewToken {
    record InBody() implements NewToken {}

    record InHeader(String name) implements NewToken {}

    record InCookie(String name) implements NewToken {}
  }

  /** The token of a request. */
  Optional<Token> token(HttpRequestHead head) {
    for (TokenPlace place : tokens) {
      Optional<String> secret = secret(place, head);
      if (secret.isPresent()) {
        return secret.map(Token::new);
      }
    }
    return Optional.empty();
  }

  /** Asks whose the token of a request is, with that token and nothing else of the request. */
  Optional<HttpRequestHead> ask(HttpRequestHead like) {
    if (whoAmI.isEmpty()) {
      return Optional.empty();
    }
    for (TokenPlace place : tokens) {
      Optional<String> secret = secret(place, like);
      if (secret.isEmpty()) {
        continue;
      }
      List<Headers.Field> headers = new ArrayList<>();
      headers.add(new Headers.Field("accept", "application/json"));
      String query = "";
      switch (place) {
        case TokenPlace.InHeader(String name, List<String> _) ->
            headers.add(new Headers.Field(name, like.headers().first(name).orElse("")));
        case TokenPlace.InCookie(String name) ->
            headers.add(new Headers.Field("cookie", name + "=" + secret.get()));
        case TokenPlace.InQuery(String name) ->
            query =
                name
                    + "="
                    + new String(FormFields.encoded(secret.get()), StandardCharsets.US_ASCII);
      }
      String path = "/" + String.join("/", whoAmI.get().segments());
      return Optional.of(new HttpRequestHead("GET", path, query, Headers.of(headers)));
    }
    return Optional.empty();
  }

  /** What a response to a who-am-I or log-in says; empty if it says nothing. */
  Optional<Introduction> introduction(
      Introducing how, HttpRequestHead request, HttpResponse response) {
    if (response.status() / 100 != 2) {
      return Optional.empty();
    }
    try {
      List<Field> fields = JsonFields.read(response.body(), how.answer());
      Optional<String> account = value(fields, Role.ACCOUNT);
      Optional<Token> token =
          how.token().isEmpty()
              ? token(request)
              : newToken(how.token().get(), fields, response).map(Token::new);
      return account.isEmpty() || token.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Introduction(
                  token.get(),
                  new Actor(account.get(), value(fields, Role.HANDLE).orElse(account.get()))));
    } catch (UnreadableException _) {
      // An answer nobody can read introduces nobody; the person stays unknown and is asked again.
      return Optional.empty();
    }
  }

  /** The first value of a role that is not empty. */
  static Optional<String> value(List<Field> fields, Role role) {
    return fields.stream()
        .filter(field -> field.is(role) && !field.value().isEmpty())
        .map(Field::value)
        .findFirst();
  }

  private static Optional<String> newToken(
      NewToken place, List<Field> fields, HttpResponse response) {
    return switch (place) {
      case NewToken.InBody() -> value(fields, Role.TOKEN);
      case NewToken.InHeader(String name) -> response.headers().first(name);
      case NewToken.InCookie(String name) ->
          response.headers().all("set-cookie").stream()
              .flatMap(cookie -> cookie(name, cookie).stream())
              .findFirst();
    };
  }

  private static Optional<String> secret(TokenPlace place, HttpRequestHead head) {
    return switch (place) {
      case TokenPlace.InHeader(String name, List<String> schemes) ->
          head.headers().first(name).flatMap(value -> afterScheme(value, schemes));
      case TokenPlace.InCookie(String name) ->
          head.headers().all("cookie").stream()
              .flatMap(cookies -> cookie(name, cookies).stream())
              .findFirst();
      case TokenPlace.InQuery(String name) -> inQuery(name, head.query());
    };
  }

  private static Optional<String> afterScheme(String value, List<String> schemes) {
    String stripped = value.strip();
    if (schemes.isEmpty()) {
      return Optional.of(stripped).filter(token -> !token.isEmpty());
    }
    int space = stripped.indexOf(' ');
    for (String scheme : schemes) {
      if (space > 0 && stripped.substring(0, space).equalsIgnoreCase(scheme)) {
        return Optional.of(stripped.substring(space + 1).strip()).filter(token -> !token.isEmpty());
      }
    }
    return Optional.empty();
  }

  /** RFC 6265 §4.2.1. */
  private static Optional<String> cookie(String name, String cookies) {
    for (String pair : cookies.split(";", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
        return Optional.of(pair.substring(equals + 1).strip()).filter(token -> !token.isEmpty());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> inQuery(String name, String query) {
    if (query.isEmpty()) {
      return Optional.empty();
    }
    FieldTree tree = new FieldTree();
    tree.add(List.of(name), Role.TOKEN);
    FormFields fields = new FormFields(tree, "");
    try {
      fields.readEncoded(query.getBytes(StandardCharsets.UTF_8), Field.Writing.QUERY);
    } catch (UnreadableException _) {
      return Optional.empty();
    }
    return value(fields.found(), Role.TOKEN);
  }
}
