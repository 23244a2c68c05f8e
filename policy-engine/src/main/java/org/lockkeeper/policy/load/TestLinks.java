package org.lockkeeper.policy.load;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.link.LinkKnowledge;
import org.lockkeeper.link.ListFault;
import org.lockkeeper.link.ListFormat;
import org.lockkeeper.link.OwnDomains;
import org.lockkeeper.link.UrlList;
import org.lockkeeper.link.UrlListReader;
import org.lockkeeper.link.UrlLists;
import org.lockkeeper.message.Digest;
import org.lockkeeper.yaml.YamlMap;

/**
 * Reads of a test {@code urls: { phishing: [evil.example, "http://a.example/b", "sha256:01234567"]
 * }}, what a list named {@code test} says of which places, and {@code own: [corp.example]}.
 */
final class TestLinks {

  private static final long MOST = 1000;
  private static final String HASH = "sha256:";

  private TestLinks() {}

  static LinkKnowledge read(YamlMap test) {
    OwnDomains own = OwnDomains.of(test.texts("own"));
    Optional<YamlMap> urls = test.map("urls");
    return new LinkKnowledge(urls.map(TestLinks::lists).orElse(UrlLists.NONE), own);
  }

  private static UrlLists lists(YamlMap urls) {
    UrlListReader reader = new UrlListReader(MOST);
    urls.anyKey();
    try {
      for (String category : urls.keys()) {
        for (String entry : urls.texts(category)) {
          boolean hash = entry.startsWith(HASH);
          ListFormat format =
              hash
                  ? ListFormat.HASHES
                  : entry.indexOf('/') < 0 ? ListFormat.DOMAINS : ListFormat.URLS;
          String line = hash ? entry.substring(HASH.length()) : entry;
          reader.read(new StringReader(line), format, category);
        }
      }
      UrlList list = reader.list("test", Digest.of(new byte[0]));
      return UrlLists.of(List.of(list));
    } catch (ListFault fault) {
      urls.fault("urls", "a list of domains or URLs for each category: " + fault.getMessage());
      return UrlLists.NONE;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
