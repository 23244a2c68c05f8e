package org.lockkeeper.extract;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockkeeper.extract.Extracted.Status;

class TikaExtractorTest {

  private static final String WORDS = "the quarterly figures are not public yet";

  private final TikaExtractor extractor = new TikaExtractor(ExtractLimits.DEFAULT);

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void textIsReadOutOf(String name, String type, byte[] file) {
    Extracted read = extract(name, file);

    assertThat(read.status()).isEqualTo(Status.EXTRACTED);
    assertThat(read.text()).contains(WORDS);
    assertThat(read.type()).isEqualTo(type);
  }

  static Stream<Arguments> textIsReadOutOf() throws IOException {
    String office = "application/vnd.openxmlformats-officedocument.";
    return Stream.of(
        arguments("a.docx", office + "wordprocessingml.document", SampleFiles.docx(WORDS)),
        arguments("a.xlsx", office + "spreadsheetml.sheet", SampleFiles.xlsx(WORDS)),
        arguments("a.pptx", office + "presentationml.presentation", SampleFiles.pptx(WORDS)),
        arguments("a.odt", "application/vnd.oasis.opendocument.text", SampleFiles.odt(WORDS)),
        arguments("a.pdf", "application/pdf", SampleFiles.pdf(WORDS)),
        arguments("a.eml", "message/rfc822", SampleFiles.eml(WORDS, "b.txt", "other")),
        arguments("a.html", "text/html", SampleFiles.html(WORDS)),
        arguments("a.rtf", "application/rtf", SampleFiles.rtf(WORDS)),
        arguments("a.csv", "text/csv", ("one," + WORDS + "\n").repeat(9).getBytes(UTF_8)),
        arguments("a.txt", "text/plain", WORDS.getBytes(UTF_8)),
        arguments("b.txt", "text/plain", WORDS.getBytes(UTF_16)),
        arguments("a.zip", "application/zip", SampleFiles.zip("b.txt", WORDS.getBytes(UTF_8))),
        arguments("a.gz", "application/gzip", SampleFiles.gzip(WORDS.getBytes(UTF_8))));
  }

  @Test
  void theTypeComesFromTheBytesWhateverTheNameClaims() throws IOException {
    Extracted read = extract("holiday.png", SampleFiles.docx(WORDS));

    assertThat(read.type()).endsWith("wordprocessingml.document");
    assertThat(read.text()).contains(WORDS);
  }

  @Test
  void unknownBytesNamedAsAPictureAreNotTakenForOne() {
    byte[] noise = new byte[4096];
    new Random(7).nextBytes(noise);

    Extracted read = extract("holiday.png", noise);

    assertThat(read.type()).isEqualTo("application/octet-stream");
    assertThat(read.status()).isEqualTo(Status.ERROR);
  }

  @Test
  void textInFilesInsideAnArchiveIsReadAndTheirNamesAreListed() throws IOException {
    byte[] file =
        SampleFiles.zip(
            Map.of(
                "a.docx", SampleFiles.docx("first words"),
                "b.zip", SampleFiles.zip("c.txt", "second words".getBytes(UTF_8))));

    Extracted read = extract("all.zip", file);

    assertThat(read.status()).isEqualTo(Status.EXTRACTED);
    assertThat(read.text()).contains("first words").contains("second words");
    assertThat(read.embedded()).containsExactly("a.docx", "b.zip", "c.txt");
  }

  @Test
  void theAttachmentOfAMailIsReadWithIt() {
    Extracted read = extract("m.eml", SampleFiles.eml("see the file", "plan.txt", WORDS));

    assertThat(read.text()).contains("see the file").contains(WORDS);
    assertThat(read.embedded()).contains("plan.txt");
  }

  @Test
  void wordsBesideTheTextAreReadToo() {
    assertThat(extract("a.html", SampleFiles.html("body")).text()).contains("page");
  }

  @Test
  void aPictureHoldsNoText() throws IOException {
    Extracted read = extract("a.png", SampleFiles.png());

    assertThat(read.status()).isEqualTo(Status.NO_TEXT);
    assertThat(read.type()).isEqualTo("image/png");
  }

