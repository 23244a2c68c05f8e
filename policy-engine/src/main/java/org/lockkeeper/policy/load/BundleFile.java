package org.lockkeeper.policy.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.policy.bundle.BundleException;
import org.lockkeeper.policy.bundle.SignedBundle;
import org.lockkeeper.policy.bundle.TrustedKeys;
import org.lockkeeper.yaml.Fault;
import org.lockkeeper.yaml.FaultyFileException;
import org.lockkeeper.yaml.Where;

/** A bundle's file, looked at for changes. Not safe for several threads. */
public final class BundleFile {

  /** The largest file read: a million rows of exact data and every shipped pack are a fifth. */
  private static final long MOST_BYTES = 256L << 20;

  private final Path file;
  private final TrustedKeys trusted;
  private String seen = "";
  private String tried = "";

  public BundleFile(Path file, TrustedKeys trusted) {
    this.file = file;
    this.trusted = trusted;
  }

  /**
   * Reads and verifies the file as it is.
   *
   * @throws FaultyFileException if it is no bundle to be used
   * @throws UncheckedIOException if it cannot be read
   */
  public SignedBundle read() {
    seen = stamp();
    tried = seen;
    return verified();
  }

  /**
   * The file's bundle if the file has changed and two looks in a row saw the same.
   *
   * @throws FaultyFileException once a change, if it is no bundle to be used
   * @throws UncheckedIOException if it cannot be read
   */
  public Optional<SignedBundle> changed() {
    String now = stamp();
    boolean settled = now.equals(seen);
    seen = now;
    if (!settled || now.equals(tried)) {
      return Optional.empty();
    }
    tried = now;
    return Optional.of(verified());
  }

  /** A fault of this file. */
  public Fault fault(String message) {
    return new Fault(new Where(file.toString(), 0), message);
  }

  private SignedBundle verified() {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new FaultyFileException(List.of(fault("a bundle has at most 256 MiB")));
      }
      return SignedBundle.verify(Files.readAllBytes(file), trusted);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (BundleException refused) {
      throw new FaultyFileException(List.of(fault(String.valueOf(refused.getMessage()))));
    }
  }

  private String stamp() {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.size() + "|" + now.lastModifiedTime() + "|" + now.fileKey();
    } catch (IOException gone) {
      return "gone";
    }
  }
}
