package org.lockkeeper.archive.log;

import java.util.concurrent.CompletionStage;
import org.lockkeeper.archive.record.ArchiveRecord;

/**
 * The truth. Append-only, one writer per node.
 *
 * <p>Safe to call from any thread; {@link #append} never blocks and never throws: a failed append
 * is a failed stage. Records appended by one thread stand in the log in the order they were
 * appended.
 */
public interface RecordLog extends RecordSource, AutoCloseable {

  /**
   * Appends a record. When the stage completes, the record survives a power cut. It completes with
   * an {@link ArchiveFailure} when the record could not be made durable; then nothing of it will
   * ever be read. Completed on the writer's thread: do little there.
   */
  CompletionStage<Position> append(ArchiveRecord record);

  /**
   * Appends a record nobody waits for, such as a service's answer. It becomes durable with the next
   * group, at the latest within the log's flush interval; a power cut before that loses it.
   */
  void note(ArchiveRecord record);

  /** Whether appends are accepted, and if not, why. */
  Health health();

  /** Writes what is waiting, then closes. */
  @Override
  void close();

  /**
   * Whether the log takes records.
   *
   * @param accepting false from the first failed write on, until space returns or the process
   *     restarts
   * @param why the reason in one line; empty while accepting
   */
  record Health(boolean accepting, String why) {}
}
