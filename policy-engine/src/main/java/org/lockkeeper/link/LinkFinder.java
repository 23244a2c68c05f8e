package org.lockkeeper.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the links of a text as clients show them and people write them: with a scheme, as bare
 * domains of known top-level domains, defanged, in Markdown and Slack brackets. What follows the
 * host ends as GitHub Flavored Markdown's extended autolinks do (§6.9).
 *
 * <p>Takes time linear in the text: every place is read once by each of its loops, since a
 * candidate that fails is not read again. Never throws; links are disjoint and in order.
 */
public final class LinkFinder {

  /** A text with more links is a list or an attack; those beyond are not found. */
  public static final int MOST_LINKS = 10_000;

  private LinkFinder() {}

  /** The links of a text. */
  public static List<Link> find(String original) {
    return LinkSigns.of(original).plain() ? read(original) : List.of();
  }

  static List<Link> read(String original) {
    return LinkLabels.shown(original, new Scan(Refanged.of(original)).links());
  }

  /** One pass over a text. */
  private static final class Scan {
    private final Refanged refanged;
    private final String text;
    private final List<Link> links = new ArrayList<>();
    private int taken;

    Scan(Refanged refanged) {
      this.refanged = refanged;
      this.text = refanged.text();
    }

    List<Link> links() {
      for (int at = 0; at < text.length() && links.size() < MOST_LINKS; ) {
        char unit = text.charAt(at);
        if (unit == ':' && slashed(at)) {
          at = Math.max(at + 1, schemed(at));
        } else if ((unit == '.' || unit >= 0x80 && HostRun.dot(unit)) && inWord(at)) {
          at = Math.max(at + 1, bare(at));
        } else {
          at++;
        }
      }
      return links;
    }

    private boolean slashed(int colon) {
      return colon + 1 < text.length() && UrlReader.slash(text.charAt(colon + 1), true);
    }

    /** A sentence's end is asked no further. */
    private boolean inWord(int dot) {
      return dot > taken
          && dot + 1 < text.length()
          && HostRun.part(text.charAt(dot + 1))
          && HostRun.part(text.charAt(dot - 1));
    }

    /** A link whose scheme ends at a colon; returns where to go on. */
    private int schemed(int colon) {
      int after = colon + 1;
      while (after < text.length() && UrlReader.slash(text.charAt(after), true)) {
        after++;
      }
      if (after == colon + 1) {
        return after;
      }
      Optional<Schemes.Scheme> known = Schemes.before(text, colon, taken);
      if (known.isEmpty() || !known.get().web() && !text.startsWith("//", colon + 1)) {
        return after;
      }
      Schemes.Scheme scheme = known.get();
      int start = colon - scheme.written().length();
      LinkEnd ends = new LinkEnd(text, start);
      int authorityEnd = ends.authorityEnd(after);
      int host = authorityEnd;
      while (host > after && text.charAt(host - 1) != '@') {
        host--;
      }
      int hostEnd = HostRun.end(text, host, authorityEnd, scheme.web());
      int portEnd = ends.port(hostEnd);
      if (hostEnd == host || !opens(scheme.means() + text.substring(colon, portEnd))) {
        return authorityEnd;
      }
      int end = ends.after(portEnd);
      if (end == hostEnd) {
        end = HostRun.withoutSentenceEnd(text, host, hostEnd);
      }
      if (end == host) {
        return authorityEnd;
      }
      add(start, end, scheme.means() + text.substring(colon, end), true, scheme.defanged());
      return end;
    }

    /** A domain without a scheme around a dot; returns where to go on. */
    private int bare(int dot) {
      HostRun run = HostRun.around(text, dot, taken);
      for (HostRun part : run.parts(text)) {
        if (part.start() >= taken && standsAlone(part)) {
          int start = part.start();
          LinkEnd ends = new LinkEnd(text, start);
          int portEnd = ends.port(part.end());
          boolean defanged = refanged.changed(start, part.end());
          boolean more = portEnd > part.end() || ends.pathAt(portEnd);
          if (part.domain(text, more, defanged)
              && opens("http://" + text.substring(start, portEnd))) {
            int from = relative(start) ? start - 2 : start;
            int end = ends.after(portEnd);
            add(from, end, "http://" + text.substring(start, end), false, false);
          }
        }
      }
      return Math.max(run.end(), taken);
    }

    /** Not part of a mail address, a path, a variable or a call. */
    private boolean standsAlone(HostRun run) {
      char before = run.start() == 0 ? ' ' : text.charAt(run.start() - 1);
      char after = run.end() == text.length() ? ' ' : text.charAt(run.end());
      boolean slashed = before == '/' && !relative(run.start());
      return "@\\$#%&".indexOf(before) < 0 && !slashed && after != '@' && after != '(';
    }

    /** Whether a domain stands after the two slashes of a URL that leaves out its scheme. */
    private boolean relative(int start) {
      return start - 2 >= taken
          && text.startsWith("//", start - 2)
          && (start == 2 || " \n\t\"'(=".indexOf(text.charAt(start - 3)) >= 0);
    }

    /** Asked before the rest is read, so that what cannot be opened costs its own length only. */
    private static boolean opens(String origin) {
      return CanonicalUrl.of(origin)
          .filter(url -> url.host().kind() != Host.Kind.NONE && !url.host().text().startsWith("."))
          .isPresent();
    }

    private void add(int start, int end, String url, boolean schemed, boolean defanged) {
      int from = refanged.originalStart(start);
      int to = refanged.originalEnd(end);
      boolean changed = defanged || refanged.changed(start, end);
      String written = refanged.original().substring(from, to);
      CanonicalUrl.of(url)
          .ifPresent(
              canonical ->
                  links.add(
                      new Link(from, to, written, canonical, schemed, changed, Optional.empty())));
      taken = end;
    }
  }

  private static final String QUOTES = "«»“”„‟、，；：？！「」『』【】《》（）";

  private static final boolean[] INSIDE = new boolean[0x80];

  static {
    for (char unit = ' ' + 1; unit < 0x7F; unit++) {
      INSIDE[unit] = "<>\"`".indexOf(unit) < 0;
    }
  }

  /** Whether a char may stand in a link at all: no space, control, quote or angle bracket. */
  static boolean inside(char unit) {
    return unit < 0x80
        ? INSIDE[unit]
        : unit >= 0xA0
            && !Character.isWhitespace(unit)
            && !Character.isSpaceChar(unit)
            && QUOTES.indexOf(unit) < 0;
  }
}
