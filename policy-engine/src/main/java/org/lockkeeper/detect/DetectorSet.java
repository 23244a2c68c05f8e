package org.lockkeeper.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lockkeeper.detect.Recognizer.Candidate;
import org.lockkeeper.detect.number.NumberFormat;
import org.lockkeeper.detect.number.NumberScanner;
import org.lockkeeper.match.Budget;
import org.lockkeeper.match.Matching;
import org.lockkeeper.match.NormalText;
import org.lockkeeper.match.PatternSet;
import org.lockkeeper.match.SearchPattern;
import org.lockkeeper.match.View;
import org.lockkeeper.match.Views;

/**
 * All detectors of a policy, compiled to run together over every view of a text: one pass for every
 * list and pattern, one for every number, one for each other arithmetic. Immutable, safe for many
 * threads, no locks. A detector that fails is a fault of that detector alone.
 */
public final class DetectorSet {

  /** A text with more of one thing is a dump or an attack; the detector says so and stops. */
  public static final int MOST_FINDINGS = 10_000;

  private static final int INNOCENT = 0;

  private final List<Detector> detectors;
  private final Map<View.Kind, ViewPatterns> patterns;

  /** The views beside the usual ones that some pattern counts in. */
  private final Set<View.Kind> also;

  private final long budget;

  /** For each pattern the detector it belongs to. */
  private final int[] ownerOf;

  /** For each pattern how much a match weighs, or {@link #INNOCENT}. */
  private final int[] weightOf;

  /** For each detector what its matches must also be. */
  private final Worth[] worthOf;

  private final NumberScanner numbers;

  /** For each format of the scanner the detectors that use it. */
  private final List<List<Integer>> usersOfNumber;

  private final Map<Recognizer, List<Integer>> usersOf = new LinkedHashMap<>();

  /**
   * Compiles detectors with the engine in plain Java.
   *
   * @throws IllegalArgumentException if the patterns cannot be compiled; the message says why
   */
  public DetectorSet(List<Detector> detectors) {
    this(detectors, Matching.plain());
  }

