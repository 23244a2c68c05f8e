package org.lockkeeper.tests.client;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.tests.service.FictionalService;
import org.lockkeeper.tests.tls.TestAuthority;

/** The clients straight to the service: proves the service, so that the gateway can be blamed. */
class DirectClientsTest implements RealClientContract {

  @TempDir private Path folder;
  private ClientSetup setup;

  @BeforeEach
  void begin() throws IOException {
    var authority = TestAuthority.in(folder);
    var service = FictionalService.secure(authority, "ann", "bob");
    setup = new ClientSetup(service.address(), service.address(), authority, service);
  }

  @AfterEach
  void end() {
    setup.service().close();
  }

  @Override
  public ClientSetup setup() {
    return setup;
  }
}
