package org.lockkeeper.policy.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.lockkeeper.detect.Finding;

/**
 * Runs every detector over real chat and prints each finding of a category: {@code RULES CATEGORY
 * CORPUS…}. A line is message id, detector, confidence, span and, for whoever judges, the text
 * around it. The corpus is one JSON object a line with {@code id} and {@code text}, gzip.
 */
final class DetectorMeasure {

  private static final int AROUND = 60;

  private DetectorMeasure() {}

  public static void main(String[] arguments) throws IOException {
    RuleSet rules = RuleSet.compile(Path.of(arguments[0]));
    Finding.Category category = Finding.Category.valueOf(arguments[1]);
    Map<String, Integer> counts = new TreeMap<>();
    long messages = 0;
    for (int at = 2; at < arguments.length; at++) {
      try (BufferedReader lines = lines(Path.of(arguments[at]))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          Map<String, String> message = fields(line);
          print(
              message.getOrDefault("id", ""),
              message.getOrDefault("text", ""),
              rules,
              category,
              counts);
          messages++;
        }
      }
    }
    System.out.println(messages + " messages " + counts);
  }

  private static void print(
      String id,
      String text,
      RuleSet rules,
      Finding.Category category,
      Map<String, Integer> counts) {
    for (Finding found : rules.detect(TestReader.post(text)).findings()) {
      if (found.category() == category) {
        counts.merge(found.detector() + " " + found.confidence(), 1, Integer::sum);
        String before = text.substring(Math.max(0, found.start() - AROUND), found.start());
        String value = text.substring(found.start(), found.end());
        String after = text.substring(found.end(), Math.min(text.length(), found.end() + AROUND));
        System.out.println(
            id
                + "\t"
                + found.detector()
                + "\t"
                + found.confidence()
                + "\t"
                + (before + "⟦" + value + "⟧" + after).replaceAll("\\s+", " "));
      }
    }
  }

  private static Map<String, String> fields(String line) throws IOException {
    Map<String, String> fields = new TreeMap<>();
    try (JsonParser parser = JSON.createParser(line)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          fields.put(parser.currentName(), parser.getText());
        }
      }
    }
    return fields;
  }

  private static BufferedReader lines(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
  }

  private static final JsonFactory JSON = new JsonFactory();
}
