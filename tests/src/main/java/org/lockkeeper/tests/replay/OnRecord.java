package org.lockkeeper.tests.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.lockkeeper.archive.log.Entry;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Digest;

/** What a log holds of a replay, and how that differs from what its client saw accepted. */
public final class OnRecord {

  private final Map<Digest, List<Post>> posts = new HashMap<>();

  private record Post(long sequence, String text, boolean released) {}

  private OnRecord() {}

  /** Reads the log's entries; closes the stream. */
  public static OnRecord of(Stream<Entry> entries) {
    var found = new OnRecord();
    try (entries) {
      entries.forEach(found::add);
    }
    return found;
  }

  /** How many released posts the log holds. */
  public long released() {
    return posts.values().stream().flatMap(List::stream).filter(Post::released).count();
  }

  /**
   * Everything that is not as it must be, in words; empty when every accepted message is on record
   * exactly once, letter by letter, and each connection's messages stand in their order.
   */
  public List<String> faults(List<Accepted> accepted) {
    List<String> faults = new ArrayList<>();
    Map<Integer, Long> last = new HashMap<>();
    for (Accepted message : accepted) {
      List<Post> found = posts.getOrDefault(message.wire(), List.of());
      if (found.size() != 1) {
        faults.add(message.id() + " is on record " + found.size() + " times");
        continue;
      }
      Post post = found.getFirst();
      if (!post.text().equals(message.text())) {
        faults.add(message.id() + " is on record with another text");
      }
      if (!post.released()) {
        faults.add(message.id() + " was accepted but is on record as refused");
      }
      Long before = last.put(message.connection(), post.sequence());
      if (before != null && before > post.sequence()) {
        faults.add(message.id() + " stands before its predecessor on its connection");
      }
    }
    return faults;
  }

  private void add(Entry entry) {
    if (entry.record() instanceof ArchiveRecord.Judged judged
        && judged.message().action() instanceof Action.Post post) {
      String text =
          post.content().parts().isEmpty() ? "" : post.content().parts().getFirst().text();
      posts
          .computeIfAbsent(judged.message().wire(), wire -> new ArrayList<>())
          .add(new Post(entry.position().sequence(), text, judged.released()));
    }
  }
}
