package org.lockkeeper.proxy.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.lockkeeper.policy.lab.SetDiff;
import org.lockkeeper.policy.lab.SetDiff.Change;
import org.lockkeeper.policy.lab.SetDiff.Detail;
import org.lockkeeper.policy.load.RuleSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what separates two sets of rules, by meaning and not by lines. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description =
        "Compare two folders of packs by meaning: rules, detectors and lists added, removed and changed.")
final class RulesDiffCommand implements Callable<Integer> {

  /** Of a long list of terms that came or went, so many are shown; the JSON form has all. */
  private static final int SHOWN = 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Place place = new Place();

  @Parameters(index = "0", paramLabel = "BEFORE", description = "A folder of packs.")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "AFTER", description = "Another one.")
  private Path after = Path.of("");

  @Option(names = "--json", description = "One JSON object an entry that differs.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Change> changes = SetDiff.of(read(before), read(after));
    for (Change change : changes) {
      if (json) {
        out.println(line(change));
      } else {
        print(change, out);
      }
    }
    if (!json) {
      out.println(changes.isEmpty() ? "no difference in meaning" : counted(changes));
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static RuleSet read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UsageException("there is no folder " + folder);
    }
    return RuleSet.compile(folder);
  }

  private static String counted(List<Change> changes) {
    long added = changes.stream().filter(each -> each.kind() == SetDiff.Kind.ADDED).count();
    long removed = changes.stream().filter(each -> each.kind() == SetDiff.Kind.REMOVED).count();
    return added
        + " added, "
        + removed
        + " removed, "
        + (changes.size() - added - removed)
        + " changed";
  }

  private static void print(Change change, PrintWriter out) {
    out.printf("%-8s %s %s%n", word(change), change.sort(), change.name());
    for (Detail detail : change.details()) {
      print("-", detail.property(), detail.before(), out);
      print("+", detail.property(), detail.after(), out);
    }
  }

  private static void print(String sign, String property, List<String> values, PrintWriter out) {
    values.stream()
        .limit(SHOWN)
        .forEach(
            value ->
                out.printf(
                    "  %s %-9s %s%n",
                    sign, property, value.isEmpty() ? "(nothing)" : value.replace("\n", "\\n")));
    if (values.size() > SHOWN) {
      out.printf("  %s %-9s and %d more%n", sign, property, values.size() - SHOWN);
    }
  }

  private static String word(Change change) {
    return change.kind().name().toLowerCase(Locale.ROOT);
  }

  private static String line(Change change) {
    ObjectNode line =
        Json.object()
            .put("change", word(change))
            .put("sort", change.sort())
            .put("name", change.name());
    ArrayNode details = line.putArray("details");
    for (Detail detail : change.details()) {
      ObjectNode each = details.addObject().put("property", detail.property());
      ArrayNode gone = each.putArray("before");
      detail.before().forEach(gone::add);
      ArrayNode come = each.putArray("after");
      detail.after().forEach(come::add);
    }
    return line.toString();
  }
}
