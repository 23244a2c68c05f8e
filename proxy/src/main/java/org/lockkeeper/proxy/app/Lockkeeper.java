package org.lockkeeper.proxy.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.yaml.FaultyFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The program. One command a class; this one only names them and says how they fail. */
@Command(
    name = "lockkeeper",
    description = "Compliance and security gateway for internal messaging.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      RunCommand.class,
      DemoCommand.class,
      InspectCommand.class,
      RulesCommand.class,
      EdmCommand.class,
      FingerprintCommand.class,
      UrlsCommand.class,
      ExtractCommand.class,
      ServicesCommand.class,
      ImportCommand.class,
      SearchCommand.class,
      VerifyCommand.class,
      BenchCommand.class
    })
public final class Lockkeeper {

  private Lockkeeper() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line, ready to execute; tests call it too. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Lockkeeper());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(Lockkeeper::wrongUsage);
    line.setExecutionExceptionHandler((failure, command, _) -> failed(failure, command));
    return line;
  }

  private static int wrongUsage(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    command
        .getErr()
        .println(
            "lockkeeper: "
                + firstLine(wrong)
                + "; see 'lockkeeper "
                + (command.getParent() == null ? "" : path(command) + " ")
                + "--help'");
    return ExitCode.USAGE;
  }

  private static int failed(Exception failure, CommandLine command) throws Exception {
    PrintWriter errors = command.getErr();
    switch (failure) {
      case FaultyFileException faulty -> {
        faulty.faults().forEach(fault -> errors.println("lockkeeper: " + fault));
        return ExitCode.USAGE;
      }
      case UsageException usage -> {
        errors.println("lockkeeper: " + usage.getMessage());
        return ExitCode.USAGE;
      }
      case ArchiveFailure world -> {
        errors.println("lockkeeper: " + world.getMessage());
        return world.kind() == ArchiveFailure.Kind.CORRUPT ? ExitCode.NO : ExitCode.WORLD;
      }
      case IOException world -> {
        errors.println("lockkeeper: " + describe(world));
        return ExitCode.WORLD;
      }
      case UncheckedIOException world -> {
        errors.println("lockkeeper: " + describe(Objects.requireNonNull(world.getCause())));
        return ExitCode.WORLD;
      }
      default -> throw failure;
    }
  }

  private static String describe(IOException failure) {
    return switch (failure) {
      case NoSuchFileException missing -> "there is no " + missing.getFile();
      case AccessDeniedException denied -> "no permission for " + denied.getFile();
      default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
    };
  }

  private static String path(CommandLine command) {
    return command.getCommandSpec().qualifiedName().replaceFirst("^lockkeeper ", "");
  }

  private static String firstLine(Exception failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    return message.lines().findFirst().orElse(message);
  }
}
