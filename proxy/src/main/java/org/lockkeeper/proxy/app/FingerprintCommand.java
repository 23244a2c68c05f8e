package org.lockkeeper.proxy.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lockkeeper.detect.near.FingerprintRegister;
import org.lockkeeper.detect.near.Threshold;
import org.lockkeeper.extract.ExtractLimits;
import org.lockkeeper.extract.Extracted;
import org.lockkeeper.extract.TikaExtractor;
import org.lockkeeper.message.Digest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Registers documents whose near copies are to be found. */
@Command(
    name = "fingerprint",
    mixinStandardHelpOptions = true,
    description = "Register documents whose near copies are to be found.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = FingerprintCommand.Add.class)
final class FingerprintCommand {

  private FingerprintCommand() {}

  /** Adds files to a {@code .fpr} file, which is made if it is not there. */
  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = {
        "Add the fingerprints of documents to a file in the rules folder.",
        "A file added again takes its old place. Files without enough text are named and left out;"
            + " the exit code is then 1."
      })
  static final class Add implements Callable<Integer> {

    private static final int SALT_BYTES = 16;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Place place = new Place();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Documents of any kind.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--out", required = true, paramLabel = "FILE.fpr", description = "Where to.")
    private Path out = Path.of("");

    @Option(
        names = "--label",
        paramLabel = "LABEL",
        description = "What a finding is called (default: each file's name).")
    private Optional<String> label = Optional.empty();

    @Option(
        names = "--shared",
        paramLabel = "N",
        description =
            "How many fingerprints a copy must share; one is about 8 letters (default: 8).")
    private int shared = Threshold.DEFAULT.shared();

    @Option(
        names = "--of-text",
        paramLabel = "PERCENT",
        description = "How much of a stretch of a message must be the document's (default: 30).")
    private int ofText = Threshold.DEFAULT.ofText();

    @Option(
        names = "--of-document",
        paramLabel = "PERCENT",
        description = "Or how much of the document must be in the message (default: 20).")
    private int ofDocument = Threshold.DEFAULT.ofDocument();

    @Option(names = "--json", description = "One JSON object a file.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
      if (!out.toString().endsWith(".fpr")) {
        throw new UsageException("a file of fingerprints ends in .fpr; " + out + " does not");
      }
      Readable.all(files);
      FingerprintRegister register;
      Threshold threshold;
      try {
        threshold = new Threshold(shared, ofText, ofDocument);
        register = register();
      } catch (IllegalArgumentException wrong) {
        throw new UsageException(String.valueOf(wrong.getMessage()));
      }
      TikaExtractor extractor = new TikaExtractor(ExtractLimits.DEFAULT);
      boolean complete = true;
      boolean changed = false;
      for (Path file : files) {
        Added added = add(file, register, extractor, threshold);
        complete &= added == Added.WHOLE;
        changed |= added != Added.LEFT_OUT;
      }
      if (changed) {
        WholeFile.write(out, register.write());
      }
      return complete ? ExitCode.DONE : ExitCode.NO;
    }

    private FingerprintRegister register() throws IOException {
      if (Files.exists(out)) {
        return FingerprintRegister.read(Files.readAllBytes(out));
      }
      byte[] salt = new byte[SALT_BYTES];
      new SecureRandom().nextBytes(salt);
      return FingerprintRegister.empty(salt);
    }

    /** What became of a file. */
    private enum Added {
      WHOLE,
      IN_PART,
      LEFT_OUT
    }

    private Added add(
        Path file, FingerprintRegister register, TikaExtractor extractor, Threshold threshold)
        throws IOException {
      PrintWriter errors = spec.commandLine().getErr();
      byte[] bytes = Files.readAllBytes(file);
      String name = String.valueOf(file.getFileName());
      Extracted extracted = extractor.extract(name, new ByteArrayInputStream(bytes));
      if (!extracted.status().complete()) {
        errors.println(
            "lockkeeper: "
                + file
                + ": not all of it could be read ("
                + extracted.status().label()
                + ")");
      }
      try {
        int count =
            register.add(label.orElse(name), name, Digest.of(bytes), extracted.text(), threshold);
        spec.commandLine()
            .getOut()
            .println(
                json
                    ? Json.object()
                        .put("file", file.toString())
                        .put("label", label.orElse(name))
                        .put("status", extracted.status().label())
                        .put("fingerprints", count)
                        .toString()
                    : "%s: %,d fingerprints".formatted(file, count));
        return extracted.status().complete() ? Added.WHOLE : Added.IN_PART;
      } catch (IllegalArgumentException refused) {
        errors.println("lockkeeper: " + file + ": left out: " + refused.getMessage());
        return Added.LEFT_OUT;
      }
    }
  }
}
