package org.lockkeeper.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lockkeeper.match.Ascii;

/** Reads the lines of one list. A header may say how those after it are to be read. */
final class ListLines {

  private static final int FEWEST_BYTES = 4;
  private static final int HEX = 16;

  /** Filter options that do not narrow a rule to some pages: what is blocked is bad everywhere. */
  private static final Set<String> WIDE =
      Set.of("all", "document", "doc", "important", "popup", "third-party", "3p", "network");

  private final ListFormat format;

  /** Of a CSV list: which field is the URL; -1 until the header says. */
  private int column = -1;

  /** Of a zone: the name that every name in it ends with. */
  private String origin = "";

  ListLines(ListFormat format) {
    this.format = format;
  }

  ListLine read(String line) {
    String text = line.strip();
    if (text.isEmpty()) {
      return ListLine.BLANK;
    }
    return switch (format) {
      case HOSTS -> hosts(text);
      case DOMAINS, FOLDERS -> uncommented(text, ListLines::domain);
      case ADBLOCK -> adblock(text);
      case URLS -> uncommented(text, ListLines::url);
      case CSV -> csv(text);
      case HASHES -> uncommented(text, ListLines::hash);
      case RPZ -> zone(text);
    };
  }

  private static ListLine uncommented(String text, Function<String, ListLine> reading) {
    return text.charAt(0) == '#' || text.charAt(0) == ';' ? ListLine.BLANK : reading.apply(text);
  }

  private static ListLine hosts(String text) {
    int sharp = text.indexOf('#');
    String[] words = (sharp < 0 ? text : text.substring(0, sharp)).strip().split("[ \t]+");
    if (words[0].isEmpty()) {
      return ListLine.BLANK;
    }
    boolean address = words[0].indexOf(':') >= 0 || HostReader.ipv4(words[0]).isPresent();
    if (!address || words.length < 2) {
      return ListLine.UNREADABLE;
    }
    // The names of the machine itself stand in every hosts file.
    return host(words[1])
        .<ListLine>map(host -> new ListLine.Entry(UrlHash.exactHost(host)))
        .orElse(ListLine.BLANK);
  }

  private static ListLine domain(String text) {
    int sharp = text.indexOf(" #");
    String name = sharp < 0 ? text : text.substring(0, sharp).strip();
    String bare =
        name.startsWith("*.") ? name.substring(2) : name.startsWith(".") ? name.substring(1) : name;
    return host(bare)
        .<ListLine>map(host -> new ListLine.Entry(host + "/"))
        .orElse(ListLine.UNREADABLE);
  }

  private static ListLine adblock(String text) {
    boolean except = text.startsWith("@@");
    String rule = except ? text.substring(2) : text;
    if (!rule.startsWith("||")) {
      return ListLine.BLANK;
    }
    int dollar = rule.lastIndexOf('$');
    boolean narrow = dollar > 0 && !wide(rule.substring(dollar + 1));
    String pattern = rule.substring(2, dollar > 0 ? dollar : rule.length());
    String place = pattern.endsWith("^") ? pattern.substring(0, pattern.length() - 1) : pattern;
    if (narrow || place.indexOf('*') >= 0 || place.indexOf('^') >= 0 || place.indexOf('#') >= 0) {
      return ListLine.BLANK;
    }
    ListLine line = place.indexOf('/') < 0 ? domain(place) : url("http://" + place);
    return except && line instanceof ListLine.Entry(String expression)
        ? new ListLine.Except(expression)
        : line;
  }

  private static boolean wide(String options) {
    for (String option : options.split(",")) {
      if (!WIDE.contains(option.strip())) {
        return false;
      }
    }
    return true;
  }

  private static ListLine url(String text) {
    String whole = text.contains("://") ? text : "http://" + text;
    return CanonicalUrl.of(whole)
        .filter(CanonicalUrl::web)
        .filter(url -> url.host().address() || url.host().text().indexOf('.') > 0)
        .map(url -> SafeBrowsing.of(url.text()))
        .<ListLine>map(url -> new ListLine.Entry(url.host() + url.path() + url.query()))
        .orElse(ListLine.UNREADABLE);
  }

