package org.lockkeeper.archive.log;

import java.nio.file.Path;

/**
 * Where a segment is.
 *
 * @param path its file
 * @param start where it begins in the log
 */
public record SegmentPlace(Path path, RecordSeal.SegmentStart start) {}
