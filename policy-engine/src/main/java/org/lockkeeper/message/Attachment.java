package org.lockkeeper.message;

import java.util.Objects;
import java.util.Optional;
import org.lockkeeper.extract.Extracted;

/**
 * A file that travels with a message, or a reference to one.
 *
 * @param id the service's id of the file, once the service has given one
 * @param name the file name the person gave; empty when unknown
 * @param declaredType the media type the client claimed; empty when none was claimed
 * @param file what the gateway itself saw of the bytes; empty when it never saw them
 */
public record Attachment(
    Optional<NativeId> id, String name, String declaredType, Optional<Seen> file) {

  public Attachment {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(declaredType, "declaredType");
  }

  /** A file known only by the id a message used, whose bytes never passed this gateway. */
  public static Attachment unseen(NativeId id) {
    return new Attachment(Optional.of(id), "", "", Optional.empty());
  }

  /**
   * What the gateway saw of a file's bytes.
   *
   * @param sha256 the digest of the bytes
   * @param size the number of bytes
   * @param extracted type and text, read from the bytes
   */
  public record Seen(Digest sha256, long size, Extracted extracted) {}
}