  private ListLine csv(String text) {
    boolean comment = text.charAt(0) == '#';
    if (column < 0) {
      column = fields(comment ? text.substring(1) : text).indexOf("url");
      return comment || column >= 0 ? ListLine.BLANK : ListLine.UNREADABLE;
    }
    if (comment) {
      return ListLine.BLANK;
    }
    List<String> fields = fields(text);
    return column < fields.size() ? url(fields.get(column)) : ListLine.UNREADABLE;
  }

  /** RFC 4180, without line breaks in quotes: no URL has one. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int at = 0; at < line.length(); at++) {
      char unit = line.charAt(at);
      if (unit == '"') {
        boolean doubled = quoted && at + 1 < line.length() && line.charAt(at + 1) == '"';
        if (doubled) {
          field.append(unit);
          at++;
        } else {
          quoted = !quoted;
        }
      } else if (unit == ',' && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(unit);
      }
    }
    fields.add(field.toString().strip());
    return fields;
  }

  private static ListLine hash(String text) {
    int bytes = text.length() / 2;
    if (text.length() % 2 != 0 || bytes < FEWEST_BYTES || bytes > 32) {
      return ListLine.UNREADABLE;
    }
    long value = 0;
    for (int at = 0; at < text.length(); at++) {
      int digit = text.charAt(at) < 0x80 ? Character.digit(text.charAt(at), HEX) : -1;
      if (digit < 0) {
        return ListLine.UNREADABLE;
      }
      if (at < HEX) {
        value |= (long) digit << 4 * (HEX - 1 - at);
      }
    }
    return new ListLine.Hash(value, Math.min(bytes, Long.BYTES));
  }

  private ListLine zone(String text) {
    String[] words = text.split("[ \t]+");
    if (words[0].equalsIgnoreCase("$ORIGIN") && words.length > 1) {
      origin = words[1].toLowerCase(Locale.ROOT);
    }
    int type = cname(words);
    if (";$@".indexOf(text.charAt(0)) >= 0 || type < 1 || type + 1 >= words.length) {
      return ListLine.BLANK;
    }
    String name = words[0].toLowerCase(Locale.ROOT);
    String owner =
        name.endsWith(".") && !origin.isEmpty() && name.endsWith("." + origin)
            ? name.substring(0, name.length() - origin.length() - 1)
            : name;
    boolean below = owner.startsWith("*.");
    Optional<String> host = host(below ? owner.substring(2) : owner);
    if (host.isEmpty()) {
      return ListLine.BLANK;
    }
    String expression = below ? host.get() + "/" : UrlHash.exactHost(host.get());
    return words[type + 1].toLowerCase(Locale.ROOT).startsWith("rpz-passthru")
        ? new ListLine.Except(expression)
        : new ListLine.Entry(expression);
  }

  private static int cname(String[] words) {
    for (int at = 1; at < words.length; at++) {
      if (words[at].equalsIgnoreCase("CNAME")) {
        return at;
      }
    }
    return -1;
  }

  /** A host as URLs have it: a name with a dot inside, or an address. */
  private static Optional<String> host(String written) {
    String name = written.endsWith(".") ? written.substring(0, written.length() - 1) : written;
    if (plain(name)) {
      return name.indexOf('.') > 0 ? Optional.of(name) : Optional.empty();
    }
    return CanonicalUrl.of("http://" + name + "/")
        .filter(url -> url.path().equals("/") && url.port().isEmpty() && url.userinfo().isEmpty())
        .map(CanonicalUrl::host)
        .filter(
            host -> host.address() ? !host.text().equals("0.0.0.0") : host.text().indexOf('.') > 0)
        .map(Host::text);
  }

  /** Whether it is a name in small ASCII letters that needs no look at its parts. */
  private static boolean plain(String name) {
    boolean letter = false;
    for (int at = 0; at < name.length(); at++) {
      char unit = name.charAt(at);
      boolean small = unit >= 'a' && unit <= 'z';
      if (!small && !Ascii.digit(unit) && unit != '.' && unit != '-' && unit != '_') {
        return false;
      }
      letter |= small;
    }
    // The last label of an address may be a number in any spelling, 0x7f among them.
    int last = name.lastIndexOf('.') + 1;
    return letter
        && last < name.length()
        && !Ascii.digit(name.charAt(last))
        && !name.contains("..")
        && !name.contains("xn--")
        && name.charAt(0) != '.';
  }
}
