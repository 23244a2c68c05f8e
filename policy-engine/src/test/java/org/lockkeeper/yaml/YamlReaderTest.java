package org.lockkeeper.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {

  private final Faults faults = new Faults();

  @Test
  void scalarsKeepTheirLook() {
    YamlMap map = read("country: no\nnumber: 007\nversion: 1.10\n");

    assertThat(map.text("country")).contains("no");
    assertThat(map.text("number")).contains("007");
    assertThat(map.text("version")).contains("1.10");
    assertThat(faults.all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0,0", "17,17", "64 KiB,65536", "1MiB,1048576", "2 GiB,2147483648"})
  void sizesAreReadAsPeopleWriteThem(String text, long bytes) {
    assertThat(read("size: " + text).bytes("size", 0, 1L << 40, -1)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"250ms,PT0.25S", "10s,PT10S", "5m,PT5M", "4h,PT4H", "30d,PT720H"})
  void timesAreReadAsPeopleWriteThem(String text, Duration time) {
    assertThat(read("time: " + text).duration("time", Duration.ZERO)).isEqualTo(time);
  }

  @Test
  void aSectionOfCommentsOnlyLeavesTheSettingsBelowIt() {
    YamlMap merged = read("listen:\n  # port: 1\n").over(read("listen: { port: 8443 }\n"));

    assertThat(merged.section("listen").text("port")).contains("8443");
    assertThat(faults.all()).isEmpty();
  }

  @Test
  void unknownKeysAreFaultsWithAGuess() {
    YamlMap map = read("\nadress: x\nzebra: y\n");
    map.text("address");
    map.end();

    assertThat(faults.all())
        .extracting(Fault::toString)
        .containsExactly(
            "f.yaml:2: unknown key \"adress\"; did you mean \"address\"?",
            "f.yaml:3: unknown key \"zebra\"; known here: address");
  }

  @Test
  void aKeyMayStandOnlyOnce() {
    read("a: 1\nb: 2\na: 3\n");
    assertThat(messages()).containsExactly("f.yaml:3: key \"a\" stands here a second time");
  }

  @Test
  void anchorsAndAliasesAreRefused() {
    assertThat(new YamlReader(faults).read("a: &x [1]\nb: *x\n", "f.yaml")).isEmpty();
    assertThat(messages()).isNotEmpty().allMatch(message -> message.contains("alias"));
  }

  @Test
  void brokenYamlIsAFaultWithItsLine() {
    assertThat(new YamlReader(faults).read("a: [1,\nb: }", "f.yaml")).isEmpty();
    assertThat(messages().getFirst()).startsWith("f.yaml:2: not YAML");
  }

  @Test
  void aMissingTextIsAFaultAtTheMap() {
    YamlMap map = read("a: 1\n");
    assertThat(map.requireText("name")).isEmpty();
    assertThat(messages()).containsExactly("f.yaml:1: key \"name\" is missing or empty");
  }

  @Test
  void aSectionOfCommentsOnlyIsASectionThatIsNotThere() {
    YamlMap map = read("tls:\n  # certificate: x\nname: \"\"\n");

    assertThat(map.map("tls")).isEmpty();
    assertThat(map.text("name")).contains("");
    assertThat(faults.all()).isEmpty();
  }

  @Test
  void aMapLaidOverAnotherMergesMapsAndReplacesTheRest() {
    YamlMap base = read("a: { x: 1, y: 2 }\nb: [1, 2]\n");
    YamlMap over = read("a: { y: 3 }\nb: [9]\n");
    YamlMap merged = over.over(base);

    assertThat(merged.section("a").text("x")).isEqualTo(Optional.of("1"));
    assertThat(merged.section("a").text("y")).isEqualTo(Optional.of("3"));
    assertThat(merged.texts("b")).isEqualTo(List.of("9"));
  }

  private YamlMap read(String text) {
    return new YamlReader(faults).read(text, "f.yaml").orElseThrow();
  }

  private List<String> messages() {
    return faults.all().stream().map(Fault::toString).toList();
  }
}
