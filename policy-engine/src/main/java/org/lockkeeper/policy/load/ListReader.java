package org.lockkeeper.policy.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lockkeeper.detect.Detector;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.detect.Sureness;
import org.lockkeeper.match.SearchPattern;
import org.lockkeeper.match.View;
import org.lockkeeper.policy.load.TermReader.Match;
import org.lockkeeper.yaml.Faults;
import org.lockkeeper.yaml.Where;
import org.lockkeeper.yaml.YamlMap;

/** Reads one entry of {@code lists:}. A list is a detector of its own name. */
final class ListReader {

  private static final Set<String> FOLDS = Set.of("case", "width", "confusable", "leet", "repeat");

  private final RuleFiles files;
  private final Faults faults;

  ListReader(RuleFiles files, Faults faults) {
    this.files = files;
    this.faults = faults;
  }

  Detector read(String name, YamlMap list) {
    Match match = list.choice("match", Match.class, Match.WORD);
    List<String> folds = folds(list);
    if (!list.text("language").orElse("en").equals("en")) {
      list.fault("language", "stems are known of language: en; write other forms out, or with *");
    } else if (list.has("language") && match != Match.STEM) {
      list.fault("language", "language belongs to match: stem");
    }
    boolean exactCase = list.has("fold") && !folds.contains("case");
    Set<View.Kind> views = folds.contains("leet") ? View.Kind.ALL : View.Kind.USUAL;
    List<Detector.Means.Entry> entries = entries(list, new TermReader(match, exactCase, views));
    if (entries.isEmpty()) {
      faults.add(list.where(), "list \"" + name + "\" has no terms");
    }
    List<SearchPattern> except = new ArrayList<>();
    list.map("except")
        .ifPresent(
            innocent -> {
              entries(innocent, new TermReader(Match.WORD, false, views))
                  .forEach(entry -> except.add(entry.pattern()));
              innocent.end();
            });
    list.end();
    return new Detector(
        name,
        Finding.Category.LEXICON,
        new Detector.Means.Lexicon(entries, except),
        Sureness.PLAIN,
        List.of());
  }

  private record Line(Where where, String text) {}

  private List<Detector.Means.Entry> entries(YamlMap list, TermReader reader) {
    List<Detector.Means.Entry> entries = new ArrayList<>();
    for (Line line : lines(list)) {
      try {
        entries.addAll(reader.read(line.text()));
      } catch (IllegalArgumentException wrong) {
        faults.add(line.where(), String.valueOf(wrong.getMessage()));
      }
    }
    return entries;
  }

  private List<Line> lines(YamlMap list) {
    List<Line> lines = new ArrayList<>();
    list.texts("terms").forEach(text -> lines.add(new Line(list.where("terms"), text)));
    Optional<String> file = list.text("file");
    if (list.has("terms") == list.has("file")) {
      faults.add(list.where(), "a list has either terms: [...] or file: lists/name.txt");
    } else if (file.isPresent()) {
      fromFile(list, file.get(), lines);
    }
    return lines;
  }

  private void fromFile(YamlMap list, String file, List<Line> terms) {
    if (!files.contents().containsKey(file)) {
      list.fault("file", "no file \"" + file + "\" in the rules folder; give its path from there");
      return;
    }
    List<String> lines = files.contents().getOrDefault(file, "").lines().toList();
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        terms.add(new Line(new Where(files.label() + file, at + 1), line));
      }
    }
  }

  private List<String> folds(YamlMap list) {
    List<String> folds = list.texts("fold");
    for (String fold : folds) {
      if (!FOLDS.contains(fold)) {
        list.fault(
            "fold",
            "unknown fold \"" + fold + "\"; known are case, width, confusable, leet, repeat");
      }
    }
    if (list.has("fold") && (!folds.contains("width") || !folds.contains("confusable"))) {
      list.fault("fold", "width and confusable are always folded; leave out only case");
    }
    if (folds.contains("leet") != folds.contains("repeat")) {
      list.fault("fold", "leet and repeat are read together; name both or neither");
    }
    return folds;
  }
}
