package org.lockkeeper.archive.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The segments of a log, in order. A segment's name is the offset of its first entry. */
final class Segments {

  private static final Pattern NAME = Pattern.compile("([0-9]{20})\\.seg");

  private Segments() {}

  /** One segment's file. */
  record Segment(long offset, Path path) {}

  static Path path(Path directory, long offset) {
    return directory.resolve(String.format("%020d.seg", offset));
  }

  static List<Segment> in(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.flatMap(Segments::segment).sorted(BY_OFFSET).toList();
    } catch (IOException e) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.BROKEN, "cannot list the segments in " + directory, e);
    }
  }

  private static Stream<Segment> segment(Path path) {
    Matcher name = NAME.matcher(path.getFileName().toString());
    return name.matches()
        ? Stream.of(new Segment(Long.parseLong(name.group(1)), path))
        : Stream.empty();
  }

  private static final Comparator<Segment> BY_OFFSET = Comparator.comparingLong(Segment::offset);
}
