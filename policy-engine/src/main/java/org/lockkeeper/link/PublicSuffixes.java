package org.lockkeeper.link;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.lockkeeper.match.DomainNames;

/**
 * What stands at the end of domain names: the top-level domains of IANA's list, and under which
 * second-level names strangers register. The latter is a compact rule of our own (names such as
 * {@code co} and {@code gov} under two-letter countries, and well-known hosting domains), not the
 * Public Suffix List: it only decides which label is the registered one.
 */
final class PublicSuffixes {

  private static final Set<String> TOP = words("top-level-domains.txt");

  /** Not in the root zone: for documents (RFC 6761 §6.5), and for hidden services (RFC 7686). */
  private static final Set<String> SPECIAL_USE = Set.of("example", "onion");

  /** File endings that are top-level domains as well: a bare word with one is a file name. */
  private static final Set<String> FILE_ENDINGS =
      Set.of(
          """
          md py sh rs pl zip mov so cc ps ml mm pm java app bz cab cat gdn inc lib mo ms ph st \
          vi"""
              .split(" "));

  /** Names of registries' second levels, under two-letter countries. */
  private static final Set<String> REGISTRY_NAMES =
      Set.of(
          """
          ac asso biz co com edu firm gen gob gouv gov gv go id ind info int k12 ltd mil name \
          ne net nhs nom or org plc police presse pro sch web"""
              .split(" "));

  private static final Set<String> SHARED_HOSTING = words("shared-hosting.txt");

  private PublicSuffixes() {}

  /** Whether a label, in ASCII or not, is a top-level domain. */
  static boolean top(String label) {
    return DomainNames.toAscii(label)
        .filter(top -> TOP.contains(top) || SPECIAL_USE.contains(top))
        .isPresent();
  }

  /** Whether a top-level domain is more often the ending of a file. */
  static boolean fileEnding(String label) {
    return FILE_ENDINGS.contains(label);
  }

  /** The registered domain of a canonical host: one label and its suffix; the host if it is one. */
  static String registered(String host) {
    int labels = 1 + suffixLabels(host);
    int dot = host.length();
    for (int at = 0; at < labels && dot >= 0; at++) {
      dot = host.lastIndexOf('.', dot - 1);
      if (dot < 0) {
        return host;
      }
    }
    return host.substring(dot + 1);
  }

  private static int suffixLabels(String host) {
    for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
      String tail = host.substring(dot + 1);
      if (SHARED_HOSTING.contains(tail)) {
        return (int) tail.chars().filter(unit -> unit == '.').count() + 1;
      }
    }
    int last = host.lastIndexOf('.');
    int second = last < 0 ? -1 : host.lastIndexOf('.', last - 1);
    boolean country = host.length() - last - 1 == 2;
    return country && second >= 0 && REGISTRY_NAMES.contains(host.substring(second + 1, last))
        ? 2
        : 1;
  }

  private static Set<String> words(String resource) {
    try (InputStream in = PublicSuffixes.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("this program lacks its file " + resource);
      }
      Set<String> words = new HashSet<>();
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          words.addAll(Set.of(line.split(" ")));
        }
      }
      return Set.copyOf(words);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
