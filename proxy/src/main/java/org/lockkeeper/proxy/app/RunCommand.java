package org.lockkeeper.proxy.app;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the gateway until it is told to stop. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Start the gateway in the foreground; SIGTERM drains and ends it.")
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Place place = new Place();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    GatewayConfig config = ConfigReader.read(place.config());
    if (config.services().isEmpty()) {
      throw new UsageException(
          "no service is configured; add one under \"services:\" in a file in "
              + place.config().resolveSibling("local.d")
              + " (README.md shows how), or try 'lockkeeper demo'");
    }
    Gateway gateway = Gateway.start(config, place.data());
    Shutdown.then(gateway);
    gateway.greet(out);
    out.println("ready");
    out.flush();
    return Shutdown.await();
  }
}
