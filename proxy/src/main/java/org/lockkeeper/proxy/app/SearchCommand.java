package org.lockkeeper.proxy.app;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.lockkeeper.archive.ArchiveSearch;
import org.lockkeeper.archive.index.Hits;
import org.lockkeeper.archive.index.Page;
import org.lockkeeper.archive.query.Query;
import org.lockkeeper.archive.query.QueryFault;
import org.lockkeeper.archive.query.QueryParser;
import org.lockkeeper.archive.query.QueryText;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.message.TextPart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Searches the record, whether or not a gateway is running on it. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description =
        "Find messages on record: words, \"phrases\", AND OR NOT ( ), * and ?, service: channel: author: action: verdict: rule: tag: event: native: sent:")
final class SearchCommand implements Callable<Integer> {

  private static final int MOST = 100_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Place place = new Place();

  @Parameters(paramLabel = "QUERY", description = "What to find.")
  private String text = "";

  @Option(names = "--count", description = "Only the exact number of hits.")
  private boolean count;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many hits to show (default: ${DEFAULT-VALUE}).")
  private int limit = 20;

  @Option(names = "--json", description = "One JSON object a hit, or with --count one object.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    if (limit < 0 || limit > MOST) {
      throw new UsageException("--limit takes a number from 0 to " + MOST);
    }
    Query query = parse();
    GatewayConfig config = ConfigReader.read(place.config());
    try (ArchiveSearch archive =
        ArchiveSearch.open(place.data().resolve("archive"), config.archive().limits())) {
      Hits hits = archive.search(query, Page.first(count ? 0 : limit));
      print(query, hits, spec.commandLine().getOut());
      return ExitCode.DONE;
    } catch (QueryFault tooMuch) {
      throw new UsageException(String.valueOf(tooMuch.getMessage()));
    }
  }

  private Query parse() {
    try {
      return QueryParser.parse(text);
    } catch (QueryFault fault) {
      String pointer =
          fault.position().isPresent()
              ? "\n  " + text + "\n  " + " ".repeat(fault.position().getAsInt()) + "^"
              : "";
      throw new UsageException(fault.getMessage() + pointer);
    }
  }

  private void print(Query query, Hits hits, PrintWriter out) {
    String ran = QueryText.of(query);
    if (count && json) {
      out.println(
          Json.object()
              .put("count", hits.total())
              .put("query", ran)
              .put("snapshot", hits.snapshot().sequence()));
    } else if (count) {
      out.println(hits.total());
    } else if (json) {
      hits.page().forEach(hit -> out.println(Json.hit(hit)));
    } else {
      hits.page().forEach(hit -> print(hit, out));
      out.printf("%d found, %d shown; ran as: %s%n", hits.total(), hits.page().size(), ran);
    }
    out.flush();
  }

  private static void print(Hits.Hit hit, PrintWriter out) {
    switch (hit.record()) {
      case ArchiveRecord.Judged judged -> {
        out.printf(
            "%s  %-7s %s %s %s %s%n",
            judged.at(),
            judged.decision().verdict().label(),
            judged.message().service(),
            judged.message().actor().known() ? judged.message().actor().handle() : "(unknown)",
            judged.message().action().verb(),
            judged.message().audience().channel());
        for (TextPart part : judged.message().action().content().parts()) {
          part.text().lines().forEach(line -> out.println("    " + line));
        }
      }
      case ArchiveRecord.Unread unread ->
          out.printf(
              "%s  unread  %s %s %s%n    %s%n",
              unread.at(),
              unread.service(),
              unread.actor().handle(),
              unread.operation(),
              unread.why());
      case ArchiveRecord.Answered answered ->
          out.printf("%s  answer  %d%n", answered.at(), answered.status());
      case ArchiveRecord.Act act ->
          out.printf("%s  act     %s %s %s%n", act.at(), act.kind(), act.by(), act.facts());
    }
  }
}
