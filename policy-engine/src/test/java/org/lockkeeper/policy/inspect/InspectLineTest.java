package org.lockkeeper.policy.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockkeeper.extract.Extracted;
import org.lockkeeper.policy.load.RuleSet;

/** One line in, one line out, whatever the line. */
final class InspectLineTest {

  private static final Path RULES = Path.of(System.getProperty("lockkeeper.root", ".."), "rules");
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-06-01T00:00:00Z"));
  private static final RuleSet SHIPPED = RuleSet.load(RULES);

  private final InspectLine inspect =
      new InspectLine(SHIPPED, InspectLineTest::plain, CLOCK, false);

  @Test
  void aCardIsMaskedAndItsPlaceIsExact() {
    assertThat(inspect.answer("{\"id\":\"1\",\"text\":\"my visa: 4012 8888 8888 1881\"}"))
        .isEqualTo(
            "{\"id\":\"1\",\"verdict\":\"redact\",\"because\":[\"PAY-001\"],\"findings\":[{\"category\":"
                + "\"identifier\",\"detector\":\"payment-card\",\"kind\":\"visa\",\"start\":9,\"end\":28,"
                + "\"confidence\":\"high\"}],\"redacted\":\"my visa: •••• •••• •••• 1881\",\"faults\":[]}");
  }

  @Test
  void groupsAndChannelsAreTakenFromTheLine() {
    String card = "\"text\":\"4012888888881881\"";
    assertThat(inspect.answer("{" + card + ",\"groups\":[\"finance\"]}")).contains("\"allow\"");
    assertThat(inspect.answer("{" + card + ",\"channel\":\"finance-ops\"}")).contains("\"allow\"");
    assertThat(inspect.answer("{" + card + ",\"groups\":[\"sales\"],\"extra\":{\"a\":[1]}}"))
        .contains("\"redact\"");
  }

  @Test
  void aNoticeIsCarried() {
    assertThat(inspect.answer("{\"text\":\"project nightjar\"}"))
        .contains("\"verdict\":\"hold\"", "\"notice\":\"This names an open deal");
  }

  @Test
  void aFileIsReadAndJudged(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "project falcon");
    String line =
        "{\"text\":\"see\",\"attachments\":[{\"name\":\"a.txt\",\"path\":\"%s\"}]}".formatted(file);
    assertThat(inspect.answer(line))
        .contains("\"hold\"", "\"LEG-001\"", "\"pointer\":\"attachment:0\"", "\"faults\":[]");
  }

  @Test
  void aFileThatIsNotThereIsHeldAndSaidSo() {
    assertThat(
            inspect.answer(
                "{\"text\":\"see\",\"attachments\":[{\"name\":\"a\",\"path\":\"/no/such\"}]}"))
        .contains("\"hold\"", "cannot read /no/such");
  }

  @Test
  void detectorsAloneReportWithoutRules() {
    InspectLine detectors = new InspectLine(SHIPPED, InspectLineTest::plain, CLOCK, true);
    assertThat(
            detectors.answer(
                "{\"text\":\"project falcon 4012888888881881\",\"channel\":\"finance-ops\"}"))
        .contains("\"allow\"", "\"because\":[]", "\"deal-names\"", "\"payment-card\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "nonsense",
        "{\"text\":1}",
        "{\"id\":\"1\"}",
        "{\"text\":\"a\",\"text\":\"b\"}",
        "{\"text\":\"a\"} {}",
        "{\"text\":\"a\",\"groups\":\"x\"}",
        "{\"text\":\"a\",\"direction\":\"up\"}",
        "{\"text\":\"a\",\"service\":\"No Such\"}"
      })
  void aLineThatCannotBeReadIsHeldWithItsFault(String line) {
    assertThat(inspect.answer(line))
        .contains("\"verdict\":\"hold\"")
        .doesNotContain("\"faults\":[]");
  }

  @Test
  void aBadLineKeepsItsId() {
    assertThat(inspect.answer("{\"id\":7,\"text\":[]}")).startsWith("{\"id\":\"7\",");
  }

  @Test
  void aLoneSurrogateComesBackAsItCame() {
    assertThat(inspect.answer("{\"text\":\"\\ud800 4012888888881881\"}"))
        .contains("\\uD800", "\"redact\"");
  }

  private static Extracted plain(String name, InputStream content) {
    try {
      String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
      return new Extracted("text/plain", Extracted.Status.EXTRACTED, text, List.of());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
