package org.lockkeeper.policy.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.lockkeeper.match.Matching;
import org.lockkeeper.policy.Inspector;
import org.lockkeeper.policy.PolicyVersion;
import org.lockkeeper.shared.PolicySource;
import org.lockkeeper.yaml.Fault;
import org.lockkeeper.yaml.FaultyFileException;
import org.lockkeeper.yaml.Where;

/**
 * A folder of rules, loaded again when its files change.
 *
 * <p>The folder is looked at again and again rather than watched: that also works on network file
 * systems and for folders swapped by a link, and costs a fraction of a millisecond. A change is
 * loaded once two looks in a row see the same files, so a set is not read while it is being
 * written. A set with any fault changes nothing, and is reported once.
 */
public final class DirectoryPolicySource implements PolicySource {

  /** A person who saves a file sees it in force within two of these. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final Path folder;
  private final Matching matching;
  private final Listener listener;
  private final Pulse.Stop stop;
  private volatile RuleSet current;

  /** What the last two looks saw, and what was loaded or refused last; only the pulse's thread. */
  private String seen;

  private String tried;

  /** Told what became of each change. Called on the pulse's thread; must not throw. */
  public interface Listener {

    /** A set is in force. */
    void loaded(PolicyVersion version);

    /** A set was refused; the one before stays in force. */
    void refused(List<Fault> faults);
  }

  /** Makes looks happen, one at a time. */
  public interface Pulse {

    /** Starts calling. */
    Stop start(Runnable look);

    /** Ends the calling. */
    interface Stop {
      void stop();
    }

    /** A look every half second on a thread of its own. */
    static Pulse clock() {
      return look -> {
        ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("policy-watch").factory());
        long every = LOOK_EVERY.toMillis();
        var unused = thread.scheduleWithFixedDelay(look, every, every, TimeUnit.MILLISECONDS);
        return thread::shutdownNow;
      };
    }
  }

  private DirectoryPolicySource(
      Path folder, Matching matching, Listener listener, RuleSet first, String stamp, Pulse pulse) {
    this.folder = folder;
    this.matching = matching;
    this.listener = listener;
    this.current = first;
    this.seen = stamp;
    this.tried = stamp;
    this.stop = pulse.start(this::look);
  }

  /**
   * Loads a folder and begins to look for changes.
   *
   * @throws FaultyFileException if the first set has faults: there is nothing to stay in force
   * @throws UncheckedIOException if the folder cannot be read
   */
  public static DirectoryPolicySource open(Path folder, Listener listener, Pulse pulse) {
    return open(folder, Matching.plain(), listener, pulse);
  }

  /** The same with an engine, kept for all reloads, and a budget. */
  public static DirectoryPolicySource open(
      Path folder, Matching matching, Listener listener, Pulse pulse) {
    String stamp = stamp(folder);
    RuleSet first = RuleSet.load(folder, matching);
    listener.loaded(first.version());
    return new DirectoryPolicySource(folder, matching, listener, first, stamp, pulse);
  }

  @Override
  public Inspector current() {
    return current;
  }

  @Override
  public PolicyVersion version() {
    return current.version();
  }

  @Override
  public void close() {
    stop.stop();
  }

  private void look() {
    try {
      String now = stamp(folder);
      boolean settled = now.equals(seen);
      seen = now;
      if (settled && !now.equals(tried)) {
        tried = now;
        load();
      }
    } catch (FaultyFileException faulty) {
      listener.refused(faulty.faults());
    } catch (UncheckedIOException unreadable) {
      refuseOnce("cannot read the rules: " + unreadable.getMessage());
    } catch (RuntimeException broken) {
      refuseOnce("the rules could not be loaded: " + broken);
    }
  }

  private void load() {
    RuleSet next = RuleSet.load(folder, matching);
    if (!next.version().equals(current.version())) {
      current = next;
      listener.loaded(next.version());
    }
  }

  private void refuseOnce(String message) {
    if (!tried.equals(message)) {
      tried = message;
      seen = message;
      listener.refused(List.of(new Fault(new Where(folder.toString(), 0), message)));
    }
  }

  private static String stamp(Path folder) {
    StringBuilder stamp = new StringBuilder();
    for (Path file : RuleFiles.files(folder)) {
      try {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        stamp
            .append(file)
            .append('|')
            .append(attributes.size())
            .append('|')
            .append(attributes.lastModifiedTime())
            .append('|')
            .append(attributes.fileKey())
            .append('\n');
      } catch (IOException gone) {
        // Removed between the two calls; the next look sees it gone.
        stamp.append(file).append("|gone\n");
      }
    }
    return stamp.toString();
  }
}
