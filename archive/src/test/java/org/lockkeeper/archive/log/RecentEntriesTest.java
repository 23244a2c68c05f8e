package org.lockkeeper.archive.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lockkeeper.archive.Samples;

class RecentEntriesTest {

  private static final int BYTES = 10;

  private final RecentEntries recent = new RecentEntries(5 * BYTES, 100);

  @Test
  void givesWhatIsKeptFromAnyPlace() {
    publish(100, 3);
    publish(103, 1);
    assertThat(sequences(100, 10)).contains(List.of(100L, 101L, 102L, 103L));
    assertThat(sequences(101, 2)).contains(List.of(101L, 102L));
    assertThat(sequences(103, 1)).contains(List.of(103L));
  }

  @Test
  void saysSoWhenEntriesAreGoneOrNotThereYet() {
    assertThat(sequences(99, 10)).isEmpty();
    assertThat(sequences(100, 10)).isEmpty();
    publish(100, 7);
    assertThat(sequences(101, 10)).isEmpty();
    assertThat(sequences(102, 10)).contains(List.of(102L, 103L, 104L, 105L, 106L));
    assertThat(sequences(107, 10)).isEmpty();
  }

  private Optional<List<Long>> sequences(long from, int most) {
    return recent
        .from(from, most)
        .map(found -> found.stream().map(entry -> entry.position().sequence()).toList());
  }

  private void publish(long first, int count) {
    List<RecentEntries.Sized> group = new ArrayList<>();
    for (long sequence = first; sequence < first + count; sequence++) {
      Position at = new Position(sequence, sequence * BYTES);
      Position next = new Position(sequence + 1, (sequence + 1) * BYTES);
      Entry entry = new Entry(at, next, Samples.post(sequence, "text"));
      group.add(new RecentEntries.Sized(entry, BYTES));
    }
    recent.publish(group);
  }
}