  @Test
  void anEmptyFileHoldsNoText() {
    assertThat(extract("a.txt", new byte[0]).status()).isEqualTo(Status.NO_TEXT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void whatIsLockedIsSaidToBeLocked(String name, byte[] file) {
    assertThat(extract(name, file).status()).isEqualTo(Status.ENCRYPTED);
  }

  static Stream<Arguments> whatIsLockedIsSaidToBeLocked() throws Exception {
    byte[] lockedPdf = SampleFiles.lockedPdf(WORDS);
    return Stream.of(
        arguments("locked.pdf", lockedPdf),
        arguments("locked.docx", SampleFiles.lockedDocx(WORDS)),
        arguments("locked.zip", SampleFiles.lockedZip()),
        arguments("holds a locked pdf.zip", SampleFiles.zip("a.pdf", lockedPdf)),
        arguments("holds a locked zip.zip", SampleFiles.zip("a.zip", SampleFiles.lockedZip())));
  }

  @Test
  void textBesideALockedPartIsKept() {
    byte[] file =
        SampleFiles.zip(Map.of("a.zip", SampleFiles.lockedZip(), "b.txt", WORDS.getBytes(UTF_8)));

    Extracted read = extract("a.zip", file);

    assertThat(read.status()).isEqualTo(Status.ENCRYPTED);
    assertThat(read.text()).contains(WORDS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void halfAFileIsNeverCalledReadWhole(String name, byte[] file) {
    Extracted read = extract(name, Arrays.copyOf(file, file.length / 2));

    assertThat(read.status()).isEqualTo(Status.ERROR);
  }

  static Stream<Arguments> halfAFileIsNeverCalledReadWhole() throws IOException {
    return Stream.of(
        arguments("a.docx", SampleFiles.docx(WORDS)),
        arguments("a.xlsx", SampleFiles.xlsx(WORDS)),
        arguments("a.pdf", SampleFiles.pdf(WORDS)),
        arguments("a.gz", SampleFiles.gzip(WORDS.repeat(50).getBytes(UTF_8))),
        arguments("a.zip", SampleFiles.zip("b.txt", randomText(2_000))));
  }

  @Test
  void anArchiveThatHoldsItselfHasAnEnd() {
    // Forty gzip layers stand for the quine, whose layers never end.
    byte[] layers = WORDS.getBytes(UTF_8);
    for (int layer = 0; layer < 40; layer++) {
      layers = SampleFiles.gzip(layers);
    }

    assertThat(extract("quine.gz", layers).status()).isEqualTo(Status.LIMIT);
  }

  @Test
  void anArchiveDeeperThanTheLimitEndsAtTheLimit() {
    byte[] atTheLimit = SampleFiles.nested(WORDS.getBytes(UTF_8), ExtractLimits.DEFAULT.depth());

    assertThat(extract("a.zip", atTheLimit).status()).isEqualTo(Status.EXTRACTED);
    assertThat(extract("a.zip", SampleFiles.zip("one-more.zip", atTheLimit)).status())
        .isEqualTo(Status.LIMIT);
  }

  @Test
  void aBombIsNotUnpacked() {
    byte[] letters = new byte[100 << 20];
    Arrays.fill(letters, (byte) 'a');
    byte[] bomb = SampleFiles.gzip(SampleFiles.gzip(letters));

    assertThat(bomb.length).isLessThan(10_000);
    assertThat(extract("a.gz", bomb).status()).isEqualTo(Status.LIMIT);
  }

  @Test
  void aDocumentThatUnpacksToABombIsCutAtTheLimit() throws IOException {
    byte[] bomb = SampleFiles.docxBomb(30 << 20);

    Extracted read = extract("a.docx", bomb);

    assertThat(bomb.length).isLessThan(100_000);
    assertThat(read.status()).isEqualTo(Status.LIMIT);
    assertThat(read.text().length()).isLessThanOrEqualTo(ExtractLimits.DEFAULT.characters());
  }

  @Test
  void entitiesAreNotMultiplied() {
    Extracted read = extract("a.xml", SampleFiles.billionLaughs());

    assertThat(read.status()).isIn(Status.LIMIT, Status.ERROR);
    assertThat(read.text().length()).isLessThan(1_000_000);
  }

  @Test
  void aFileOfThisMachineIsNotReadThroughAnEntity(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "not for you");
    String xml =
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"%s\">]><x>hello &e;</x>"
            .formatted(secret.toUri());

    assertThat(extract("a.xml", xml.getBytes(UTF_8)).text()).doesNotContain("not for you");
  }

  @Test
  void markupDeeperThanAnyStackIsNoProblem() {
    byte[] html = ("<div>".repeat(100_000) + WORDS).getBytes(UTF_8);

    Extracted read = extract("a.html", html);

    assertThat(read.status()).isEqualTo(Status.EXTRACTED);
    assertThat(read.text()).contains(WORDS);
  }

  @Test
  void aFileLongerThanTheLimitIsReadUpToIt() {
    var limits = limits(64, 1_000, 100);

    Extracted read = new TikaExtractor(limits).extract("a.txt", stream(WORDS.repeat(10)));

    assertThat(read.status()).isEqualTo(Status.LIMIT);
    assertThat(read.text()).startsWith(WORDS);
  }

  @Test
  void textLongerThanTheLimitIsKeptUpToIt() {
    var limits = limits(1 << 20, 100, 100);

    Extracted read = new TikaExtractor(limits).extract("a.txt", stream(WORDS.repeat(10)));

    assertThat(read.status()).isEqualTo(Status.LIMIT);
    assertThat(read.text()).hasSize(100).startsWith(WORDS);
  }

  @Test
  void moreFilesInsideThanTheLimitAreNotRead() {
    var limits = limits(1 << 20, 100_000, 2);
    byte[] file =
        SampleFiles.zip(
            Map.of("a", "one".getBytes(UTF_8), "b", "two".getBytes(UTF_8), "c", new byte[] {65}));

    Extracted read = new TikaExtractor(limits).extract("a.zip", new ByteArrayInputStream(file));

    assertThat(read.status()).isEqualTo(Status.LIMIT);
    assertThat(read.embedded()).containsExactly("a", "b");
  }

  @Test
  void aStreamThatFailsIsAnError() {
    var broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the disk is gone");
          }
        };

    assertThat(extractor.extract("a.txt", broken).status()).isEqualTo(Status.ERROR);
  }

  private Extracted extract(String name, byte[] file) {
    return extractor.extract(name, new ByteArrayInputStream(file));
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static byte[] randomText(int length) {
    return new Random(3)
        .ints(length, 'a', 'z')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .getBytes(UTF_8);
  }

  private static ExtractLimits limits(int bytes, int characters, int embedded) {
    var usual = ExtractLimits.DEFAULT;
    return new ExtractLimits(
        bytes,
        usual.time(),
        usual.depth(),
        embedded,
        characters,
        usual.unpackedRatio(),
        usual.unpackedBytes(),
        usual.workers());
  }
}
