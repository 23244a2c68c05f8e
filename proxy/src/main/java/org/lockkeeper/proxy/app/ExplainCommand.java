package org.lockkeeper.proxy.app;

import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lockkeeper.archive.log.Entry;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.log.ReadOnlyLog;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.extract.TikaExtractor;
import org.lockkeeper.link.LinkKnowledge;
import org.lockkeeper.policy.inspect.ExplainMessage;
import org.lockkeeper.policy.inspect.ExplainMessage.Explained;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says how one message is judged, step by step. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Judge one message and tell every step: what was read, what was found, what each rule said and why, how long it took.")
final class ExplainCommand implements Callable<Integer> {

  private static final Pattern REFERENCE = Pattern.compile("(\\d{1,18})(?:-(\\d{1,18}))?");

  /** Nobody minds half a second; by then the machine has compiled what it will. */
  private static final Duration WARM_UP = Duration.ofMillis(500);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Place place = new Place();

  @Mixin private RulesOption rules = new RulesOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "TEXT",
      description =
          "The message, or its JSON line as for inspect; left out, it is read from standard input.")
  private @Nullable String text;

  @Option(
      names = "--record",
      paramLabel = "POSITION",
      description =
          "Explain a message on record instead, by the position that search and the console show.")
  private @Nullable String record;

  @Option(names = "--all", description = "Also list the rules that could not match.")
  private boolean all;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (text != null && record != null) {
      throw new UsageException("give a message or --record, not both");
    }
    GatewayConfig config = ConfigReader.read(place.config());
    LinkKnowledge links = Wiring.links(config, place.data());
    ExplainMessage explain =
        new ExplainMessage(
            rules.load(config),
            new TikaExtractor(config.files()),
            InstantSource.system(),
            links,
            System::nanoTime,
            WARM_UP);
    Explained explained =
        record == null ? message(explain) : onRecord(explain, config, links, record);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(ExplainedJson.of(explained));
    } else {
      new ExplainedText(explained, all).print(out);
    }
    out.flush();
    return ExitCode.DONE;
  }

  private Explained message(ExplainMessage explain) throws IOException {
    String given =
        text == null ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8) : text;
    String line = given.stripTrailing();
    if (line.isBlank()) {
      throw new UsageException("there is no message; give it as an argument or on standard input");
    }
    try {
      return explain.explain(
          line.startsWith("{") ? line : Json.object().put("text", line).toString());
    } catch (IllegalArgumentException unreadable) {
      throw new UsageException("the message cannot be read: " + unreadable.getMessage());
    }
  }

  private Explained onRecord(
      ExplainMessage explain, GatewayConfig config, LinkKnowledge links, String reference) {
    Matcher position = REFERENCE.matcher(reference);
    if (!position.matches()) {
      throw new UsageException(
          "--record takes a position such as 12 or 12-3456, not \"" + reference + "\"");
    }
    Path archive = place.data().resolve("archive");
    ReadOnlyLog log = ReadOnlyLog.open(archive, config.archive().limits().log());
    long sequence = Long.parseLong(position.group(1));
    Optional<Entry> entry =
        position.group(2) == null
            ? counted(log, sequence)
            : Optional.of(log.read(new Position(sequence, Long.parseLong(position.group(2)))));
    ArchiveRecord found =
        entry
            .map(Entry::record)
            .orElseThrow(
                () ->
                    new UsageException(
                        "the archive has no record %d; its last is %d"
                            .formatted(sequence, log.checkpoint().end().sequence() - 1)));
    return switch (found) {
      case ArchiveRecord.Judged judged ->
          // Counts and earlier messages are those of now, not of then: nobody keeps them.
          explain.explain(
              judged.message(), Wiring.quietWorld(config.policy(), links, Ticker.systemTicker()));
      case ArchiveRecord.Answered _, ArchiveRecord.Unread _, ArchiveRecord.Act _ ->
          throw new UsageException("record " + reference + " is no message that was judged");
    };
  }

  /** Read from the start: without its byte no entry can be found. */
  private static Optional<Entry> counted(ReadOnlyLog log, long sequence) {
    if (sequence >= log.checkpoint().end().sequence()) {
      return Optional.empty();
    }
    try (Stream<Entry> entries = log.from(Position.START)) {
      return entries.filter(each -> each.position().sequence() == sequence).findFirst();
    }
  }
}
