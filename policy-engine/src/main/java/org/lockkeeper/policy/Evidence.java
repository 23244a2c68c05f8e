package org.lockkeeper.policy;

import java.util.List;
import java.util.Map;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.extract.Extracted;
import org.lockkeeper.message.Attachment;

/**
 * What is known of one event's content when its rules are asked.
 *
 * @param findings of all detectors over all texts, in order of place
 * @param files the files that travel with it
 * @param unread why a file's text is not among the texts, in words for an operator
 * @param faults why a detector could not answer, by its name
 */
public record Evidence(
    List<Finding> findings,
    List<Attachment> files,
    List<String> unread,
    Map<String, String> faults) {

  public Evidence {
    findings = List.copyOf(findings);
    files = List.copyOf(files);
    unread = List.copyOf(unread);
    faults = Map.copyOf(faults);
  }

  static boolean encrypted(Attachment file) {
    return file.file()
        .filter(seen -> seen.extracted().status() == Extracted.Status.ENCRYPTED)
        .isPresent();
  }

  /** Whether some of its text may be unknown to the gateway. */
  static boolean unreadable(Attachment file) {
    return file.file().filter(seen -> seen.extracted().status().complete()).isEmpty();
  }
}
