package org.lockkeeper.proxy.app;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import org.lockkeeper.extract.TikaExtractor;
import org.lockkeeper.policy.inspect.InspectLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges messages from standard input, one JSON line each, answers in the same order. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description =
        "Judge messages given as JSON lines on standard input; one decision a line on standard output.")
final class InspectCommand implements Callable<Integer> {

  /**
   * Judged together on all cores; enough to keep them busy, little enough to answer a slow sender
   * soon.
   */
  private static final int BATCH = 4096;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Place place = new Place();

  @Mixin private RulesOption rules = new RulesOption();

  @Option(
      names = "--detectors",
      description = "Leave the rules aside and report what every detector finds.")
  private boolean detectors;

  @Override
  public Integer call() throws IOException {
    GatewayConfig config = ConfigReader.read(place.config());
    InspectLine inspect =
        new InspectLine(
            rules.load(config),
            new TikaExtractor(config.files()),
            InstantSource.system(),
            Wiring.links(config, place.data()),
            detectors);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1 << 16);
    Writer out =
        new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), 1 << 16);
    List<String> batch = new ArrayList<>(BATCH);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (!line.isBlank()) {
        batch.add(line);
      }
      if (batch.size() == BATCH || !in.ready()) {
        answer(inspect, batch, out);
      }
    }
    answer(inspect, batch, out);
    return ExitCode.DONE;
  }

  private static void answer(InspectLine inspect, List<String> batch, Writer out)
      throws IOException {
    List<String> answers =
        batch.size() == 1
            ? List.of(inspect.answer(batch.getFirst()))
            : ForkJoinPool.commonPool()
                .submit(() -> batch.parallelStream().map(inspect::answer).toList())
                .join();
    for (String answer : answers) {
      out.write(answer);
      out.write('\n');
    }
    out.flush();
    batch.clear();
  }
}
