package org.lockkeeper.proxy.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import org.lockkeeper.policy.bundle.SigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a key that signs bundles. */
@Command(
    name = "keygen",
    mixinStandardHelpOptions = true,
    description =
        "Make a key that signs bundles, and beside it the public half for gateways to trust.")
final class RulesKeygenCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Place place = new Place();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the key goes; FILE.pub is its public half. Neither is overwritten.")
  private Path out = Path.of("rules.key");

  @Override
  public Integer call() throws IOException {
    Path open = out.resolveSibling(out.getFileName() + ".pub");
    if (Files.exists(out) || Files.exists(open)) {
      throw new UsageException(out + " or " + open + " is there already; name another --out");
    }
    SigningKey key = SigningKey.generate();
    // Private from the first byte on.
    try (var channel =
        Files.newByteChannel(
            out,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer text = ByteBuffer.wrap(key.text().getBytes(StandardCharsets.US_ASCII));
      while (text.hasRemaining()) {
        channel.write(text);
      }
    }
    Files.writeString(open, key.publicText());
    spec.commandLine()
        .getOut()
        .println("key " + SigningKey.brief(key.id()) + ": " + out + ", and to trust: " + open);
    return ExitCode.DONE;
  }
}
