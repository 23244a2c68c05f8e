package org.lockkeeper.archive.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.archive.tlog.ProofFault;
import org.lockkeeper.archive.tlog.VerifierKey;

/**
 * {@code java -jar lockkeeper-verifier.jar --key KEY BUNDLE}: exit 0 if all of the bundle is
 * proved, 1 if something is not, 2 for wrong usage, 3 if a file cannot be read.
 */
public final class Main {

  private final PrintStream out;
  private final PrintStream errors;

  private Main(PrintStream out, PrintStream errors) {
    this.out = out;
    this.errors = errors;
  }

  /** Checks a bundle and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  /** Checks a bundle; what the process would print goes to the streams. */
  static int run(List<String> arguments, PrintStream out, PrintStream errors) {
    return new Main(out, errors).run(arguments);
  }

  /** The operator's mistake. */
  private static final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message);
    }
  }

  private int run(List<String> arguments) {
    if (arguments.isEmpty() || arguments.contains("--help")) {
      out.print(HELP);
      return arguments.isEmpty() ? 2 : 0;
    }
    try {
      return check(arguments);
    } catch (UsageException e) {
      errors.println("verifier: " + e.getMessage() + "; see --help");
      return 2;
    } catch (IOException | InvalidPathException e) {
      errors.println("verifier: cannot read " + e.getMessage());
      return 3;
    }
  }

  private int check(List<String> arguments) throws UsageException, IOException {
    List<VerifierKey> logs = new ArrayList<>();
    List<VerifierKey> witnesses = new ArrayList<>();
    List<X509Certificate> authorities = new ArrayList<>();
    Optional<String> origin = Optional.empty();
    Optional<Path> bundle = Optional.empty();
    int quorum = 0;
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (!word.startsWith("--")) {
        if (bundle.isPresent()) {
          throw new UsageException("one bundle at a time");
        }
        bundle = Optional.of(Path.of(word));
        continue;
      }
      if (++i == arguments.size()) {
        throw new UsageException(word + " takes a value");
      }
      String value = arguments.get(i);
      switch (word) {
        case "--key" -> logs.add(key(value));
        case "--witness" -> witnesses.add(key(value));
        case "--quorum" -> quorum = number(value);
        case "--origin" -> origin = Optional.of(value);
        case "--tsa-root" -> authorities.addAll(certificates(value));
        default -> throw new UsageException("there is no option " + word);
      }
    }
    if (logs.isEmpty()) {
      throw new UsageException("name the log's public key with --key; not the bundle's own copy");
    }
    if (bundle.isEmpty() || !Files.isDirectory(bundle.get())) {
      throw new UsageException("name the directory of the bundle");
    }
    String log = origin.orElse(logs.getFirst().name());
    Trust trust = new Trust(logs, log, witnesses, quorum, authorities);
    return report(new BundleCheck(bundle.get(), trust).check());
  }

  private int report(List<BundleCheck.Result> results) {
    int proved = 0;
    for (BundleCheck.Result result : results) {
      switch (result) {
        case BundleCheck.Proved(String name, List<String> said) -> {
          out.println(name + ": proved");
          said.forEach(line -> out.println("  " + line));
          proved++;
        }
        case BundleCheck.NotProved(String name, String file, String why) ->
            out.println(name + ": NOT PROVED: " + file + ": " + why);
      }
    }
    if (results.isEmpty()) {
      out.println("NOT PROVED: there is no proof in the bundle");
      return 1;
    }
    boolean all = proved == results.size();
    out.println(
        all
            ? "PROVED: all %,d".formatted(proved)
            : "NOT PROVED: %,d of %,d".formatted(results.size() - proved, results.size()));
    return all ? 0 : 1;
  }

  /** A key itself, or a file that holds it. */
  private static VerifierKey key(String value) throws UsageException, IOException {
    try {
      // Most keys are no file names, and some platforms throw at them.
      boolean text = value.contains("+");
      return VerifierKey.parse(text ? value : Files.readString(Path.of(value)));
    } catch (ProofFault e) {
      throw new UsageException(value + ": " + e.getMessage());
    }
  }

  private static int number(String value) throws UsageException {
    try {
      int number = Integer.parseInt(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new UsageException("--quorum takes a number of witnesses");
  }

  private static List<X509Certificate> certificates(String file)
      throws UsageException, IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        certificates.add((X509Certificate) certificate);
      }
    } catch (CertificateException e) {
      throw new UsageException(file + " holds no certificates in PEM");
    }
    return certificates;
  }

  private static final String HELP =
      """
      Checks a proof bundle of a Lockkeeper archive, without the archive and without a network.

      java -jar lockkeeper-verifier.jar --key KEY [more] BUNDLE

        --key KEY        the log's public key (name+id+base64), or a file that holds it. Take it from
                         where you trust it, never from the bundle. May be given for several keys.
        --origin NAME    which log; by default the name of the first key
        --witness KEY    the public key of a witness; may be given for several
        --quorum N       how many of the witnesses must have signed (default 0)
        --tsa-root FILE  certificates (PEM) of time-stamp authorities you believe

      Exit code: 0 all is proved, 1 something is not, 2 wrong usage, 3 a file cannot be read.
      """;
}
