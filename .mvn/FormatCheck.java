import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks (or, with {@code write}, mends) that every Java file under a folder is in google-java-format.
 * Run by the build on JDK 25; {@code mvn -q -N process-sources -Dformat=write} mends.
 */
final class FormatCheck {
  public static void main(String[] arguments) throws IOException {
    boolean write = arguments[0].equals("write");
    Path root = Path.of(arguments[1]);
    if (!Files.isDirectory(root)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(root)) {
      files = walk.filter(FormatCheck::isOurs).sorted().toList();
    }
    boolean clean = true;
    for (Path file : files) {
      clean &= format(file, write);
    }
    if (!clean) {
      System.err.println("Mend with: mvn -q -N process-sources -Dformat=write");
      System.exit(1);
    }
  }

  private static boolean isOurs(Path file) {
    String path = file.toString();
    return path.endsWith(".java") && path.contains("/src/") && !path.contains("/target/");
  }

  private static boolean format(Path file, boolean write) throws IOException {
    String source = Files.readString(file);
    String formatted;
    try {
      String imports =
          RemoveUnusedImports.removeUnusedImports(
              ImportOrderer.reorderImports(source, JavaFormatterOptions.Style.GOOGLE));
      formatted = new Formatter().formatSource(imports);
    } catch (FormatterException broken) {
      System.err.println(file + ": " + broken.getMessage());
      return false;
    }
    if (formatted.equals(source)) {
      return true;
    }
    if (write) {
      Files.writeString(file, formatted);
      return true;
    }
    System.err.println(file + ": not in google-java-format");
    return false;
  }
}
