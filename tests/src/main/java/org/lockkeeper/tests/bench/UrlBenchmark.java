package org.lockkeeper.tests.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.lockkeeper.link.CanonicalUrl;
import org.lockkeeper.link.LinkViews;
import org.lockkeeper.link.ListFormat;
import org.lockkeeper.link.UrlList;
import org.lockkeeper.link.UrlListReader;
import org.lockkeeper.link.UrlLists;
import org.lockkeeper.message.Digest;
import org.lockkeeper.proxy.app.Benchmark;
import org.lockkeeper.tests.load.ChatTexts;

/**
 * {@code lockkeeper bench urls}: lists from a hundred thousand to five million invented domains,
 * how long they take to read, what they take of memory, what a look-up costs; and finding links in
 * chat. Markdown tables on standard output.
 */
public final class UrlBenchmark implements Benchmark {

  private static final int[] SIZES = {100_000, 1_000_000, 5_000_000};
  private static final int LOOKUPS = 200_000;
  private static final int ROUNDS = 5;
  private static final long MOST = 10_000_000;
  private static final int MESSAGES = 100_000;

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);

  @Override
  public String name() {
    return "urls";
  }

  @Override
  public String description() {
    return "lists of addresses: reading, memory, look-ups; finding links in chat";
  }

  @Override
  public int run(List<String> arguments) throws Exception {
    out.println(
        "| entries | read s | table MiB | bytes an entry | listed URL µs | unlisted URL µs |");
    out.println("|---|---|---|---|---|---|");
    for (int size : SIZES) {
      lists(size);
    }
    chat();
    return 0;
  }

  private void lists(int size) throws IOException {
    long start = System.nanoTime();
    UrlLists lists = UrlLists.of(List.of(list(size)));
    double seconds = (System.nanoTime() - start) / 1e9;
    List<CanonicalUrl> listed = new ArrayList<>();
    List<CanonicalUrl> unlisted = new ArrayList<>();
    Random random = new Random(1);
    for (int at = 0; at < LOOKUPS; at++) {
      listed.add(url("https://www." + domain(random.nextInt(size)) + "/a/b?c=d"));
      unlisted.add(url("https://www.n" + domain(random.nextInt(size)) + "/a/b?c=d"));
    }
    out.printf(
        Locale.ROOT,
        "| %,d | %.1f | %.1f | %.1f | %.2f | %.2f |%n",
        lists.size(),
        seconds,
        lists.bytes() / 1024.0 / 1024,
        (double) lists.bytes() / lists.size(),
        micros(lists, listed, 1),
        micros(lists, unlisted, 0));
  }

  /** The best of some rounds: what the machine does beside it only adds. */
  private static double micros(UrlLists lists, List<CanonicalUrl> urls, int expected) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      long found = 0;
      for (CanonicalUrl url : urls) {
        found += lists.of(url).size();
      }
      best = Math.min(best, (System.nanoTime() - start) / 1e3 / urls.size());
      if (found != (long) expected * urls.size()) {
        throw new IllegalStateException("found " + found + " of " + urls.size());
      }
    }
    return best;
  }

  private static UrlList list(int size) throws IOException {
    StringBuilder text = new StringBuilder(size * 24);
    for (int at = 0; at < size; at++) {
      text.append(domain(at)).append('\n');
    }
    UrlListReader reader = new UrlListReader(MOST);
    reader.read(new StringReader(text.toString()), ListFormat.DOMAINS, "bad");
    return reader.list("bench", Digest.of(new byte[0]));
  }

  private static String domain(int number) {
    return "host" + Integer.toString(number * 31 + 7, 36) + ".example";
  }

  private static CanonicalUrl url(String text) {
    return CanonicalUrl.of(text).orElseThrow();
  }

  private void chat() throws IOException {
    Path project = Path.of(System.getProperty("lockkeeper.root", "."));
    List<String> texts =
        ChatTexts.some(project, MESSAGES).stream().map(ChatTexts.Message::text).toList();
    double best = Double.MAX_VALUE;
    long found = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      found = 0;
      for (String text : texts) {
        found += LinkViews.of(text).size();
      }
      best = Math.min(best, (System.nanoTime() - start) / 1e3 / texts.size());
    }
    out.printf(
        Locale.ROOT,
        "%nfinding links: %.2f µs a message of chat, %,d links in %,d messages%n",
        best,
        found,
        texts.size());
  }
}
