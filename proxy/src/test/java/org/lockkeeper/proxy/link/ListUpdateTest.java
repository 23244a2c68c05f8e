package org.lockkeeper.proxy.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.link.CanonicalUrl;
import org.lockkeeper.link.ListFormat;
import org.lockkeeper.link.Listing;
import org.lockkeeper.message.Digest;
import org.lockkeeper.proxy.link.ListSource.From;
import org.lockkeeper.proxy.link.ListSource.Proof;
import org.lockkeeper.proxy.link.ListUpdate.Outcome;

/** Lists fetched from a server and from disk, proven or not, whole or not. */
class ListUpdateTest {

  private static final long MOST = 1000;

  private final Map<String, byte[]> pages = new HashMap<>();
  private final Path folder;
  private HttpServer server;
  private URI base = URI.create("http://localhost/");
  private Instant now = Instant.parse("2026-11-25T10:00:00Z");

  ListUpdateTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void serve() {
    server.createContext(
        "/",
        exchange -> {
          byte[] page = pages.get(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(page == null ? 404 : 200, page == null ? -1 : page.length);
          if (page != null) {
            exchange.getResponseBody().write(page);
          }
          exchange.close();
        });
    server.start();
    base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  @Test
  void aListIsFetchedOnceAndFoundAgainUnchanged() throws IOException {
    pages.put("/list", bytes("bad.example\nworse.example\n"));
    ListSource source = source(new Proof.Way());

    assertThat(update(source)).isEqualTo(new Outcome.Updated(2, 0));
    assertThat(update(source)).isEqualTo(new Outcome.Unchanged());
    assertThat(listings("http://a.bad.example/")).hasSize(1);

    pages.put("/list", gzip("other.example\n"));
    assertThat(update(source)).isEqualTo(new Outcome.Updated(1, 0));
    assertThat(listings("http://a.bad.example/")).isEmpty();
  }

  @Test
  void whateverGoesWrongTheLastGoodListStays() {
    pages.put("/list", bytes("bad.example\n"));
    update(source(new Proof.Way()));

    pages.put("/list", bytes("<html><body>moved</body></html>\n"));
    assertThat(update(source(new Proof.Way()))).isInstanceOf(Outcome.Refused.class);
    pages.remove("/list");
    assertThat(update(source(new Proof.Way()))).isInstanceOf(Outcome.Failed.class);
    pages.put("/list", bytes("x.example\n".repeat(2000)));
    assertThat(update(source(new Proof.Way()))).isInstanceOf(Outcome.Refused.class);
    server.stop(0);
    assertThat(update(source(new Proof.Way()))).isInstanceOf(Outcome.Failed.class);

    assertThat(listings("http://bad.example/")).hasSize(1);
  }

  @Test
  void aDigestMustBeTheListsOwn() {
    byte[] list = bytes("bad.example\n");
    pages.put("/list", list);
    pages.put("/list.sha256", bytes(Digest.of(list) + "  list\n"));
    Proof written = new Proof.DigestIn(web("/list.sha256"));

    assertThat(update(source(written))).isInstanceOf(Outcome.Updated.class);
    assertThat(update(source(new Proof.Pinned(Digest.of(list)))))
        .isEqualTo(new Outcome.Unchanged());

    pages.put("/list", bytes("evil.example\n"));
    assertThat(update(source(written))).isInstanceOf(Outcome.Refused.class);
    assertThat(update(source(new Proof.Pinned(Digest.of(list)))))
        .isInstanceOf(Outcome.Refused.class);
    pages.put("/list.sha256", bytes("<html>"));
    assertThat(update(source(written))).isInstanceOf(Outcome.Refused.class);
    assertThat(listings("http://bad.example/")).hasSize(1);
  }

  @Test
  void aSignatureMustBeATrustedKeys() throws IOException, GeneralSecurityException {
    KeyPair ours = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    KeyPair others = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Path keys = folder.resolve("keys.pem");
    String pem = Base64.getMimeEncoder().encodeToString(ours.getPublic().getEncoded());
    Files.writeString(keys, "-----BEGIN PUBLIC KEY-----\n" + pem + "\n-----END PUBLIC KEY-----\n");
    byte[] list = bytes("bad.example\n");
    pages.put("/list", list);
    Proof proof = new Proof.SignedBy(web("/list.sig"), keys);

    pages.put("/list.sig", signature(ours, list));
    assertThat(update(source(proof))).isInstanceOf(Outcome.Updated.class);
    pages.put("/list.sig", Base64.getEncoder().encode(signature(ours, list)));
    assertThat(update(source(proof))).isEqualTo(new Outcome.Unchanged());

    pages.put("/list.sig", signature(others, list));
    assertThat(update(source(proof))).isInstanceOf(Outcome.Refused.class);
    pages.put("/list.sig", bytes("no signature"));
    assertThat(update(source(proof))).isInstanceOf(Outcome.Refused.class);
    pages.put("/list.sig", signature(ours, list));
    pages.put("/list", bytes("evil.example\n"));
    assertThat(update(source(proof))).isInstanceOf(Outcome.Refused.class);
    pages.remove("/list.sig");
    assertThat(update(source(proof))).isInstanceOf(Outcome.Failed.class);
    assertThat(listings("http://bad.example/")).hasSize(1);
  }

  @Test
  void foldersAreCategories() throws IOException {
    Path root = folder.resolve("ut1");
    Files.createDirectories(root.resolve("phishing"));
    Files.createDirectories(root.resolve("games"));
    Files.writeString(root.resolve("phishing/domains"), "bad.example\n");
    Files.writeString(root.resolve("phishing/urls"), "host.example/a/b\n");
    Files.writeString(root.resolve("games/domains"), "play.example\n");
    Files.writeString(root.resolve("README"), "not a category");
    ListSource source =
        new ListSource(
            "list",
            "",
            ListFormat.FOLDERS,
            new From.File(root),
            new Proof.Way(),
            Duration.ofHours(1));

    assertThat(update(source)).isEqualTo(new Outcome.Updated(3, 0));
    assertThat(update(source)).isEqualTo(new Outcome.Unchanged());
    assertThat(listings("http://x.play.example/"))
        .extracting(each -> each.label().category())
        .containsExactly("games");
    assertThat(listings("http://host.example/a/b")).hasSize(1);
  }

  @Test
  void aRunningGatewayAsksWhenItIsTimeAndTakesUpWhatIsNew() {
    pages.put("/list", bytes("bad.example\n"));
    List<Runnable> beats = new ArrayList<>();
    try (LinkLists lists =
        LinkLists.open(
            folder.resolve("urls"),
            settings(source(new Proof.Way())),
            Set.of("corp.example"),
            () -> now,
            look -> {
              beats.add(look);
              return beats::clear;
            })) {
      assertThat(lists.get().lists().size()).isZero();
      assertThat(lists.missing()).containsExactly("list");
      beats.getFirst().run();
      assertThat(lists.get().lists().size()).isEqualTo(1);
      assertThat(lists.missing()).isEmpty();

      pages.put("/list", bytes("bad.example\nworse.example\n"));
      beats.getFirst().run();
      assertThat(lists.get().lists().size()).isEqualTo(1);
      now = now.plus(Duration.ofHours(1));
      beats.getFirst().run();
      assertThat(lists.get().lists().size()).isEqualTo(2);

      pages.put("/list", bytes("<html>"));
      now = now.plus(Duration.ofHours(1));
      beats.getFirst().run();
      assertThat(lists.get().lists().size()).isEqualTo(2);
      assertThat(lists.get().own().owns(url("http://a.corp.example/").host())).isTrue();
    }
    assertThat(beats).isEmpty();
  }

  @Test
  void aDamagedFileIsMadeAnew() throws IOException {
    pages.put("/list", bytes("bad.example\n"));
    update(source(new Proof.Way()));
    Files.writeString(ListUpdate.file(folder.resolve("urls"), "list"), "torn");

    assertThat(listings("http://bad.example/")).isEmpty();
    assertThat(update(source(new Proof.Way()))).isInstanceOf(Outcome.Updated.class);
    assertThat(listings("http://bad.example/")).hasSize(1);
  }

  private Outcome update(ListSource source) {
    return new ListUpdate(folder.resolve("urls"), settings(source)).update(source);
  }

  private List<Listing> listings(String url) {
    return LinkLists.load(folder.resolve("urls"), settings(source(new Proof.Way()))).of(url(url));
  }

  private ListSource source(Proof proof) {
    return new ListSource(
        "list", "bad", ListFormat.DOMAINS, web("/list"), proof, Duration.ofHours(1));
  }

  private From web(String path) {
    return new From.Web(base.resolve(path));
  }

  private static LinkSettings settings(ListSource source) {
    return new LinkSettings(List.of(source), MOST, 1 << 20, Set.of(), Set.of());
  }

  private static CanonicalUrl url(String text) {
    return CanonicalUrl.of(text).orElseThrow();
  }

  private static byte[] signature(KeyPair keys, byte[] bytes) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(keys.getPrivate());
    signature.update(bytes);
    return signature.sign();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes(text));
    }
    return packed.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
