package org.lockkeeper.proxy.link;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.lockkeeper.link.LinkKnowledge;
import org.lockkeeper.link.ListFault;
import org.lockkeeper.link.OwnDomains;
import org.lockkeeper.link.UrlLists;

/**
 * The lists in force in a running gateway. At each beat, lists that are due are made new, and files
 * that another process made new are taken up; all lists are switched over together, and whatever
 * fails, the last good ones stay in force. {@link #get} never blocks.
 */
public final class LinkLists implements Supplier<LinkKnowledge>, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(LinkLists.class.getName());

  private final Path folder;
  private final LinkSettings settings;
  private final OwnDomains own;
  private final InstantSource clock;
  private final ListUpdate update;
  private final Beat.Stop stop;
  private volatile LinkKnowledge current;

  /** When each list was asked for last, and the files that are in force; only the beat's thread. */
  private final Map<String, Instant> asked = new HashMap<>();

  private String stamp;

  /** Calls again and again, one call at a time. */
  public interface Beat {

    /** Starts calling. */
    Stop start(Runnable look);

    /** Ends the calling. */
    interface Stop {
      void stop();
    }
  }

  private LinkLists(
      Path folder, LinkSettings settings, Set<String> ownDomains, InstantSource clock, Beat beat) {
    this.folder = folder;
    this.settings = settings;
    this.own = OwnDomains.of(ownDomains);
    this.clock = clock;
    this.update = new ListUpdate(folder, settings);
    this.stamp = UrlListFiles.stamp(folder, settings.lists());
    this.current = new LinkKnowledge(load(folder, settings), own);
    this.stop = beat.start(this::look);
  }

  /**
   * Takes up what is in the folder and begins to look.
   *
   * @param ownDomains the organisation's
   */
  public static LinkLists open(
      Path folder, LinkSettings settings, Set<String> ownDomains, InstantSource clock, Beat beat) {
    return new LinkLists(folder, settings, ownDomains, clock, beat);
  }

  /** The lists of a folder, put together. */
  public static UrlLists load(Path folder, LinkSettings settings) {
    try {
      return UrlLists.of(
          settings.lists().stream()
              .flatMap(each -> UrlListFiles.read(folder, each.name(), settings.entries()).stream())
              .toList());
    } catch (ListFault fault) {
      LOG.log(System.Logger.Level.ERROR, "no list is in force: {0}", fault.getMessage());
      return UrlLists.NONE;
    }
  }

  @Override
  public LinkKnowledge get() {
    return current;
  }

  /** The names of the lists that were set. */
  public List<String> wanted() {
    return settings.lists().stream().map(ListSource::name).toList();
  }

  /** Those of them that are not in force: they were never had, or their file is damaged. */
  public List<String> missing() {
    Set<String> there = current.lists().names();
    return wanted().stream().filter(name -> !there.contains(name)).toList();
  }

  /** How they are, in a line for operators. */
  public String line() {
    List<String> missing = missing();
    String entries = "%,d entries in force".formatted(current.lists().size());
    return missing.isEmpty() ? entries : entries + "; never had: " + String.join(", ", missing);
  }

  @Override
  public void close() {
    stop.stop();
  }

  private void look() {
    try {
      due().forEach(this::renew);
      String now = UrlListFiles.stamp(folder, settings.lists());
      if (!now.equals(stamp)) {
        stamp = now;
        current = new LinkKnowledge(load(folder, settings), own);
        LOG.log(
            System.Logger.Level.INFO,
            "lists of URLs are in force: {0} entries",
            current.lists().size());
      }
    } catch (RuntimeException broken) {
      // Ours to mend; the lists in force go on.
      LOG.log(System.Logger.Level.ERROR, "looking for new lists failed", broken);
    }
  }

  private List<ListSource> due() {
    Instant now = clock.instant();
    return settings.lists().stream()
        .filter(
            each -> {
              Instant last = asked.get(each.name());
              return last == null || !now.isBefore(last.plus(each.every()));
            })
        .toList();
  }

  private void renew(ListSource source) {
    asked.put(source.name(), Objects.requireNonNull(clock.instant()));
    switch (update.update(source)) {
      case ListUpdate.Outcome.Updated(long entries, long _) ->
          LOG.log(
              System.Logger.Level.INFO, "the list {0} is new: {1} entries", source.name(), entries);
      case ListUpdate.Outcome.Unchanged() -> {}
      case ListUpdate.Outcome.Refused(String why) ->
          LOG.log(
              System.Logger.Level.ERROR,
              "the list {0} is refused: {1}; the one before stays in force",
              source.name(),
              why);
      case ListUpdate.Outcome.Failed(String why) ->
          LOG.log(
              System.Logger.Level.WARNING,
              "the list {0} could not be had: {1}; the one before stays in force",
              source.name(),
              why);
    }
  }
}
