package org.lockkeeper.yaml;

import java.util.Objects;

/**
 * A place in a file.
 *
 * @param file the file's name as the reader was given it
 * @param line the line, counted from 1; 0 for the file as a whole
 */
public record Where(String file, int line) {

  public Where {
    Objects.requireNonNull(file, "file");
  }

  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }
}
