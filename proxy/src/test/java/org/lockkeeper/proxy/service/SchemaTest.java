package org.lockkeeper.proxy.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.yaml.FaultyFileException;

/** The schema for editors knows the keys that the reader knows. */
class SchemaTest {

  @Test
  void schema_and_reader_know_the_same_keys_of_an_operation(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("chat.yaml");
    Files.writeString(file, "operations:\n  - zzzzzzzz: x\n");

    String known = "";
    try {
      ServiceReader.read(file);
    } catch (FaultyFileException faulty) {
      known =
          faulty.faults().stream()
              .map(fault -> fault.message())
              .filter(message -> message.startsWith("unknown key \"zzzzzzzz\""))
              .findFirst()
              .orElse("");
    }

    Set<String> keys =
        new TreeSet<>(List.of(known.substring(known.indexOf("here: ") + 6).split(", ", -1)));
    assertThat(propertiesOf("operation")).isEqualTo(keys);
  }

  private static Set<String> propertiesOf(String definition) throws IOException {
    Set<String> names = new HashSet<>();
    Path schema = Shipped.root().resolve("conf/services/schema.json");
    try (JsonParser parser = new JsonFactory().createParser(Files.readString(schema))) {
      while (parser.nextToken() != null) {
        String path = parser.getParsingContext().pathAsPointer().toString();
        String parent = "/$defs/" + definition + "/properties/";
        if (parser.currentToken() == JsonToken.FIELD_NAME
            && path.startsWith(parent)
            && path.indexOf('/', parent.length()) < 0) {
          names.add(parser.currentName());
        }
      }
    }
    return new TreeSet<>(names);
  }
}
