package org.lockkeeper.proxy.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.lockkeeper.message.ServiceId;

/** The descriptions and transcripts that ship with the project, as tests find them. */
final class Shipped {

  static final String REQUEST_ID = "abcdefghijklmnopqrstuvwxyz";

  private Shipped() {}

  static Map<ServiceId, DescribedService> services() {
    return ServiceReader.read(root().resolve("conf/services"), () -> REQUEST_ID);
  }

  static DescribedService service(String id) {
    DescribedService service = services().get(new ServiceId(id));
    if (service == null) {
      throw new AssertionError("no service " + id);
    }
    return service;
  }

  static Path root() {
    String told = System.getProperty("lockkeeper.root");
    if (told != null) {
      return Path.of(told);
    }
    Path here = Path.of("").toAbsolutePath();
    while (here != null && !Files.isDirectory(here.resolve("conf/services"))) {
      here = here.getParent();
    }
    if (here == null) {
      throw new AssertionError("run the tests inside the project, or set lockkeeper.root");
    }
    return here;
  }
}
