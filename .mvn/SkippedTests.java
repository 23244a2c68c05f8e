import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Lists, at the end of a build, which tests were skipped in all modules and why. With the environment
 * variable CI=true a skipped test fails the build: there everything a test needs is installed.
 */
final class SkippedTests {
  public static void main(String[] arguments) throws Exception {
    List<String> skipped = new ArrayList<>();
    for (Path report : reports(Path.of(arguments[0]))) {
      var suite = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(report.toFile());
      var marks = suite.getElementsByTagName("skipped");
      for (int at = 0; at < marks.getLength(); at++) {
        Element mark = (Element) marks.item(at);
        Element test = (Element) mark.getParentNode();
        String why = mark.getAttribute("message");
        skipped.add(
            "  " + test.getAttribute("classname") + "." + test.getAttribute("name") + ": "
                + (why.isBlank() ? mark.getTextContent().strip().lines().findFirst().orElse("no reason given") : why));
      }
    }
    if (skipped.isEmpty()) {
      System.out.println("No test was skipped.");
      return;
    }
    System.out.println("Skipped tests: " + skipped.size());
    skipped.stream().sorted().forEach(System.out::println);
    if ("true".equals(System.getenv("CI"))) {
      System.err.println("In CI a skipped test fails the build: install what the lines above name.");
      System.exit(1);
    }
  }

  private static List<Path> reports(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> modules = Files.list(root)) {
      for (Path folder : modules.map(module -> module.resolve("target/surefire-reports")).filter(Files::isDirectory).toList()) {
        try (Stream<Path> files = Files.list(folder)) {
          files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml")).forEach(found::add);
        }
      }
    }
    return found;
  }
}
