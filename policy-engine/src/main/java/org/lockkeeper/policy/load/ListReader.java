package org.lockkeeper.policy.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lockkeeper.detect.Detector;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.detect.Sureness;
import org.lockkeeper.match.NormalText;
import org.lockkeeper.match.SearchPattern;
import org.lockkeeper.yaml.Faults;
import org.lockkeeper.yaml.Where;
import org.lockkeeper.yaml.YamlMap;

/** Reads one entry of {@code lists:}. A list is a detector of its own name. */
final class ListReader {

  /** Terms shorter than this stand inside too many words to be looked for anywhere. */
  private static final int SHORTEST_ANYWHERE = 3;

  private static final Set<String> FOLDS = Set.of("case", "width", "confusable");

  private final RuleFiles files;
  private final Faults faults;

  ListReader(RuleFiles files, Faults faults) {
    this.files = files;
    this.faults = faults;
  }

  /** How a list's terms match. */
  private enum Match {
    WORD,
    ANYWHERE
  }

  Detector read(String name, YamlMap list) {
    boolean word = list.choice("match", Match.class, Match.WORD) == Match.WORD;
    boolean exactCase = exactCase(list);
    List<SearchPattern> terms = new ArrayList<>();
    for (Term term : terms(list)) {
      String normal = NormalText.of(term.text()).folded().strip();
      if (normal.isEmpty()) {
        faults.add(term.where(), "a term needs a visible character");
      } else if (!word && normal.length() < SHORTEST_ANYWHERE) {
        faults.add(
            term.where(),
            "\"" + term.text() + "\" is too short to match anywhere; use match: word");
      } else {
        terms.add(new SearchPattern.Term(term.text(), word, exactCase));
      }
    }
    if (terms.isEmpty()) {
      faults.add(list.where(), "list \"" + name + "\" has no terms");
    }
    list.end();
    return new Detector(
        name,
        Finding.Category.LEXICON,
        new Detector.Means.Patterns(terms),
        Sureness.PLAIN,
        List.of());
  }

  private record Term(Where where, String text) {}

  private List<Term> terms(YamlMap list) {
    List<Term> terms = new ArrayList<>();
    list.texts("terms").forEach(text -> terms.add(new Term(list.where("terms"), text)));
    list.text("file").ifPresent(file -> fromFile(list, file, terms));
    if (list.has("terms") == list.has("file")) {
      faults.add(list.where(), "a list has either terms: [...] or file: lists/name.txt");
    }
    return terms;
  }

  private void fromFile(YamlMap list, String file, List<Term> terms) {
    if (!files.contents().containsKey(file)) {
      list.fault("file", "no file \"" + file + "\" in the rules folder; give its path from there");
      return;
    }
    List<String> lines = files.contents().getOrDefault(file, "").lines().toList();
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        terms.add(new Term(new Where(files.label() + file, at + 1), line));
      }
    }
  }

  private boolean exactCase(YamlMap list) {
    if (!list.has("fold")) {
      return false;
    }
    List<String> folds = list.texts("fold");
    for (String fold : folds) {
      if (!FOLDS.contains(fold)) {
        list.fault("fold", "unknown fold \"" + fold + "\"; known are case, width, confusable");
      }
    }
    if (!folds.contains("width") || !folds.contains("confusable")) {
      list.fault("fold", "width and confusable are always folded; leave out only case");
    }
    return !folds.contains("case");
  }
}