  /** Compiles detectors with an engine and a budget. */
  public DetectorSet(List<Detector> detectors, Matching matching) {
    this.detectors = List.copyOf(detectors);
    List<SearchPattern> all = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    List<Integer> weights = new ArrayList<>();
    this.worthOf = new Worth[detectors.size()];
    Arrays.fill(worthOf, Worth.ANY);
    Map<NumberFormat, List<Integer>> formats = new LinkedHashMap<>();
    for (int id = 0; id < detectors.size(); id++) {
      switch (detectors.get(id).means()) {
        case Detector.Means.Arithmetic arithmetic ->
            usersOf.computeIfAbsent(arithmetic.recognizer(), _ -> new ArrayList<>()).add(id);
        case Detector.Means.NumberOf number ->
            formats.computeIfAbsent(number.format(), _ -> new ArrayList<>()).add(id);
        case Detector.Means.Lexicon means -> {
          for (Detector.Means.Entry entry : means.entries()) {
            all.add(entry.pattern());
            owners.add(id);
            weights.add(entry.weight());
          }
          for (SearchPattern innocent : means.except()) {
            all.add(innocent);
            owners.add(id);
            weights.add(INNOCENT);
          }
        }
        case Detector.Means.Patterns means -> {
          worthOf[id] = means.worth();
          for (SearchPattern pattern : means.patterns()) {
            all.add(pattern);
            owners.add(id);
            weights.add(1);
          }
        }
      }
    }
    this.patterns = ViewPatterns.of(all, matching.engine());
    this.also = patternsIn(View.Kind.LEET).isEmpty() ? Set.of() : Set.of(View.Kind.LEET);
    this.budget = matching.budget();
    this.numbers = new NumberScanner(List.copyOf(formats.keySet()));
    this.usersOfNumber = List.copyOf(formats.values());
    this.ownerOf = owners.stream().mapToInt(Integer::intValue).toArray();
    this.weightOf = weights.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * What one text holds.
   *
   * @param found in order of place, spans in the original text
   * @param faults why a detector could not answer, by its name
   */
  public record Detected(List<Found> found, Map<String, String> faults) {
    public Detected {
      found = List.copyOf(found);
      faults = Map.copyOf(faults);
    }

    /** The findings alone. */
    public List<Finding> findings() {
      return found.stream().map(Found::finding).toList();
    }
  }

  /** What the patterns may spend on one message, all its texts together. */
  public Budget budget() {
    return new Budget(budget);
  }

  /** Runs every detector over a text that is a message by itself; never throws. */
  public Detected detect(String pointer, String original) {
    return detect(pointer, original, List.of());
  }

  /** Runs every detector over a text that is a message by itself, after others; never throws. */
  public Detected detect(String pointer, String original, List<String> earlier) {
    return detect(pointer, original, earlier, budget());
  }

  /**
   * Runs every detector over all views of one text of a message; never throws. What several views
   * show of one place is one finding. A detector whose patterns the budget did not suffice for is a
   * fault.
   *
   * @param earlier the author's last texts in the same conversation, the most recent last
   */
  public Detected detect(String pointer, String original, List<String> earlier, Budget budget) {
    return detect(pointer, original, earlier, budget, Witness.NOBODY);
  }

  /** The same while somebody watches. */
  public Detected detect(
      String pointer, String original, List<String> earlier, Budget budget, Witness witness) {
    Map<String, String> faults = new HashMap<>();
    Sightings sightings = new Sightings();
    try {
      List<View> views = Views.of(original, earlier, also).list();
      witness.done(Witness.Step.VIEWS);
      for (View view : views) {
        witness.seen(pointer, view);
        Run run = new Run(view, faults);
        run.patterns(budget);
        witness.done(Witness.Step.PATTERNS);
        run.numbers();
        witness.done(Witness.Step.NUMBERS);
        usersOf.forEach(run::arithmetic);
        witness.done(Witness.Step.ARITHMETIC);
        run.candidates.forEach(
            (id, found) -> {
              List<Found> findings = run.judge(id, found, pointer);
              witness.found(view, findings);
              sightings.add(id, findings);
            });
        witness.done(Witness.Step.WEIGHING);
      }
    } catch (RuntimeException | StackOverflowError broken) {
      detectors.forEach(each -> faults.put(each.name(), failure(broken)));
    }
    return new Detected(sightings.found(), faults);
  }

  private ViewPatterns patternsIn(View.Kind kind) {
    return Objects.requireNonNull(patterns.get(kind), "every kind of view has its patterns");
  }

  private static String failure(Throwable broken) {
    return "the detector failed: " + broken.getClass().getSimpleName();
  }

  /** One view's candidates, gathered by detector. */
  private final class Run {
    private final View view;
    private final NormalText text;
    private final Map<Integer, List<Candidate>> candidates = new HashMap<>();
    private final Map<Integer, Innocents> innocents = new HashMap<>();
    private final Map<String, String> faults;

    Run(View view, Map<String, String> faults) {
      this.view = view;
      this.text = view.text();
      this.faults = faults;
    }

    void patterns(Budget budget) {
      patternsIn(view.kind())
          .find(
              text,
              budget,
              new PatternSet.Sink() {
                @Override
                public void match(int pattern, int start, int end) {
                  if (!view.counts(start, end)) {
                    return;
                  }
                  int owner = ownerOf[pattern];
                  if (weightOf[pattern] == INNOCENT) {
                    innocents.computeIfAbsent(owner, _ -> new Innocents()).add(start, end);
                    return;
                  }
                  Worth worth = worthOf[owner];
                  Optional<Recognizer.Check> check =
                      worth.any()
                          ? Optional.of(Recognizer.Check.PASSED)
                          : worth.check(text.cased().substring(start, end));
                  check.ifPresent(
                      sound -> add(owner, new Candidate("", start, end, sound, weightOf[pattern])));
                }

                @Override
                public void failed(int pattern, String why) {
                  faults.put(detectors.get(ownerOf[pattern]).name(), why);
                }
              });
    }

    void numbers() {
      if (!View.Kind.USUAL.contains(view.kind())) {
        return;
      }
      numbers.find(
          text,
          new NumberScanner.Sink() {
            @Override
            public void found(int format, int start, int end, boolean strong) {
              Recognizer.Check check = strong ? Recognizer.Check.PASSED : Recognizer.Check.WEAK;
              Candidate candidate = new Candidate("", start, end, check);
              usersOfNumber.get(format).forEach(user -> add(user, candidate));
            }

            @Override
            public void failed(int format, RuntimeException broken) {
              usersOfNumber
                  .get(format)
                  .forEach(user -> faults.put(detectors.get(user).name(), failure(broken)));
            }
          });
    }

    void arithmetic(Recognizer recognizer, List<Integer> users) {
      if (!recognizer.reads(view.kind())) {
        return;
      }
      try {
        for (Candidate candidate : recognizer.find(text)) {
          if (view.counts(candidate.start(), candidate.end())) {
            users.forEach(user -> add(user, candidate));
          }
        }
      } catch (RuntimeException | StackOverflowError broken) {
        users.forEach(user -> faults.put(detectors.get(user).name(), failure(broken)));
      }
    }

    private void add(int detector, Candidate candidate) {
      List<Candidate> found = candidates.computeIfAbsent(detector, _ -> new ArrayList<>());
      if (found.size() < MOST_FINDINGS) {
        found.add(candidate);
      } else {
        faults.put(
            detectors.get(detector).name(), "more than " + MOST_FINDINGS + " findings in one text");
      }
    }

    /** The candidates that are findings, in order of place. */
    List<Found> judge(int id, List<Candidate> found, String pointer) {
      Detector detector = detectors.get(id);
      found.sort(
          Comparator.comparingInt(Candidate::start)
              .thenComparing(Comparator.comparingInt(Candidate::end).reversed()));
      List<Found> findings = new ArrayList<>(found.size());
      Innocents innocent = innocents.getOrDefault(id, Innocents.NONE);
      int covered = 0;
      for (Candidate candidate : found) {
        // A shorter term inside a longer one, or two terms that overlap, say the same thing.
        if (candidate.end() <= covered
            || innocent.hold(candidate.start(), candidate.end())
            || ignored(detector, candidate)) {
          continue;
        }
        Optional<Finding.Confidence> sure = detector.sureness().of(candidate, text);
        if (sure.isPresent()) {
          covered = candidate.end();
          findings.add(
              new Found(
                  new Finding(
                      detector.category(),
                      detector.name(),
                      candidate.kind().isEmpty() ? detector.name() : candidate.kind(),
                      pointer,
                      text.originalStart(candidate.start()),
                      text.originalEnd(candidate.end()),
                      sure.get()),
                  text.key(candidate.start(), candidate.end()),
                  candidate.weight()));
        }
      }
      return findings;
    }

    private boolean ignored(Detector detector, Candidate candidate) {
      if (detector.ignore().isEmpty()) {
        return false;
      }
      String bare = Ignored.bare(text.key(candidate.start(), candidate.end()));
      return detector.ignore().stream().anyMatch(each -> each.covers(bare));
    }
  }
}
