package org.lockkeeper.policy.load;

import java.util.List;
import java.util.stream.Collectors;
import org.lockkeeper.detect.Finding;

/** Shows a text with what was found marked under it, for people at a terminal. */
final class Carets {

  private Carets() {}

  static String under(String text, List<Finding> findings) {
    // One column each, so that the marks stand under what they mark.
    StringBuilder line = new StringBuilder(text);
    for (int at = 0; at < line.length(); at++) {
      if (Character.isISOControl(line.charAt(at))) {
        line.setCharAt(at, '␤');
      }
    }
    StringBuilder marks = new StringBuilder(" ".repeat(line.length()));
    List<Finding> here =
        findings.stream()
            .filter(finding -> finding.pointer().equals(TestReader.POINTER))
            .filter(finding -> finding.end() <= line.length())
            .toList();
    for (Finding finding : here) {
      for (int at = finding.start(); at < finding.end(); at++) {
        marks.setCharAt(at, '^');
      }
    }
    String names =
        here.stream()
            .map(each -> each.detector() + " " + each.kind() + " " + each.confidence())
            .collect(Collectors.joining(", "));
    String found =
        here.isEmpty() ? "(nothing found)" : marks.toString().stripTrailing() + " " + names;
    return "\n  " + line + "\n  " + found;
  }
}
