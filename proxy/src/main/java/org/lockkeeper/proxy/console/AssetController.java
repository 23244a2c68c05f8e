package org.lockkeeper.proxy.console;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The style sheet, the script and the icon: fixed files out of the jar, open to everybody. */
@Controller("/assets")
final class AssetController {

  private final Map<String, Asset> assets =
      Map.of(
          "console.css", load("console.css", "text/css; charset=utf-8"),
          "console.js", load("console.js", "text/javascript; charset=utf-8"),
          "icon.svg", load("icon.svg", "image/svg+xml"));

  @Get("/{name}")
  MutableHttpResponse<String> asset(String name) {
    return Optional.ofNullable(assets.get(name))
        .map(
            asset ->
                HttpResponse.ok(asset.text)
                    .header("Content-Type", asset.type)
                    // Short, so that a new version of the gateway is not styled by the old one.
                    .header("Cache-Control", "max-age=300"))
        .orElseGet(() -> HttpResponse.status(HttpStatus.NOT_FOUND));
  }

  private static Asset load(String name, String type) {
    try (InputStream file = AssetController.class.getResourceAsStream("assets/" + name)) {
      if (file == null) {
        throw new IllegalStateException("the build left out " + name);
      }
      return new Asset(new String(file.readAllBytes(), StandardCharsets.UTF_8), type);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private record Asset(String text, String type) {}
}
