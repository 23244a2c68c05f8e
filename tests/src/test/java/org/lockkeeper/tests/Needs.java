package org.lockkeeper.tests;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import org.lockkeeper.tests.load.ChatTexts;
import org.lockkeeper.tests.process.Command;
import org.lockkeeper.tests.process.Nginx;

/**
 * What a test needs from the machine. Where it is missing the test is skipped and says what to
 * install; a build with CI=true fails on skipped tests.
 */
public final class Needs {

  private Needs() {}

  /** A program of a Debian package. */
  public static Path program(String name, String debianPackage) {
    return Command.installed(name).orElseGet(() -> missing("the Debian package " + debianPackage));
  }

  /** An nginx with its Lua module. */
  public static Path nginx() {
    if (!Files.exists(Path.of("/usr/lib/nginx/modules/ngx_http_lua_module.so"))) {
      return missing("the Debian packages nginx-light and libnginx-mod-http-lua");
    }
    return Nginx.installed().orElseGet(() -> missing("the Debian package nginx-light"));
  }

  /** The corpus of real chat. */
  public static Path corpus() {
    return ChatTexts.corpus(project())
        .orElseGet(() -> missing("the chat corpus in ../shared/corpus"));
  }

  /** The gateway's own main class. */
  public static void gateway() {
    if (Needs.class.getResource("/org/lockkeeper/proxy/app/Lockkeeper.class") == null) {
      missing("a gateway that can be started");
    }
  }

  /** The project's root folder, which Surefire tells. */
  public static Path project() {
    return Path.of(System.getProperty("lockkeeper.root", "..")).toAbsolutePath().normalize();
  }

  private static <T> T missing(String what) {
    return abort("needs " + what);
  }
}
