package org.lockkeeper.proxy.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.lockkeeper.extract.ExtractLimits;
import org.lockkeeper.extract.Extracted;
import org.lockkeeper.extract.TikaExtractor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the gateway reads out of files. */
@Command(
    name = "extract",
    mixinStandardHelpOptions = true,
    description = {
      "Show what is read out of files: type, how far the reading came, text, files inside.",
      "The exit code is 1 if not all text of every file could be read."
    })
final class ExtractCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Place place = new Place();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--json", description = "One JSON object a file.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Readable.all(files);
    PrintWriter out = spec.commandLine().getOut();
    TikaExtractor extractor = new TikaExtractor(ExtractLimits.DEFAULT);
    boolean complete = true;
    for (Path file : files) {
      Extracted extracted;
      try (InputStream content = Files.newInputStream(file)) {
        extracted = extractor.extract(String.valueOf(file.getFileName()), content);
      }
      complete &= extracted.status().complete();
      if (json) {
        out.println(line(file, extracted));
      } else {
        out.printf("%s: %s, %s%n", file, extracted.type(), extracted.status().label());
        extracted.embedded().forEach(part -> out.println("  holds " + part));
        extracted.text().lines().forEach(text -> out.println("  | " + text));
      }
      out.flush();
    }
    return complete ? ExitCode.DONE : ExitCode.NO;
  }

  private static String line(Path file, Extracted extracted) {
    ObjectNode line =
        Json.object()
            .put("file", file.toString())
            .put("type", extracted.type())
            .put("status", extracted.status().label())
            .put("text", extracted.text());
    ArrayNode embedded = line.putArray("embedded");
    extracted.embedded().forEach(embedded::add);
    return line.toString();
  }
}
