package org.lockkeeper.proxy.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.lockkeeper.detect.Detector;
import org.lockkeeper.link.LinkKnowledge;
import org.lockkeeper.match.Matching;
import org.lockkeeper.policy.lab.DetectorCosts;
import org.lockkeeper.policy.lab.Lab;
import org.lockkeeper.policy.lab.LabReport;
import org.lockkeeper.policy.load.RuleSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tries a draft on what was written before. */
@Command(
    name = "lab",
    mixinStandardHelpOptions = true,
    description =
        "Judge past messages by the rules in force and by a draft: new hits, lost hits, whose, where, and what it costs.")
final class RulesLabCommand implements Callable<Integer> {

  private static final int COSTLY = 10;

  /** The time this thread had a core for itself: what else runs on the machine is not in it. */
  private static final LongSupplier PROCESSOR =
      ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Place place = new Place();

  @Option(
      names = "--rules",
      paramLabel = "DRAFT",
      required = true,
      description = "The folder of packs to try.")
  private Path draft = Path.of("");

  @Option(
      names = "--against",
      paramLabel = "DIR",
      description = "The folder to compare with (default: what the configuration names).")
  private @Nullable Path against;

  @Option(
      names = "--query",
      paramLabel = "QUERY",
      description = "Only messages of the archive that a search finds.")
  private @Nullable String query;

  @Option(names = "--seed", paramLabel = "N", description = "Chooses the examples (default: 1).")
  private long seed = 1;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description =
          "Messages as JSON lines, as inspect and import take them (default: the archive in --data).")
  private List<Path> files = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (query != null && !files.isEmpty()) {
      throw new UsageException(
          "--query searches the archive; leave it out, or leave out the files");
    }
    Readable.all(files);
    GatewayConfig config = ConfigReader.read(place.config());
    Matching matching = config.policy().matching();
    RuleSet before = RulesOption.load(Optional.ofNullable(against), config);
    RuleSet after = RulesOption.load(Optional.of(draft), config);
    if (after.ruleIds().isEmpty()) {
      throw new UsageException("there is no rule in " + draft);
    }

    LinkKnowledge links = Wiring.links(config, place.data());
    Lab lab = new Lab(new Random(seed));
    DetectorCosts costs = new DetectorCosts(new Random(seed), PROCESSOR);
    LabSide first = new LabSide(before, config.policy(), links, PROCESSOR);
    LabSide second = new LabSide(after, config.policy(), links, PROCESSOR);
    LabMessages messages =
        files.isEmpty()
            ? LabMessages.ofArchive(
                place.data().resolve("archive"), config, Optional.ofNullable(query))
            : LabMessages.ofFiles(files, config);
    PrintWriter errors = spec.commandLine().getErr();
    Progress progress = Progress.of("judged", messages.expected(), errors);
    long[] done = new long[1];
    messages.each(
        (reference, event, groups) -> {
          // By turns, so that neither always finds the message warm in the processor's caches.
          boolean swapped = (done[0] & 1) == 1;
          Lab.Judged one = (swapped ? second : first).judge(event, groups);
          Lab.Judged other = (swapped ? first : second).judge(event, groups);
          lab.add(reference, event, swapped ? other : one, swapped ? one : other);
          costs.add(event);
          progress.at(++done[0]);
        });
    progress.end(done[0]);
    List<Detector> detectors = new ArrayList<>(after.lists());
    detectors.addAll(after.detectors());
    List<DetectorCosts.Costing> costly = costs.most(detectors, matching, COSTLY);

    LabReport report = lab.report();
    LabView view =
        new LabView(report, costly, before.version(), after.version(), messages.skipped());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(view.json());
    } else {
      view.print(out);
    }
    out.flush();
    return ExitCode.DONE;
  }
}
