package org.lockkeeper.proxy.app;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads comma-separated values (RFC 4180), one row at a time: quoted fields, doubled quotes, line
 * breaks in quotes, any line ending, a byte order mark. What is wrong with a row is said by line,
 * never by content, and the next row is read as if nothing had happened. Memory is bounded whatever
 * the file holds.
 */
final class CsvReader {

  /** A quote that closes later than this was most likely never meant to open. */
  private static final int MOST_LINES = 50;

  private static final int LONGEST_LINE = 1 << 20;

  private static final int END = -1;

  private final Reader in;
  private final char delimiter;

  /** Lines read in search of a closing quote that did not come. */
  private final Deque<Line> again = new ArrayDeque<>();

  private long lines;
  private boolean carriageReturn;

  CsvReader(Reader in, char delimiter) {
    this.in = in;
    this.delimiter = delimiter;
  }

  private record Line(long number, String text, boolean whole) {}

  /**
   * A row.
   *
   * @param line the number of its first line, from 1
   * @param fault what is wrong with it; its values are then of no use
   */
  record Row(long line, List<String> values, Optional<String> fault) {
    Row {
      values = List.copyOf(values);
    }
  }

  /** The next row that is not blank; empty at the end. */
  Optional<Row> next() throws IOException {
    Optional<Line> line = line();
    while (line.isPresent() && line.get().whole() && line.get().text().isBlank()) {
      line = line();
    }
    return line.isEmpty() ? Optional.empty() : Optional.of(row(line.get()));
  }

  private Row row(Line first) throws IOException {
    Fields fields = new Fields();
    fields.add(first);
    Deque<Line> more = new ArrayDeque<>();
    while (fields.open() && fields.fault.isEmpty()) {
      Optional<Line> line = more.size() < MOST_LINES ? line() : Optional.empty();
      if (line.isEmpty()) {
        more.addAll(again);
        again.clear();
        again.addAll(more);
        return new Row(first.number(), List.of(), Optional.of("a quote is opened and not closed"));
      }
      more.add(line.get());
      fields.add(line.get());
    }
    return new Row(first.number(), fields.values, fields.fault);
  }

  /** The fields of a row, one line after another. */
  private final class Fields {
    private final List<String> values = new ArrayList<>();
    private final StringBuilder value = new StringBuilder();
    private Optional<String> fault = Optional.empty();
    private Place place = Place.START;

    private enum Place {
      START,
      PLAIN,
      QUOTED,
      /** After a quote in quotes: it closes the field, or another follows and both are one. */
      QUOTE
    }

    boolean open() {
      return place == Place.QUOTED;
    }

    void add(Line line) {
      if (!line.whole()) {
        fault = Optional.of("the line is too long");
      }
      if (open()) {
        value.append('\n');
      }
      for (int at = 0; at < line.text().length(); at++) {
        add(line.text().charAt(at));
      }
      if (!open()) {
        end();
      }
    }

    private void add(char unit) {
      if (unit == '\uFFFD') {
        fault = Optional.of("bytes that are no text in this charset; see --charset");
      }
      switch (place) {
        case START -> {
          if (unit == '"') {
            place = Place.QUOTED;
          } else if (unit == delimiter) {
            end();
          } else {
            place = Place.PLAIN;
            value.append(unit);
          }
        }
        case PLAIN -> {
          if (unit == delimiter) {
            end();
          } else {
            value.append(unit);
          }
        }
        case QUOTED -> {
          if (unit == '"') {
            place = Place.QUOTE;
          } else {
            value.append(unit);
          }
        }
        case QUOTE -> {
          if (unit == '"') {
            place = Place.QUOTED;
            value.append(unit);
          } else if (unit == delimiter) {
            end();
          } else if (unit != ' ') {
            fault = Optional.of("something follows a closing quote");
          }
        }
      }
    }

    private void end() {
      values.add(value.toString());
      value.setLength(0);
      place = Place.START;
    }
  }

  private Optional<Line> line() throws IOException {
    Line waiting = again.poll();
    return waiting != null ? Optional.of(waiting) : read();
  }

  private Optional<Line> read() throws IOException {
    StringBuilder text = new StringBuilder();
    boolean whole = true;
    boolean any = false;
    for (int unit = in.read(); unit != END; unit = in.read()) {
      if (unit == '\n' && carriageReturn) {
        carriageReturn = false;
        continue;
      }
      carriageReturn = unit == '\r';
      any = true;
      if (unit == '\n' || unit == '\r') {
        return Optional.of(line(text, whole));
      }
      if (text.length() < LONGEST_LINE) {
        text.append((char) unit);
      } else {
        whole = false;
      }
    }
    return any ? Optional.of(line(text, whole)) : Optional.empty();
  }

  private Line line(StringBuilder text, boolean whole) {
    if (lines++ == 0 && !text.isEmpty() && text.charAt(0) == '\uFEFF') {
      text.deleteCharAt(0);
    }
    return new Line(lines, text.toString(), whole);
  }
}
