package org.lockkeeper.proxy.link;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.lockkeeper.link.ListFormat;
import org.lockkeeper.message.Digest;

/**
 * Where a list comes from.
 *
 * @param name as rules call it: small letters, digits and dashes
 * @param category what its entries are; of folders, what comes before their names is left out
 * @param every how often a gateway asks for a new one
 */
public record ListSource(
    String name, String category, ListFormat format, From from, Proof proof, Duration every) {

  public ListSource {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(proof, "proof");
    Objects.requireNonNull(every, "every");
  }

  /** A place to read from. */
  public sealed interface From {

    /** A file, or a folder of files. */
    record File(Path path) implements From {}

    /** A web address. */
    record Web(URI address) implements From {}
  }

  /** What shows that the list is what its maker made. */
  public sealed interface Proof {

    /** Nothing but the way it came by: the operator's own disk, or TLS where that was allowed. */
    record Way() implements Proof {}

    /** A digest that the operator wrote down: the list never changes. */
    record Pinned(Digest sha256) implements Proof {}

    /** A file that holds the digest, as {@code sha256sum} writes it. Shows damage, not forgery. */
    record DigestIn(From from) implements Proof {}

    /**
     * A file that holds an Ed25519 signature (RFC 8032) over the list's bytes, 64 bytes or base 64.
     *
     * @param keys the public keys that are believed, PEM
     */
    record SignedBy(From signature, Path keys) implements Proof {}
  }
}
