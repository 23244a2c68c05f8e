package org.lockkeeper.archive.keys;

import java.util.OptionalLong;
import java.util.UUID;
import org.lockkeeper.archive.log.Position;

/**
 * One act of forgetting, from its first line in the ring's journal to its record in the log.
 *
 * @param id told apart by it when a crash came between
 * @param bucket whose key goes, or whose record
 * @param record the one record whose salt goes; empty where the whole bucket goes
 * @param since where the log ended when it began: its record in the log stands behind
 */
public record Destruction(UUID id, int bucket, OptionalLong record, Position since) {}
