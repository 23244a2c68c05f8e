package org.lockkeeper.proxy.flow;

import java.util.function.Consumer;
import org.lockkeeper.link.CanonicalUrl;
import org.lockkeeper.proxy.codec.HttpRequest;
import org.lockkeeper.proxy.codec.HttpRequestHead;
import org.lockkeeper.proxy.codec.HttpResponse;

/**
 * What somebody meets who follows a link that was led through here: the place itself, a page that
 * says why to think twice, or one that says why not. Stands under the service's own host, which
 * whoever reads the message can reach.
 */
final class ClickPage {

  private final Clicks clicks;
  private final Consumer<String> followed;

  /**
   * @param followed told what became of each follower, in a word
   */
  ClickPage(Clicks clicks, Consumer<String> followed) {
    this.clicks = clicks;
    this.followed = followed;
  }

  static boolean owns(HttpRequestHead head) {
    return head.path().equals(Clicks.PATH);
  }

  HttpResponse answer(HttpRequest request) {
    String method = request.head().method();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Page.of(405, "This page is only opened", "<p>Open it in a browser.</p>");
    }
    Clicks.Judged judged = clicks.judge(request.head().query());
    followed.accept(judged.label());
    return switch (judged) {
      case Clicks.Judged.On(CanonicalUrl to) -> Page.onTo(to.text());
      case Clicks.Judged.Warned(CanonicalUrl to, String why) ->
          Page.of(
              200,
              "Before you go on",
              "<p>This link leads to <code>%s</code>. %s</p><p>If you know the place, you can <a href=\"%s\" rel=\"noreferrer noopener\">go on</a>. If not, close this page and ask whoever sent it.</p>"
                  .formatted(shown(to), Page.escape(why), Page.escape(to.text())));
      case Clicks.Judged.Stopped(CanonicalUrl to, String why) ->
          Page.of(
              403,
              "This link was stopped",
              "<p>It leads to <code>%s</code>. %s</p><p>If you think that this is wrong, tell your security team.</p>"
                  .formatted(shown(to), Page.escape(why)));
      case Clicks.Judged.Unknown() ->
          Page.of(
              404,
              "This link was not made here",
              "<p>It is damaged, or somebody made it up. Ask whoever sent it for the address itself.</p>");
    };
  }

  /** In ASCII: what looks like another name is seen not to be it. */
  private static String shown(CanonicalUrl to) {
    return Page.escape(to.host().text());
  }
}
