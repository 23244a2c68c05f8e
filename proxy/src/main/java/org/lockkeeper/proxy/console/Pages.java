package org.lockkeeper.proxy.console;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.util.HashMap;
import java.util.Map;

/** Fills in the pages, which were made into classes at build time. */
final class Pages {

  private static final String HTML = "text/html; charset=utf-8";

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Pages.class.getClassLoader(), Pages.class.getPackageName());
  private final Access access;

  Pages(Access access) {
    this.access = access;
  }

  /** A page for somebody logged in: as {@link #render}, with the token for the log-out form. */
  MutableHttpResponse<String> render(
      HttpRequest<?> request, HttpStatus status, String page, Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("token", access.forms().of(LogInController.session(request).orElse("")));
    return render(status, page, all);
  }

  /** A page. */
  MutableHttpResponse<String> render(HttpStatus status, String page, Map<String, Object> values) {
    StringOutput html = new StringOutput();
    engine.render(page, values, html);
    return HttpResponse.<String>status(status).body(html.toString()).header("Content-Type", HTML);
  }

  /** A page that says what went wrong and what to do. */
  MutableHttpResponse<String> error(HttpStatus status, String title, String what) {
    return render(status, "error.jte", Map.of("title", title, "what", what));
  }
}
