package org.lockkeeper.detect.near;

import java.util.Objects;
import org.lockkeeper.message.Digest;

/**
 * A document whose copies are to be found.
 *
 * @param label what a finding is called, its kind
 * @param name the file's name, for people
 * @param digest of the file's bytes: the same file registered again takes the old one's place
 * @param fingerprints how many it has
 * @param threshold how much of it must be seen
 */
record Registered(String label, String name, Digest digest, int fingerprints, Threshold threshold) {

  Registered {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(threshold, "threshold");
  }
}
