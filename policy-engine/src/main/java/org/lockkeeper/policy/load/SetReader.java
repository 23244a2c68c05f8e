package org.lockkeeper.policy.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lockkeeper.detect.Detector;
import org.lockkeeper.policy.load.Drafts.DetectorDraft;
import org.lockkeeper.policy.load.Drafts.Reference;
import org.lockkeeper.policy.load.Drafts.RuleDraft;
import org.lockkeeper.yaml.Faults;
import org.lockkeeper.yaml.Where;
import org.lockkeeper.yaml.YamlMap;
import org.lockkeeper.yaml.YamlReader;

/**
 * Reads all packs of a set. Names of lists and detectors are shared by all packs, so a rule may use
 * another pack's; each name and each rule id stands once in the set.
 */
final class SetReader {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private final RuleFiles files;
  private final Faults faults;
  private final Map<String, Where> names = new HashMap<>();
  private final Map<String, Where> ids = new HashMap<>();
  private final Map<String, Where> packs = new HashMap<>();
  private final Map<String, Detector> lists = new LinkedHashMap<>();
  private final RegisteredReader registered;
  private final List<DetectorDraft> detectors = new ArrayList<>();
  private final List<RuleDraft> rules = new ArrayList<>();
  private final List<Reference> references = new ArrayList<>();

  SetReader(RuleFiles files, Faults faults) {
    this.files = files;
    this.faults = faults;
    this.registered = new RegisteredReader(files);
  }

  /** Reads everything; check the faults before use. */
  void read() {
    List<YamlMap> read = new ArrayList<>();
    files
        .contents()
        .forEach(
            (name, content) -> {
              if (name.endsWith(".yaml")) {
                Optional<YamlMap> pack = new YamlReader(faults).read(content, files.label() + name);
                pack.ifPresent(read::add);
              }
            });
    // All lists of all packs come first: detectors of any pack may use them.
    read.forEach(this::lists);
    read.forEach(this::pack);
    for (Reference reference : references) {
      if (!names.containsKey(reference.name())) {
        faults.add(
            reference.where(), "no detector or list \"" + reference.name() + "\" in any pack");
      }
    }
  }

  /** Detectors and, as detectors, lists. */
  List<Detector> detectors() {
    List<Detector> all = new ArrayList<>(lists.values());
    detectors.forEach(draft -> all.add(draft.detector()));
    return all;
  }

  /** Lists, as detectors. */
  List<Detector> lists() {
    return List.copyOf(lists.values());
  }

  List<DetectorDraft> detectorDrafts() {
    return detectors;
  }

  List<RuleDraft> rules() {
    return rules;
  }

  private void lists(YamlMap pack) {
    ListReader reader = new ListReader(files, faults);
    YamlMap section = pack.section("lists");
    section.anyKey();
    for (String name : section.keys()) {
      claim(name, section);
      lists.put(name, reader.read(name, section.section(name)));
    }
  }

  private void pack(YamlMap pack) {
    String name = pack.requireText("pack");
    unique(packs, name, pack.where("pack"), "pack");
    for (String key : List.of("version", "owner")) {
      header(pack, key);
    }
    DetectorReader reader = new DetectorReader(lists, registered, faults);
    YamlMap section = pack.section("detectors");
    section.anyKey();
    for (String detector : section.keys()) {
      claim(detector, section);
      detectors.add(reader.read(detector, section.section(detector)));
    }
    RuleReader ruleReader = new RuleReader(faults, references);
    for (YamlMap rule : pack.maps("rules")) {
      RuleDraft draft = ruleReader.read(rule);
      unique(ids, draft.rule().id().value(), rule.where("id"), "rule");
      rules.add(draft);
    }
    pack.end();
  }

  @SuppressWarnings("CheckReturnValue") // Said to people; the reading's faults are what matters.
  private static void header(YamlMap pack, String key) {
    pack.requireText(key);
  }

  private void claim(String name, YamlMap section) {
    if (!NAME.matcher(name).matches() || ConditionReader.RESERVED.contains(name)) {
      section.fault(
          name,
          "a name is small letters, digits and dashes, and none of any, all, not, list, attachment;"
              + " \""
              + name
              + "\" is not");
    }
    unique(names, name, section.where(name), "detector or list");
  }

  private void unique(Map<String, Where> seen, String name, Where where, String what) {
    Where first = seen.putIfAbsent(name, where);
    if (first != null && !name.isEmpty()) {
      faults.add(where, what + " \"" + name + "\" is already at " + first + "; rename one");
    }
  }
}
