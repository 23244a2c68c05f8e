package org.lockkeeper.proxy.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.lockkeeper.proxy.service.FieldTree.Node;

/**
 * Reads the values of interest out of a JSON body (RFC 8259) in one pass, with their exact byte
 * spans. Stricter than most services, because two readers who disagree about a body are a way
 * around the gateway: no byte order mark, no other encoding than UTF-8, no name twice in an object,
 * nothing after the object, no text that is not a string.
 */
final class JsonFields {

  /** Deeper nesting than any service's messages have; a limit against stack and time attacks. */
  private static final int DEEPEST = 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final FieldTree tree;
  private final JsonParser parser;
  private final List<Field> found = new ArrayList<>();

  private JsonFields(FieldTree tree, JsonParser parser) {
    this.tree = tree;
    this.parser = parser;
  }

  /** The fields of a body that must be one object. */
  static List<Field> read(byte[] body, FieldTree tree) throws UnreadableException {
    StrictUtf8.check(body);
    // Jackson takes these as marks of another encoding; in JSON they are faults.
    if (body.length > 1 && (body[0] == 0 || body[1] == 0 || body[0] == (byte) 0xEF)) {
      throw new UnreadableException("the body is not plain UTF-8 JSON");
    }
    try (JsonParser parser = FACTORY.createParser(body)) {
      JsonFields fields = new JsonFields(tree, parser);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UnreadableException("the body is no JSON object");
      }
      fields.object(tree.root(), "");
      if (parser.nextToken() != null) {
        throw new UnreadableException("something stands after the JSON object");
      }
      return fields.found;
    } catch (IOException broken) {
      // Its message may quote the body.
      throw new UnreadableException("the body is not well-formed JSON");
    }
  }

  private void object(Node node, String pointer) throws IOException, UnreadableException {
    long seen = 0;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Node child = node.child(tree.name(name));
      JsonToken token = parser.nextToken();
      if ((seen & child.bit()) != 0) {
        throw new UnreadableException("a name stands twice in one JSON object");
      }
      seen |= child.bit();
      value(child, pointer + "/" + child.segmentFor(name), token);
    }
  }

  private void array(Node node, String pointer) throws IOException, UnreadableException {
    int index = 0;
    JsonToken token;
    while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
      value(node.element(), pointer + "/" + index++, token);
    }
  }

  private void value(Node node, String pointer, JsonToken token)
      throws IOException, UnreadableException {
    if (node == FieldTree.NOWHERE) {
      parser.skipChildren();
      return;
    }
    switch (token) {
      case START_OBJECT -> {
        refuseStructure(node);
        object(node, pointer);
      }
      case START_ARRAY -> {
        refuseStructure(node);
        if (node.leadsToText() && node.element() == FieldTree.NOWHERE) {
          throw new UnreadableException("a list stands where a map belongs");
        }
        array(node, pointer);
      }
      case VALUE_STRING -> string(node, pointer);
      case VALUE_NULL -> {}
      default -> scalar(node, pointer);
    }
  }

  private void string(Node node, String pointer) throws IOException, UnreadableException {
    if (node.roles() == 0) {
      refuseScalar(node);
      return;
    }
    int start = (int) parser.currentTokenLocation().getByteOffset();
    String text = parser.getText();
    int end = (int) parser.currentLocation().getByteOffset();
    found.add(new Field(pointer, node.roles(), text, Field.Writing.JSON, start, end));
  }

  /** A number or a truth value: fine for an id; a text only where the service takes it as one. */
  private void scalar(Node node, String pointer) throws IOException, UnreadableException {
    if (node.roles() == 0) {
      refuseScalar(node);
      return;
    }
    if (Role.TEXT.in(node.roles()) && !tree.numbersAsTexts()) {
      throw new UnreadableException("a text is not written as a JSON string");
    }
    found.add(new Field(pointer, node.roles(), parser.getText(), Field.Writing.FIXED, 0, 0));
  }

  private static void refuseStructure(Node node) throws UnreadableException {
    if (node.roles() != 0 && node.isLeaf()) {
      throw new UnreadableException("a list or map stands where a single value belongs");
    }
  }

  private static void refuseScalar(Node node) throws UnreadableException {
    if (node.leadsToText()) {
      throw new UnreadableException("a single value stands where a list or map belongs");
    }
  }
}
