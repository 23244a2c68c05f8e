package org.lockkeeper.proxy.cluster;

import com.hazelcast.topic.ITopic;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.lockkeeper.detect.DetectorSet;
import org.lockkeeper.message.Digest;
import org.lockkeeper.shared.FindingsCache;
import org.lockkeeper.shared.LocalFindingsCache;

/**
 * Each member's own memory, and members tell each other what they find: a text that was read at one
 * gateway need not be read at the next. Asking never leaves the process, since looking at a text
 * again is quicker than asking another machine. What is not heard, or does not fit into the queue of
 * what is to be told, is found again.
 */
public final class HazelcastFindingsCache implements FindingsCache, AutoCloseable {

  private static final System.Logger LOG =
      System.getLogger(HazelcastFindingsCache.class.getName());

  private static final int MOST_WAITING = 4096;

  private final LocalFindingsCache own;
  private final BlockingQueue<FindingsFormatV1.Told> toTell =
      new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread teller;

  private HazelcastFindingsCache(ClusterMember member, long mostBytes) {
    this.own = new LocalFindingsCache(mostBytes);
    ITopic<byte[]> topic = member.topic("findings");
    var unused =
        topic.addMessageListener(
            heard ->
                FindingsFormatV1.read(heard.getMessageObject())
                    .ifPresent(told -> own.put(told.key(), told.found())));
    this.teller = Thread.ofVirtual().name("findings-teller").start(() -> tell(topic));
  }

  /**
   * Begins to tell and to listen.
   *
   * @param mostBytes about how much memory it may take
   */
  public static HazelcastFindingsCache of(ClusterMember member, long mostBytes) {
    return new HazelcastFindingsCache(member, mostBytes);
  }

  @Override
  public Optional<DetectorSet.Detected> get(Digest key) {
    return own.get(key);
  }

  @Override
  public void put(Digest key, DetectorSet.Detected found) {
    own.put(key, found);
    if (found.faults().isEmpty()) {
      var told = toTell.offer(new FindingsFormatV1.Told(key, found));
    }
  }

  /** Stops telling. */
  @Override
  public void close() {
    teller.interrupt();
  }

  private void tell(ITopic<byte[]> topic) {
    try {
      while (true) {
        Optional<byte[]> next = FindingsFormatV1.write(toTell.take());
        try {
          next.ifPresent(topic::publish);
        } catch (RuntimeException gone) {
          LOG.log(System.Logger.Level.DEBUG, "findings are not shared: {0}", gone.getMessage());
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
