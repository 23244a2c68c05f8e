package org.lockkeeper.proxy.app;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lockkeeper.archive.verify.ArchiveVerifier;
import org.lockkeeper.archive.verify.ArchiveVerifier.Damaged;
import org.lockkeeper.archive.verify.ArchiveVerifier.Intact;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks an archive byte by byte, whether or not a gateway is running on it. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Check every record of an archive; exit 1 and name the first bad one.")
final class VerifyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Place place = new Place();

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description = "The archive's folder (default: <data>/archive).")
  private @Nullable Path path;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    Path archive = Optional.ofNullable(path).orElse(place.data().resolve("archive"));
    if (!Files.isDirectory(archive)) {
      throw new UsageException("there is no archive in " + archive);
    }
    PrintWriter out = spec.commandLine().getOut();
    return switch (ArchiveVerifier.verify(archive)) {
      case Intact intact -> {
        out.println(json ? line(intact) : words(intact));
        yield ExitCode.DONE;
      }
      case Damaged damaged -> {
        out.println(json ? line(damaged) : words(damaged));
        yield ExitCode.NO;
      }
    };
  }

  private static String words(Intact intact) {
    return "intact: %,d records in %d segments, %,d bytes; chain head %s%s"
        .formatted(
            intact.entries(),
            intact.segments(),
            intact.bytes(),
            intact.chain(),
            intact.unfinished() == 0
                ? ""
                : "; %,d bytes of an unfinished write at the end".formatted(intact.unfinished()));
  }

  private static String words(Damaged damaged) {
    return "DAMAGED: record %,d in %s at byte %,d: %s"
        .formatted(damaged.sequence(), damaged.segment(), damaged.offset(), damaged.why());
  }

  private static String line(Intact intact) {
    return Json.object()
        .put("intact", true)
        .put("records", intact.entries())
        .put("segments", intact.segments())
        .put("bytes", intact.bytes())
        .put("chain", intact.chain().toString())
        .put("unfinished", intact.unfinished())
        .toString();
  }

  private static String line(Damaged damaged) {
    return Json.object()
        .put("intact", false)
        .put("record", damaged.sequence())
        .put("segment", damaged.segment())
        .put("offset", damaged.offset())
        .put("why", damaged.why())
        .toString();
  }
}
