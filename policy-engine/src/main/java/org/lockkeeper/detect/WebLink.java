package org.lockkeeper.detect;

import java.util.List;
import org.lockkeeper.link.CanonicalUrl;
import org.lockkeeper.link.Link;
import org.lockkeeper.link.LinkFinder;
import org.lockkeeper.link.LinkKnowledge;
import org.lockkeeper.match.NormalText;
import org.lockkeeper.match.View;

/**
 * Links as people write them: with a scheme, bare, defanged, behind labels. The kind says what is
 * odd about one; what lists say of it, a rule asks with {@code url}.
 */
public final class WebLink implements Recognizer {

  @Override
  public String id() {
    return "link";
  }

  @Override
  public Finding.Category category() {
    return Finding.Category.URL;
  }

  /** What clients make links of, and what is decoded; marks inside a link are for {@code url}. */
  @Override
  public boolean reads(View.Kind kind) {
    return kind == View.Kind.FOLDED || kind == View.Kind.DECODED;
  }

  @Override
  public List<Candidate> find(NormalText text) {
    return LinkFinder.find(text.cased()).stream()
        .map(link -> new Candidate(kind(link), link.start(), link.end(), Check.PASSED))
        .toList();
  }

  private static String kind(Link link) {
    CanonicalUrl url = link.url();
    if (link.mismatched()) {
      return "mismatch";
    }
    if (link.defanged()) {
      return "defanged";
    }
    if (!url.userinfo().isEmpty()) {
      return "userinfo";
    }
    if (url.host().address()) {
      return "address";
    }
    if (url.punycode()) {
      return "punycode";
    }
    return LinkKnowledge.shortener(url) ? "shortener" : "";
  }
}
