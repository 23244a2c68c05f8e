package org.lockkeeper.proxy.flow;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.function.BiFunction;
import org.lockkeeper.message.Attachment;
import org.lockkeeper.message.NativeId;
import org.lockkeeper.message.ServiceId;

/**
 * Files that went up and wait for the message that uses them. The latest are kept in memory; older
 * ones, and those of before a restart, are looked up on the record.
 */
public final class Uploads {

  private record Key(ServiceId service, NativeId file) {}

  /** What an entry weighs besides its text: keys, names, digests. */
  private static final int OVERHEAD = 512;

  private final Cache<Key, Attachment> recent;
  private final BiFunction<ServiceId, NativeId, Optional<Attachment>> onRecord;

  /**
   * @param mostBytes about how much memory the recent files' texts may take
   * @param onRecord finds a file by the service's id on the record; may block
   */
  public Uploads(long mostBytes, BiFunction<ServiceId, NativeId, Optional<Attachment>> onRecord) {
    this.recent =
        Caffeine.newBuilder()
            .maximumWeight(mostBytes)
            .weigher((Key _, Attachment file) -> OVERHEAD + 2 * textLength(file))
            .executor(Runnable::run)
            .build();
    this.onRecord = onRecord;
  }

  /** Remembers a file under the id the service gave it. */
  public void remember(ServiceId service, NativeId id, Attachment file) {
    recent.put(
        new Key(service, id),
        new Attachment(Optional.of(id), file.name(), file.declaredType(), file.file()));
  }

  /** A file without going to the record; does not block. */
  public Optional<Attachment> recent(ServiceId service, NativeId id) {
    return Optional.ofNullable(recent.getIfPresent(new Key(service, id)));
  }

  /** A file, from the record if need be; may block. */
  public Optional<Attachment> find(ServiceId service, NativeId id) {
    Optional<Attachment> known = recent(service, id);
    if (known.isPresent()) {
      return known;
    }
    Optional<Attachment> found = onRecord.apply(service, id);
    found.ifPresent(file -> remember(service, id, file));
    return found;
  }

  private static int textLength(Attachment file) {
    return file.file().map(seen -> seen.extracted().text().length()).orElse(0);
  }
}
