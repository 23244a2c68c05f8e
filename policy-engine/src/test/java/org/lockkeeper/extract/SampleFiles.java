package org.lockkeeper.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Files of many kinds, made at run time so that none stands in the repository. */
final class SampleFiles {

  private static final String PASSWORD = "open " + "sesame";

  private SampleFiles() {}

  static byte[] docx(String text) throws IOException {
    try (var document = new XWPFDocument();
        var out = new ByteArrayOutputStream()) {
      document.createParagraph().createRun().setText(text);
      document.write(out);
      return out.toByteArray();
    }
  }

  static byte[] xlsx(String text) throws IOException {
    try (var book = new XSSFWorkbook();
        var out = new ByteArrayOutputStream()) {
      book.createSheet("sheet").createRow(0).createCell(0).setCellValue(text);
      book.write(out);
      return out.toByteArray();
    }
  }

  static byte[] pptx(String text) throws IOException {
    try (var show = new XMLSlideShow();
        var out = new ByteArrayOutputStream()) {
      show.createSlide().createTextBox().setText(text);
      show.write(out);
      return out.toByteArray();
    }
  }

  static byte[] odt(String text) {
    return zip(
        Map.of(
            "mimetype",
            "application/vnd.oasis.opendocument.text".getBytes(UTF_8),
            "content.xml",
            ("<?xml version=\"1.0\"?><office:document-content"
                    + " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
                    + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">"
                    + "<office:body><office:text><text:p>"
                    + text
                    + "</text:p></office:text></office:body></office:document-content>")
                .getBytes(UTF_8)));
  }

  static byte[] pdf(String text) throws IOException {
    try (var document = pdfDocument(text)) {
      return bytes(document);
    }
  }

  static byte[] lockedPdf(String text) throws IOException {
    try (var document = pdfDocument(text)) {
      document.protect(new StandardProtectionPolicy("owner", PASSWORD, new AccessPermission()));
      return bytes(document);
    }
  }

  private static PDDocument pdfDocument(String text) throws IOException {
    var document = new PDDocument();
    var page = new PDPage();
    document.addPage(page);
    try (var stream = new PDPageContentStream(document, page)) {
      stream.beginText();
      stream.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
      stream.newLineAtOffset(50, 700);
      stream.showText(text);
      stream.endText();
    }
    return document;
  }

  private static byte[] bytes(PDDocument document) throws IOException {
    var out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }

  static byte[] lockedDocx(String text) throws Exception {
    try (var files = new POIFSFileSystem();
        var out = new ByteArrayOutputStream()) {
      Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword(PASSWORD);
      try (OutputStream locked = encryptor.getDataStream(files)) {
        locked.write(docx(text));
      }
      files.writeFilesystem(out);
      return out.toByteArray();
    }
  }

  static byte[] eml(String text, String attachmentName, String attachment) {
    return ("From: ann@example.org\r\nTo: bob@example.org\r\nSubject: minutes\r\n"
            + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=cut\r\n\r\n"
            + "--cut\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
            + text
            + "\r\n--cut\r\nContent-Type: text/plain\r\n"
            + "Content-Disposition: attachment; filename=\""
            + attachmentName
            + "\"\r\n\r\n"
            + attachment
            + "\r\n--cut--\r\n")
        .getBytes(UTF_8);
  }

  static byte[] html(String text) {
    return ("<!DOCTYPE html><html><head><title>page</title></head><body><p>"
            + text
            + "</p></body></html>")
        .getBytes(UTF_8);
  }

  static byte[] rtf(String text) {
    return ("{\\rtf1\\ansi{\\fonttbl\\f0\\fswiss Helvetica;}\\f0\\pard " + text + "\\par}")
        .getBytes(ISO_8859_1);
  }

  static byte[] png() throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }

  static byte[] zip(String name, byte[] content) {
    return zip(Map.of(name, content));
  }

  static byte[] zip(Map<String, byte[]> entries) {
    try (var out = new ByteArrayOutputStream();
        var zip = new ZipOutputStream(out)) {
      // The type comes first where there is one: OpenDocument 1.3 part 2 §3.3.
      for (String name : entries.keySet().stream().sorted(SampleFiles::typeFirst).toList()) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(entries.get(name));
        zip.closeEntry();
      }
      zip.finish();
      return out.toByteArray();
    } catch (IOException impossible) {
      throw new AssertionError("memory does not fail", impossible);
    }
  }

  private static int typeFirst(String one, String other) {
    if (one.equals("mimetype") || other.equals("mimetype")) {
      return one.equals("mimetype") ? -1 : 1;
    }
    return one.compareTo(other);
  }

  /** A zip whose one entry claims the traditional encryption of APPNOTE.TXT 4.4.4, bit 0. */
  static byte[] lockedZip() {
    byte[] zip = zip("secret.txt", "no one reads this".getBytes(UTF_8));
    zip[6] |= 1; // general purpose flags of the local header
    for (int at = 0; at < zip.length - 4; at++) {
      if (zip[at] == 'P' && zip[at + 1] == 'K' && zip[at + 2] == 1 && zip[at + 3] == 2) {
        zip[at + 8] |= 1; // and of the central directory
      }
    }
    return zip;
  }

  static byte[] gzip(byte[] content) {
    try (var out = new ByteArrayOutputStream();
        var gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
      gzip.finish();
      return out.toByteArray();
    } catch (IOException impossible) {
      throw new AssertionError("memory does not fail", impossible);
    }
  }

  /** Wraps again and again, each archive the only entry of the next. */
  static byte[] nested(byte[] innermost, int times) {
    byte[] content = innermost;
    for (int level = 0; level < times; level++) {
      content = zip(level == 0 ? "innermost.txt" : "level" + level + ".zip", content);
    }
    return content;
  }

  /** A document with one word of that many letters, which packs to a thousandth. */
  static byte[] docxBomb(int letters) throws IOException {
    return docx("a".repeat(letters));
  }

  /** Entities that double thirty times. */
  static byte[] billionLaughs() {
    var xml = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a0 \"ha\">");
    for (int level = 1; level <= 30; level++) {
      xml.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(level, level - 1, level - 1));
    }
    return xml.append("]><x>&a30;</x>").toString().getBytes(UTF_8);
  }
}
