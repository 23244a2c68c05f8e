package org.lockkeeper.proxy.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.lockkeeper.detect.exact.ExactBuilder;
import org.lockkeeper.detect.exact.ExactBuilder.LeftOut;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes tables for exact data match. */
@Command(
    name = "edm",
    mixinStandardHelpOptions = true,
    description = "Make tables of your own values, known by keyed hashes only.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = EdmCommand.Build.class)
final class EdmCommand {

  private EdmCommand() {}

  /** Turns columns of a CSV file into an {@code .edm} file; no value is written anywhere. */
  @Command(
      name = "build",
      mixinStandardHelpOptions = true,
      description = {
        "Hash columns of a CSV file whose first line names them.",
        "Values are never written, also not in messages. Rows that cannot be read are named by line"
            + " and left out; the exit code is then 1."
      })
  static final class Build implements Callable<Integer> {

    /** A salt must be unguessable only together with a key, but unique always. */
    private static final int SALT_BYTES = 16;

    private static final int MOST_REPORTED = 20;
    private static final long LONGEST_KEY = 4096;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Place place = new Place();

    @Option(names = "--in", required = true, paramLabel = "CSV", description = "The values.")
    private Path in = Path.of("");

    @Option(
        names = "--column",
        required = true,
        split = ",",
        paramLabel = "NAME",
        description = "Columns whose values count where they stand alone.")
    private List<String> columns = new ArrayList<>();

    @Option(
        names = "--with",
        split = ",",
        paramLabel = "NAME",
        description = "Columns that only confirm a value of their row, such as a town.")
    private List<String> supporting = new ArrayList<>();

    @Option(
        names = "--key",
        paramLabel = "FILE",
        description = {
          "At least 16 random bytes, kept outside the rules folder. Without a key, whoever has the"
              + " table can try guesses."
        })
    private Optional<Path> key = Optional.empty();

    @Option(
        names = "--out",
        required = true,
        paramLabel = "FILE.edm",
        description = "The table, in the rules folder.")
    private Path out = Path.of("");

    @Option(
        names = "--charset",
        paramLabel = "NAME",
        description = "What the CSV file is written in (default: UTF-8).")
    private Charset charset = StandardCharsets.UTF_8;

    @Option(
        names = "--delimiter",
        paramLabel = "CHAR",
        description = "What parts the fields (default: a comma); 'tab' for a tab.")
    private String delimiter = ",";

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
      if (!out.toString().endsWith(".edm")) {
        throw new UsageException("a table's file ends in .edm; " + out + " does not");
      }
      Readable.all(List.of(in));
      key.ifPresent(file -> Readable.all(List.of(file)));
      byte[] salt = new byte[SALT_BYTES];
      new SecureRandom().nextBytes(salt);
      ExactBuilder builder;
      try {
        builder = new ExactBuilder(columns, supporting, salt, secret());
      } catch (IllegalArgumentException wrong) {
        throw new UsageException(String.valueOf(wrong.getMessage()));
      }
      long bad = read(builder);
      ExactBuilder.Built built = builder.build();
      if (built.values() == 0) {
        throw new UsageException("no value of " + in + " can be matched; nothing was written");
      }
      WholeFile.write(out, built.file());
      report(builder, built, bad);
      return bad == 0 ? ExitCode.DONE : ExitCode.NO;
    }

    private byte[] secret() throws IOException {
      if (key.isEmpty()) {
        return new byte[0];
      }
      if (Files.size(key.get()) > LONGEST_KEY) {
        throw new UsageException("a key file has at most " + LONGEST_KEY + " bytes");
      }
      byte[] secret = Files.readAllBytes(key.get());
      if (secret.length == 0) {
        throw new UsageException("the key file is empty; put at least 16 random bytes into it");
      }
      return secret;
    }

    private long read(ExactBuilder builder) throws IOException {
      PrintWriter errors = spec.commandLine().getErr();
      Progress progress = Progress.of(String.valueOf(in.getFileName()), 0, errors);
      long bad = 0;
      try (BufferedReader text =
          new BufferedReader(new InputStreamReader(Files.newInputStream(in), charset), 1 << 16)) {
        CsvReader csv = new CsvReader(text, delimiter());
        int[] places = places(csv.next());
        for (Optional<CsvReader.Row> row = csv.next(); row.isPresent(); row = csv.next()) {
          Optional<String> fault = take(row.get(), places, builder);
          if (fault.isPresent() && bad++ < MOST_REPORTED) {
            errors.println("lockkeeper: " + in + ":" + row.get().line() + ": " + fault.get());
          }
          progress.at(builder.rows());
        }
      } catch (IllegalStateException full) {
        throw new UsageException(String.valueOf(full.getMessage()));
      }
      if (bad > MOST_REPORTED) {
        errors.println("lockkeeper: " + (bad - MOST_REPORTED) + " more rows could not be read");
      }
      progress.end(builder.rows());
      return bad;
    }

    private static Optional<String> take(CsvReader.Row row, int[] places, ExactBuilder builder) {
      if (row.fault().isPresent()) {
        return row.fault();
      }
      List<String> values = new ArrayList<>();
      for (int column : places) {
        if (column >= row.values().size()) {
          return Optional.of("the row has only " + row.values().size() + " fields");
        }
        values.add(row.values().get(column));
      }
      builder.add(values);
      return Optional.empty();
    }

    /** Where the columns stand. Says nothing of what the first line holds: it may be data. */
    private int[] places(Optional<CsvReader.Row> header) {
      List<String> names =
          header.map(CsvReader.Row::values).orElse(List.of()).stream().map(String::strip).toList();
      return Stream.concat(columns.stream(), supporting.stream())
          .mapToInt(
              column -> {
                int at = names.indexOf(column);
                if (at < 0 || names.lastIndexOf(column) != at) {
                  throw new UsageException(
                      "the first line of %s (%d fields) does not name \"%s\" once; see --delimiter"
                          .formatted(in, names.size(), column));
                }
                return at;
              })
          .toArray();
    }

    private char delimiter() {
      if (delimiter.equals("tab")) {
        return '\t';
      }
      if (delimiter.length() != 1 || delimiter.equals("\"")) {
        throw new UsageException("--delimiter takes one character, or tab");
      }
      return delimiter.charAt(0);
    }

    private void report(ExactBuilder builder, ExactBuilder.Built built, long bad) {
      PrintWriter words = spec.commandLine().getOut();
      Map<LeftOut, Integer> leftOut = builder.leftOut();
      if (json) {
        var object =
            Json.object()
                .put("file", out.toString())
                .put("rows", builder.rows())
                .put("values", built.values())
                .put("bad", bad)
                .put("bytes", built.file().length);
        var reasons = object.putObject("left-out");
        leftOut.forEach((why, count) -> reasons.put(why.name().toLowerCase(Locale.ROOT), count));
        words.println(object);
        return;
      }
      words.printf(
          "%s: %,d rows, %,d values, %,d bytes%s%n",
          out,
          builder.rows(),
          built.values(),
          built.file().length,
          bad == 0 ? "" : ", %,d bad rows left out".formatted(bad));
      PrintWriter errors = spec.commandLine().getErr();
      leftOut.forEach(
          (why, count) -> errors.printf("lockkeeper: left out: %,d %s%n", count, why.label()));
      if (key.isEmpty()) {
        errors.println(
            "lockkeeper: without --key, whoever has the table can try guesses; short numbers fall");
      }
    }
  }
}
