package org.lockkeeper.extract;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaMemoryLimitException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.Office;
import org.apache.tika.metadata.Property;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.EmptyParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.BodyContentHandler;
import org.lockkeeper.extract.Extracted.Status;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** One reading of one file, and of the files inside it, on one thread. */
final class TikaReading implements EmbeddedDocumentExtractor {

  /** Where documents keep words that stand on no page. */
  private static final List<Property> WORDS_BESIDE_THE_TEXT =
      List.of(
          TikaCoreProperties.TITLE,
          TikaCoreProperties.SUBJECT,
          TikaCoreProperties.DESCRIPTION,
          TikaCoreProperties.COMMENTS,
          Office.KEYWORDS);

  /** Where parsers say that they went on without a part. */
  private static final List<Property> PARTS_MISSED =
      List.of(
          TikaCoreProperties.CONTAINER_EXCEPTION,
          TikaCoreProperties.EMBEDDED_EXCEPTION,
          TikaCoreProperties.EMBEDDED_BYTES_EXCEPTION,
          TikaCoreProperties.TIKA_META_EXCEPTION_WARNING,
          TikaCoreProperties.TIKA_META_EXCEPTION_EMBEDDED_STREAM);

  /** Kinds that carry no text even when no parser knows the one at hand. */
  private static final Set<String> TEXTLESS = Set.of("image", "audio", "video", "font");

  private final ExtractLimits limits;
  private final Gathered gathered;
  private final TikaParsers parsers = TikaParsers.shared();
  private final ParseContext context = TikaParsers.context();
  private int depth;

  TikaReading(ExtractLimits limits, Gathered gathered) {
    this.limits = limits;
    this.gathered = gathered;
    context.set(EmbeddedDocumentExtractor.class, this);
    context.set(Parser.class, parsers.parser());
  }

  /** Reads the file; what goes wrong is noted, never thrown. */
  void read(String name, byte[] content) {
    var metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
    try (TikaInputStream in = TikaInputStream.get(content, metadata)) {
      parse(in, metadata, Optional.of(gathered));
    } catch (IOException | SAXException | RuntimeException failed) {
      gathered.fault(status(failed));
    }
  }

  @Override
  public boolean shouldParseEmbedded(Metadata metadata) {
    return true;
  }

  @Override
  public void parseEmbedded(
      InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
      throws SAXException, IOException {
    gathered.embedded(nameOf(metadata));
    if (depth >= limits.depth()) {
      // Only this branch ends: what stands beside it is still read.
      gathered.fault(Status.LIMIT);
      return;
    }
    depth++;
    try {
      gathered.text("\n");
      // Closed by whoever opened it: archives go on to the next entry.
      TikaInputStream in = TikaInputStream.get(new Unpacked(stream, gathered));
      parse(in, metadata, Optional.empty());
    } finally {
      depth--;
    }
  }

  private void parse(TikaInputStream in, Metadata metadata, Optional<Gathered> outermost)
      throws IOException, SAXException {
    if (in.peek(new byte[1]) < 1) {
      return;
    }
    trustBytes(in, metadata, outermost);
    try {
      parsers.parser().parse(in, new BodyContentHandler(new Words(gathered)), metadata, context);
      note(metadata);
    } catch (EncryptedDocumentException locked) {
      gathered.fault(Status.ENCRYPTED);
    } catch (LimitReachedException ended) {
      throw ended;
    } catch (Exception | StackOverflowError | OutOfMemoryError failed) {
      // Parsers meet a stranger's bytes: whatever they throw is a finding about those bytes.
      gathered.fault(status(failed));
      gathered.going();
    }
    for (Property place : WORDS_BESIDE_THE_TEXT) {
      for (String words : metadata.getValues(place)) {
        gathered.text("\n" + words);
      }
    }
  }

  /** Name and claimed type help among kinds the bytes allow; alone they prove nothing. */
  private void trustBytes(TikaInputStream in, Metadata metadata, Optional<Gathered> outermost)
      throws IOException {
    MediaType found = parsers.detector().detect(in, new Metadata());
    if (found.equals(MediaType.OCTET_STREAM)) {
      metadata.remove(TikaCoreProperties.RESOURCE_NAME_KEY);
      metadata.remove(Metadata.CONTENT_TYPE);
    }
    if (outermost.isPresent()) {
      MediaType narrowed = parsers.detector().detect(in, metadata);
      outermost.get().type(narrowed.getBaseType().toString());
    }
  }

  private void note(Metadata metadata) {
    for (Property missed : PARTS_MISSED) {
      if (metadata.get(missed) != null) {
        gathered.fault(Status.ERROR);
      }
    }
    boolean unread =
        List.of(metadata.getValues(TikaCoreProperties.TIKA_PARSED_BY))
            .contains(EmptyParser.class.getName());
    if (unread && typeOf(metadata).filter(type -> TEXTLESS.contains(kind(type))).isEmpty()) {
      gathered.fault(Status.ERROR);
    }
  }

  private static Status status(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof EncryptedDocumentException
          || cause instanceof org.apache.poi.EncryptedDocumentException) {
        return Status.ENCRYPTED;
      }
      if (cause instanceof LimitReachedException
          || cause instanceof TikaMemoryLimitException
          || cause instanceof VirtualMachineError
          || String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("zip bomb")) {
        return Status.LIMIT;
      }
    }
    return Status.ERROR;
  }

  private static Optional<String> typeOf(Metadata metadata) {
    return Optional.ofNullable(MediaType.parse(metadata.get(Metadata.CONTENT_TYPE)))
        .map(type -> type.getBaseType().toString());
  }

  private static String kind(String type) {
    return type.substring(0, type.indexOf('/'));
  }

  private static String nameOf(Metadata metadata) {
    String name = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
    if (name != null && !name.isBlank()) {
      return name;
    }
    return typeOf(metadata).orElse("unnamed");
  }

  /** Text events into the gathered text. */
  private static final class Words extends DefaultHandler {
    private final Gathered gathered;

    Words(Gathered gathered) {
      this.gathered = gathered;
    }

    @Override
    public void characters(char[] text, int start, int length) throws SAXException {
      try {
        gathered.text(text, start, length);
      } catch (LimitReachedException ended) {
        throw new SAXException(ended);
      }
    }

    @Override
    public void ignorableWhitespace(char[] text, int start, int length) throws SAXException {
      characters(text, start, length);
    }
  }

  /** Counts what comes out of an archive or a container while it is read. */
  private static final class Unpacked extends FilterInputStream {
    private final Gathered gathered;

    Unpacked(InputStream in, Gathered gathered) {
      super(in);
      this.gathered = gathered;
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      gathered.unpacked(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] into, int start, int length) throws IOException {
      int count = super.read(into, start, length);
      gathered.unpacked(Math.max(0, count));
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = super.skip(count);
      gathered.unpacked(skipped);
      return skipped;
    }
  }
}
