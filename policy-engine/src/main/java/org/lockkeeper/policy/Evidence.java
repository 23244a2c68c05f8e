package org.lockkeeper.policy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.detect.Found;
import org.lockkeeper.extract.Extracted;
import org.lockkeeper.message.Attachment;

/**
 * What is known of one event's content when its rules are asked.
 *
 * @param findings of all detectors over all texts, in order of place
 * @param byDetector the same, by detector
 * @param links of all texts; none where no rule asks about links
 * @param files the files that travel with it
 * @param length of all texts together, in UTF-16 units
 * @param unread why a file's text is not among the texts, in words for an operator
 * @param faults why a detector could not answer, by its name
 */
record Evidence(
    List<Finding> findings,
    Map<String, List<Found>> byDetector,
    List<LinkSeen> links,
    List<Attachment> files,
    long length,
    List<String> unread,
    Map<String, String> faults) {

  static Evidence of(
      List<Found> found,
      List<LinkSeen> links,
      List<Attachment> files,
      long length,
      List<String> unread,
      Map<String, String> faults) {
    return new Evidence(
        found.stream().map(Found::finding).toList(),
        found.stream().collect(Collectors.groupingBy(each -> each.finding().detector())),
        List.copyOf(links),
        List.copyOf(files),
        length,
        List.copyOf(unread),
        Map.copyOf(faults));
  }

  /** What one detector found. */
  Stream<Found> of(String detector) {
    return byDetector.getOrDefault(detector, List.of()).stream();
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
