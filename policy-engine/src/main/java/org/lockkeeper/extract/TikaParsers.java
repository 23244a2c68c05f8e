package org.lockkeeper.extract;

import java.util.List;
import org.apache.tika.config.ServiceLoader;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.AutoDetectParserConfig;
import org.apache.tika.parser.DefaultParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.external.CompositeExternalParser;
import org.apache.tika.parser.external.ExternalParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.ocr.TesseractOCRParser;
import org.apache.tika.parser.pdf.PDFParserConfig;

/**
 * Tika's detector and parsers as this program uses them: in this process, without the network,
 * without other programs. Making them takes hundreds of milliseconds, so it is put off until the
 * first file comes.
 */
final class TikaParsers {

  /** Elements inside one another; beyond it is an attack on the stack, not a document. */
  private static final int MARKUP_DEPTH = 500;

  private final Detector detector;
  private final Parser parser;

  private TikaParsers() {
    // PDFBox writes a list of the machine's fonts into the home folder unless told otherwise.
    if (System.getProperty("pdfbox.fontcache") == null) {
      System.setProperty("pdfbox.fontcache", System.getProperty("java.io.tmpdir", "."));
    }
    var loader = new ServiceLoader(TikaParsers.class.getClassLoader());
    detector = new DefaultDetector(MimeTypes.getDefaultMimeTypes(), loader);
    // These start programs (tesseract, ffmpeg, exiftool) on bytes that a stranger chose.
    List<Class<? extends Parser>> programs =
        List.of(TesseractOCRParser.class, CompositeExternalParser.class, ExternalParser.class);
    var parsers = new DefaultParser(MediaTypeRegistry.getDefaultRegistry(), loader, programs);
    var automatic = new AutoDetectParser(detector, parsers);
    var config = new AutoDetectParserConfig();
    config.setMaximumDepth(MARKUP_DEPTH);
    config.setThrowOnZeroBytes(false);
    automatic.setAutoDetectParserConfig(config);
    parser = automatic;
  }

  /** The one set of parsers of this process, made on first use. */
  static TikaParsers shared() {
    return Holder.PARSERS;
  }

  Detector detector() {
    return detector;
  }

  Parser parser() {
    return parser;
  }

  /** Settings for one reading: everything a person wrote, nothing that needs another program. */
  static ParseContext context() {
    var pdf = new PDFParserConfig();
    pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
    var office = new OfficeParserConfig();
    // Struck-out text still travels inside the file, and macros are text too.
    office.setIncludeDeletedContent(true);
    office.setIncludeMoveFromContent(true);
    office.setExtractMacros(true);
    var context = new ParseContext();
    context.set(PDFParserConfig.class, pdf);
    context.set(OfficeParserConfig.class, office);
    return context;
  }

  private static final class Holder {
    static final TikaParsers PARSERS = new TikaParsers();
  }
}
