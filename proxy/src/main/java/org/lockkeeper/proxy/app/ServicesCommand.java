package org.lockkeeper.proxy.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.lockkeeper.proxy.service.ServiceCatalog;
import org.lockkeeper.proxy.service.ServiceReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what the gateway knows of each service. */
@Command(
    name = "services",
    mixinStandardHelpOptions = true,
    description =
        "List the services described here: operations, what is judged, how it was verified.")
final class ServicesCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Place place = new Place();

  @Option(names = "--json", description = "One JSON object a service.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Path descriptions = ConfigReader.read(place.config()).serviceDescriptions();
    List<ServiceCatalog.Listed> services =
        ServiceCatalog.list(
            ServiceReader.read(descriptions).values(),
            Place.home().resolve("tests").resolve("transcripts"));
    for (ServiceCatalog.Listed service : services) {
      if (json) {
        out.println(Json.service(service));
      } else {
        print(service, out);
      }
    }
    return ExitCode.DONE;
  }

  private static void print(ServiceCatalog.Listed service, PrintWriter out) {
    out.printf(
        "%s (%s): %d operations, %d judged, %d transcripts%n",
        service.id(),
        service.title(),
        service.operations().size(),
        service.judged(),
        service.plays());
    out.printf(
        "  documentation  %s%n  verified       %s%n", service.docs(), service.verifiedAgainst());
    for (ServiceCatalog.ListedOperation operation : service.operations()) {
      out.printf(
          "  %-7s %-24s %-14s %s%n",
          operation.carriesMessage() ? "judged" : "passed",
          operation.name(),
          operation.act(),
          String.join(", ", operation.routes()));
    }
    out.println();
  }
}
