package org.lockkeeper.proxy.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hazelcast.topic.ITopic;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.lockkeeper.detect.DetectorSet.Detected;
import org.lockkeeper.message.Digest;
import org.lockkeeper.shared.FindingsCache;
import org.lockkeeper.shared.LocalFindingsCache;

/**
 * Each member's own memory, and members tell each other what they find: a file that was read at one
 * gateway need not be read at the next. Asking never leaves the process. What is not heard, or does
 * not fit into the queue of what is to be told, is found again.
 *
 * <p>What is told bears the cluster's seal and is locked for those who have the same text ({@link
 * Locked}), since findings hold words of it.
 */
public final class HazelcastFindingsCache implements FindingsCache, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(HazelcastFindingsCache.class.getName());

  private static final String SUBJECT = "findings";

  /** Of a quarter of a MiB each at most, and mostly of a few hundred bytes. */
  private static final int MOST_WAITING = 256;

  private final Seal seal;
  private final byte[] program;
  private final LocalFindingsCache own;
  private final long mostBytes;
  private final SecureRandom random = new SecureRandom();
  private final ITopic<byte[]> topic;
  private final UUID listening;
  private final BlockingQueue<Locked> toTell = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread teller;

  /** What others told, by name, the oldest first. Guards everything below. */
  private final Map<Digest, Locked> heard = new LinkedHashMap<>();

  private long heardBytes;

  private HazelcastFindingsCache(ClusterMember member, String program, long mostBytes) {
    this.seal = member.settings().seal();
    this.program = program.getBytes(UTF_8);
    this.own = new LocalFindingsCache(mostBytes / 2);
    this.mostBytes = mostBytes / 2;
    this.topic = member.topic(SUBJECT);
    this.listening = topic.addMessageListener(told -> hear(told.getMessageObject()));
    this.teller = Thread.ofVirtual().name("findings-tell").start(this::tell);
  }

  /**
   * Begins to tell and to listen.
   *
   * @param program the program's version: another one's detectors may find other things
   * @param mostBytes about how much memory it may take, half of it for what others tell
   */
  public static HazelcastFindingsCache of(ClusterMember member, String program, long mostBytes) {
    return new HazelcastFindingsCache(member, program, mostBytes);
  }

  @Override
  public Optional<Detected> get(Digest key) {
    Optional<Detected> here = own.get(key);
    return here.isPresent() ? here : unlocked(key);
  }

  @Override
  public void put(Digest key, Detected found) {
    own.put(key, found);
    if (found.faults().isEmpty()) {
      FindingsFormatV1.write(found)
          .ifPresent(
              clear -> {
                var told = toTell.offer(Locked.of(seal, shared(key), clear, random));
              });
    }
  }

  /** Stops telling and listening. */
  @Override
  public void close() {
    teller.interrupt();
    try {
      var unused = topic.removeMessageListener(listening);
    } catch (RuntimeException gone) {
      LOG.log(System.Logger.Level.DEBUG, "the cluster is gone already: {0}", gone.getMessage());
    }
  }

  private Optional<Detected> unlocked(Digest key) {
    Digest text = shared(key);
    Digest name = Locked.name(seal, text);
    Optional<Locked> told;
    synchronized (heard) {
      told = Optional.ofNullable(heard.remove(name));
      told.ifPresent(locked -> heardBytes -= weight(locked));
    }
    Optional<Detected> found =
        told.flatMap(locked -> locked.open(seal, text)).flatMap(FindingsFormatV1::read);
    found.ifPresent(each -> own.put(key, each));
    return found;
  }

  /** What a text is called among members of the same version. */
  private Digest shared(Digest key) {
    return Digest.of(
        ByteBuffer.allocate(Digest.LENGTH + program.length).put(key.bytes()).put(program).array());
  }

  private void hear(byte[] sealed) {
    Optional<Locked> told = seal.open(SUBJECT, sealed).flatMap(Locked::read);
    if (told.isEmpty()) {
      LOG.log(System.Logger.Level.WARNING, "a stranger, or another version, speaks of findings");
      return;
    }
    synchronized (heard) {
      Locked before = heard.put(told.get().name(), told.get());
      heardBytes += weight(told.get()) - (before == null ? 0 : weight(before));
      Iterator<Locked> oldest = heard.values().iterator();
      while (heardBytes > mostBytes) {
        heardBytes -= weight(oldest.next());
        oldest.remove();
      }
    }
  }

  private static long weight(Locked locked) {
    return 200L + locked.content().length;
  }

  private void tell() {
    try {
      while (true) {
        Locked next = toTell.take();
        try {
          topic.publish(seal.seal(SUBJECT, next.bytes()));
        } catch (RuntimeException gone) {
          LOG.log(System.Logger.Level.DEBUG, "findings are not told: {0}", gone.getMessage());
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
