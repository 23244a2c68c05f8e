package org.lockkeeper.proxy.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.lockkeeper.policy.bundle.Bundle;
import org.lockkeeper.policy.bundle.BundleException;
import org.lockkeeper.policy.bundle.SignedBundle;
import org.lockkeeper.policy.bundle.SigningKey;
import org.lockkeeper.policy.bundle.TrustedKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether a bundle is what somebody trusted signed. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Say what a bundle is and who signed it; exit 1 if it is not to be trusted.")
final class RulesVerifyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Place place = new Place();

  @Parameters(paramLabel = "FILE", description = "The bundle.")
  private Path file = Path.of("rules.lkp");

  @Option(
      names = "--trust",
      required = true,
      paramLabel = "FILE",
      description = "The public keys to trust.")
  private Path trust = Path.of("rules.key.pub");

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    TrustedKeys trusted = read(trust, TrustedKeys::parse);
    try {
      SignedBundle signed = SignedBundle.verify(Files.readAllBytes(file), trusted);
      if (json) {
        out.println(Json.bundle(signed));
      } else {
        describe(signed, out);
      }
      return ExitCode.DONE;
    } catch (BundleException refused) {
      String why = String.valueOf(refused.getMessage());
      out.println(
          json
              ? Json.object().put("trusted", false).put("why", why).toString()
              : file + " is not to be used: " + why);
      return ExitCode.NO;
    }
  }

  private static void describe(SignedBundle signed, PrintWriter out) {
    Bundle.Header header = signed.bundle().header();
    out.printf("\"%s\" by %s at %s%n", header.label(), header.author(), header.createdAt());
    out.printf("bundle %s%n", signed.digest());
    header.parent().ifPresent(parent -> out.printf("made from %s%n", parent));
    out.printf("signed by the key %s%n", SigningKey.brief(signed.signer()));
    out.printf("%d files%n", signed.bundle().files().size());
  }

  /** Reads a file of keys. */
  static <K> K read(Path file, Function<String, K> parse) throws IOException {
    try {
      return parse.apply(Files.readString(file, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException | CharacterCodingException wrong) {
      throw new UsageException(file + ": " + wrong.getMessage());
    }
  }
}
