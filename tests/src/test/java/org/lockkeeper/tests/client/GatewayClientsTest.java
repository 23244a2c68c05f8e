package org.lockkeeper.tests.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.tests.Needs;
import org.lockkeeper.tests.process.GatewayProcess;
import org.lockkeeper.tests.process.GatewaySettings;
import org.lockkeeper.tests.process.GatewaySettings.Served;
import org.lockkeeper.tests.service.FictionalService;
import org.lockkeeper.tests.tls.TestAuthority;

/** The same clients through the gateway, two services behind one port. */
class GatewayClientsTest implements RealClientContract {

  @TempDir private Path folder;
  private ClientSetup setup;
  private FictionalService service;
  private GatewayProcess gateway;

  @BeforeEach
  void begin() throws IOException {
    Needs.gateway();
    var authority = TestAuthority.in(folder.resolve("certificates"));
    service = FictionalService.secure(authority, "ann", "bob");
    gateway =
        GatewayProcess.start(
            GatewaySettings.fresh(
                Needs.project().resolve("rules"),
                Optional.of(authority),
                new Served("mattermost", "localhost", service.address(), Optional.of(authority)),
                new Served("mastodon", "127.0.0.1", service.address(), Optional.of(authority))),
            folder.resolve("gateway"));
    int port = gateway.settings().port();
    setup =
        new ClientSetup(
            URI.create("https://localhost:" + port),
            URI.create("https://127.0.0.1:" + port),
            authority,
            service);
  }

  @AfterEach
  void end() {
    // Skipped before anything was begun.
    Optional.ofNullable(gateway).ifPresent(GatewayProcess::close);
    Optional.ofNullable(service).ifPresent(FictionalService::close);
  }

  @Override
  public ClientSetup setup() {
    return setup;
  }
}
