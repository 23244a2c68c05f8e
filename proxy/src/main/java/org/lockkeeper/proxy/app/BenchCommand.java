package org.lockkeeper.proxy.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Runs one of the benchmarks behind docs/benchmarks.md. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Run a benchmark of docs/benchmarks.md; without a name, list them.")
final class BenchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Place place = new Place();

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Which benchmark.")
  private String name = "";

  @Unmatched private List<String> rest = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    List<Benchmark> known =
        ServiceLoader.load(Benchmark.class).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(Benchmark::name))
            .toList();
    if (known.isEmpty()) {
      throw new UsageException(
          "no benchmarks are built; run 'mvn -DskipTests package' in the project first");
    }
    for (Benchmark benchmark : known) {
      if (benchmark.name().equals(name)) {
        return benchmark.run(rest);
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    known.forEach(benchmark -> out.printf("%-12s %s%n", benchmark.name(), benchmark.description()));
    if (!name.isEmpty()) {
      throw new UsageException("there is no benchmark \"" + name + "\"; known are those above");
    }
    return ExitCode.DONE;
  }
}
