package org.lockkeeper.proxy.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.tlog.Note;
import org.lockkeeper.archive.tlog.NoteSigner;
import org.lockkeeper.archive.tlog.ProofFault;
import org.lockkeeper.archive.tlog.TreeHead;
import org.lockkeeper.archive.tlog.VerifierKey;
import org.lockkeeper.archive.tlog.store.DiskTiles;
import org.lockkeeper.archive.tlog.store.DurableFile;
import org.lockkeeper.archive.tlog.store.TileReader;
import org.lockkeeper.archive.tlog.witness.Witness;
import org.lockkeeper.archive.tlog.witness.WitnessKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Cosigns another's log as long as it only grows. */
@Command(
    name = "witness",
    mixinStandardHelpOptions = true,
    description =
        "Follow a log and cosign its checkpoints; a forked or shrunken log is refused with exit 1.")
final class WitnessCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Place place = new Place();

  @Option(
      names = "--log",
      paramLabel = "DIR",
      description = "The log's directory, only read (default: <data>/archive/log).")
  private @Nullable Path named;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "The log's verifier keys, one a line (default: log.vkey in its directory, believed at the"
              + " first run and remembered).")
  private @Nullable Path key;

  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description = "The witness's own directory: its key, and what it cosigned last.")
  private Path state = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "lockkeeper-witness",
      description = "The name a new key gets, by convention a URL without https://.")
  private String name = "";

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How often to look (default: ${DEFAULT-VALUE}).")
  private int every = 60;

  @Option(names = "--once", description = "Look once and end.")
  private boolean once;

  @Option(names = "--json", description = "One JSON object a look.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    if (every < 1) {
      throw new UsageException("--every takes a number of seconds above 0");
    }
    Files.createDirectories(state);
    try (FileChannel lock = lock()) {
      NoteSigner signer = WitnessKey.in(state, name, new DiskTiles());
      List<VerifierKey> logs = logKeys();
      Witness witness = new Witness(state, signer, new DiskTiles());
      int code = look(witness, logs);
      if (once || code != ExitCode.DONE) {
        return code;
      }
      // Whoever stops this process may do so at any moment: what was cosigned is durable.
      Shutdown.then(lock);
      CountDownLatch never = new CountDownLatch(1);
      while (code == ExitCode.DONE && !never.await(every, TimeUnit.SECONDS)) {
        code = look(witness, logs);
      }
      return code;
    }
  }

  private Path log() {
    return Optional.ofNullable(named).orElse(place.data().resolve("archive").resolve("log"));
  }

  private FileChannel lock() throws IOException {
    FileChannel channel =
        FileChannel.open(
            state.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isFree(channel)) {
      channel.close();
      throw new ArchiveFailure(
          ArchiveFailure.Kind.LOCKED, "another witness has " + state + " open; stop it first");
    }
    return channel;
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      FileLock taken = channel.tryLock();
      return taken != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  /** Named by the operator, or the log's own as they were when this witness first saw them. */
  private List<VerifierKey> logKeys() throws IOException {
    Path remembered = state.resolve("log.vkey");
    Path file = Optional.ofNullable(key).orElse(remembered);
    if (key == null && !Files.exists(remembered)) {
      file = log().resolve("log.vkey");
    }
    if (!Files.exists(file)) {
      throw new UsageException("there is no verifier key in " + file + "; name one with --key");
    }
    String text = Files.readString(file);
    List<VerifierKey> keys = new ArrayList<>();
    for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
      try {
        keys.add(VerifierKey.parse(line));
      } catch (ProofFault e) {
        throw new UsageException(file + ": " + e.getMessage());
      }
    }
    if (keys.isEmpty()) {
      throw new UsageException(file + " holds no verifier key");
    }
    DurableFile.replace(remembered, text.getBytes(StandardCharsets.UTF_8), new DiskTiles());
    return keys;
  }

  private int look(Witness witness, List<VerifierKey> logs) {
    PrintWriter out = spec.commandLine().getOut();
    TileReader reader = new TileReader(log());
    Optional<Note> checkpoint = reader.checkpoint();
    if (checkpoint.isEmpty()) {
      out.println(
          json ? Json.object().put("cosigned", false).put("why", "none").toString() : NOTHING_YET);
      out.flush();
      return ExitCode.DONE;
    }
    String origin = logs.getFirst().name();
    Witness.Answer answer =
        witness.observe(
            checkpoint.get(), origin, logs, reader::consistency, InstantSource.system().instant());
    out.println(json ? line(answer) : words(answer));
    out.flush();
    return answer instanceof Witness.Cosigned ? ExitCode.DONE : ExitCode.NO;
  }

  private static String words(Witness.Answer answer) {
    return switch (answer) {
      case Witness.Cosigned(TreeHead head, Note note) ->
          "cosigned %,d leaves of %s, root %s".formatted(head.size(), head.origin(), head.root());
      case Witness.Refused(Witness.Reason reason, String why) ->
          "REFUSED (%s): %s".formatted(reason.name().toLowerCase(Locale.ROOT), why);
    };
  }

  private static String line(Witness.Answer answer) {
    return switch (answer) {
      case Witness.Cosigned(TreeHead head, Note note) ->
          Json.object()
              .put("cosigned", true)
              .put("size", head.size())
              .put("root", head.root().toString())
              .put("note", note.toString())
              .toString();
      case Witness.Refused(Witness.Reason reason, String why) ->
          Json.object()
              .put("cosigned", false)
              .put("reason", reason.name().toLowerCase(Locale.ROOT))
              .put("why", why)
              .toString();
    };
  }

  private static final String NOTHING_YET = "the log has no checkpoint yet";
}
