package org.lockkeeper.proxy.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsvReaderTest {

  private static List<String> rows(String csv) throws IOException {
    CsvReader reader = new CsvReader(new StringReader(csv), ',');
    List<String> rows = new ArrayList<>();
    for (Optional<CsvReader.Row> row = reader.next(); row.isPresent(); row = reader.next()) {
      rows.add(
          row.get().line()
              + row.get().fault().map(why -> " " + why).orElse(String.valueOf(row.get().values())));
    }
    return rows;
  }

  @Test
  void fieldsAndRowsAreParted() throws IOException {
    assertThat(rows("a,b\n1,\n,2\r\n3,4"))
        .containsExactly("1[a, b]", "2[1, ]", "3[, 2]", "4[3, 4]");
    assertThat(rows("a\rb\r\rc\n")).containsExactly("1[a]", "2[b]", "4[c]");
    assertThat(rows("")).isEmpty();
    assertThat(rows("\n \n")).isEmpty();
  }

  @Test
  void quotesHoldDelimitersQuotesAndLines() throws IOException {
    assertThat(rows("\"a,b\",\"say \"\"x\"\"\",\"\"\nend"))
        .containsExactly("1[a,b, say \"x\", ]", "2[end]");
    assertThat(rows("\"two\r\nlines\",x\nnext")).containsExactly("1[two\nlines, x]", "3[next]");
    assertThat(rows("5\" pipe,x")).containsExactly("1[5\" pipe, x]");
  }

  @Test
  void aByteOrderMarkIsNoPartOfAName() throws IOException {
    assertThat(rows("\uFEFFa,b")).containsExactly("1[a, b]");
  }

  @Test
  void anOpenQuoteCostsOneRow() throws IOException {
    assertThat(rows("a\n\"b,1\nc\nd\n"))
        .containsExactly("1[a]", "2 a quote is opened and not closed", "3[c]", "4[d]");
    assertThat(rows("\"x\n" + "y\n".repeat(200)))
        .hasSize(201)
        .startsWith("1 a quote is opened and not closed", "2[y]")
        .endsWith("201[y]");
    assertThat(rows("\"x\n".repeat(2_001)))
        .hasSizeGreaterThan(900)
        .allMatch(row -> row.contains("quote"));
  }

  @Test
  void whatIsWrongIsSaidByLine() throws IOException {
    assertThat(rows("\"a\"b,c\nd")).containsExactly("1 something follows a closing quote", "2[d]");
    assertThat(rows("a\nb\uFFFD\nc"))
        .containsExactly("1[a]", "2 bytes that are no text in this charset; see --charset", "3[c]");
    assertThat(rows("x".repeat(2_000_000) + "\nok"))
        .containsExactly("1 the line is too long", "2[ok]");
  }
}
