package org.lockkeeper.proxy.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.lockkeeper.archive.Archive;
import org.lockkeeper.archive.intake.JsonLinesIntake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings another system's messages into the archive, marked as imported. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description =
        "Bring files of messages into the archive; run it again to go on where it stopped.")
final class ImportCommand implements Callable<Integer> {

  /** The formats that can be read. */
  private enum Format {
    jsonl
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Place place = new Place();

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "What the files are: ${COMPLETION-CANDIDATES}.")
  private Format format = Format.jsonl;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files, plain or gzip.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--json", description = "One JSON object a file.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    for (Path file : files) {
      if (!Files.isReadable(file)) {
        throw new UsageException("cannot read " + file);
      }
    }
    GatewayConfig config = ConfigReader.read(place.config());
    Files.createDirectories(place.data());
    long bad = 0;
    try (Archive archive =
        Archive.open(place.data().resolve("archive"), config.archive().limits())) {
      JsonLinesIntake intake =
          new JsonLinesIntake(archive.log(), place.data().resolve("archive").resolve("intake"));
      for (Path file : files) {
        bad += bring(intake, file);
      }
      archive.awaitIndexed(Duration.ofHours(1));
    }
    return bad == 0 ? ExitCode.DONE : ExitCode.NO;
  }

  private long bring(JsonLinesIntake intake, Path file) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter errors = spec.commandLine().getErr();
    Progress progress = Progress.of(String.valueOf(file.getFileName()), 0, errors);
    JsonLinesIntake.Summary summary =
        intake.run(
            file,
            new JsonLinesIntake.Listener() {
              @Override
              public void bad(long item, String why) {
                errors.println("lockkeeper: " + file + ":" + item + ": " + why);
              }

              @Override
              public void progress(JsonLinesIntake.Summary soFar) {
                progress.at(soFar.items());
              }
            });
    progress.end(summary.items());
    out.println(
        json
            ? Json.object()
                .put("file", file.toString())
                .put("items", summary.items())
                .put("imported", summary.imported())
                .put("already", summary.already())
                .put("bad", summary.bad())
                .toString()
            : "%s: %,d items, %,d imported, %,d there already, %,d bad"
                .formatted(
                    file, summary.items(), summary.imported(), summary.already(), summary.bad()));
    return summary.bad();
  }
}
