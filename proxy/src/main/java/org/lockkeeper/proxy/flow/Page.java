package org.lockkeeper.proxy.flow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.lockkeeper.proxy.codec.Headers;
import org.lockkeeper.proxy.codec.HttpResponse;

/** A page that the gateway itself shows to a person in a browser. Runs no script, loads nothing. */
final class Page {

  private Page() {}

  /**
   * A page.
   *
   * @param title in plain words, escaped here
   * @param body HTML, escaped already
   */
  static HttpResponse of(int status, String title, String body) {
    String html =
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>%s</title>
        <style>
        body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1rem;color-scheme:light dark}
        textarea{width:100%%;font:inherit;box-sizing:border-box;margin:.3rem 0 .8rem}
        button{font:inherit;padding:.4rem 1rem}.fault{color:#c0392b}.small{font-size:.85rem;opacity:.7}
        code{overflow-wrap:anywhere}
        </style></head><body><h1>%s</h1>%s</body></html>
        """
            .formatted(escape(title), escape(title), body);
    List<Headers.Field> fields = new ArrayList<>(unkept());
    fields.add(new Headers.Field("content-type", "text/html; charset=utf-8"));
    fields.add(
        new Headers.Field(
            "content-security-policy",
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"));
    return new HttpResponse(status, Headers.of(fields), html.getBytes(StandardCharsets.UTF_8));
  }

  /** An answer that sends on to another place. */
  static HttpResponse onTo(String address) {
    List<Headers.Field> fields = new ArrayList<>(unkept());
    fields.add(new Headers.Field("location", address));
    return new HttpResponse(FOUND, Headers.of(fields), new byte[0]);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Neither kept by browsers, nor told to the place that is gone to. */
  private static List<Headers.Field> unkept() {
    return List.of(
        new Headers.Field("cache-control", "no-store"),
        new Headers.Field("referrer-policy", "no-referrer"));
  }

  private static final int FOUND = 302;
}
