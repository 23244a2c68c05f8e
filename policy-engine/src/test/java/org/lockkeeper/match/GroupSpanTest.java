package org.lockkeeper.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lockkeeper.detect.Detector;
import org.lockkeeper.detect.DetectorSet;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.detect.Sureness;

/** A pattern may say which of its groups is the thing it finds. */
final class GroupSpanTest {

  @Test
  void aGroupsSpanIsTheMatch() {
    SearchPattern pattern = new SearchPattern.Regex("key(?:=(\\d+)|none)", List.of("key"), 1);
    Detector detector =
        new Detector(
            "key",
            Finding.Category.SECRET,
            new Detector.Means.Patterns(List.of(pattern)),
            Sureness.PLAIN,
            List.of());
    String text = "key=17 keynone";
    List<String> found = new ArrayList<>();
    new DetectorSet(List.of(detector))
        .detect("text", text)
        .findings()
        .forEach(finding -> found.add(text.substring(finding.start(), finding.end())));
    assertThat(found).containsExactly("17", "keynone");
  }
}
