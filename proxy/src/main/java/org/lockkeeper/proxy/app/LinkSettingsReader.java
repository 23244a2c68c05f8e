package org.lockkeeper.proxy.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lockkeeper.link.ListFormat;
import org.lockkeeper.message.Digest;
import org.lockkeeper.proxy.link.LinkSettings;
import org.lockkeeper.proxy.link.ListSource;
import org.lockkeeper.proxy.link.ListSource.From;
import org.lockkeeper.proxy.link.ListSource.Proof;
import org.lockkeeper.yaml.YamlMap;

/** Reads {@code urls:}: lists of addresses, and what becomes of links when they are followed. */
final class LinkSettingsReader {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");

  private static final long MOST_ENTRIES = 100_000_000;
  private static final long MIB = 1024L * 1024;
  private static final long MOST_BYTES = 2047 * MIB;

  private LinkSettingsReader() {}

  static LinkSettings read(YamlMap map) {
    List<ListSource> lists = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlMap list : map.maps("lists")) {
      source(list).ifPresent(lists::add);
      if (!names.add(list.text("name").orElse(""))) {
        list.fault("name", "another list has this name already");
      }
      list.end();
    }
    long entries = map.number("entries", 1, MOST_ENTRIES, 10_000_000);
    long bytes = map.bytes("bytes", 1, MOST_BYTES, 512 * MIB);
    YamlMap followed = map.section("followed");
    Set<String> stop = categories(followed, "stop", List.of("malware", "phishing"));
    Set<String> warn = categories(followed, "warn", List.of());
    followed.end();
    map.end();
    return new LinkSettings(lists, entries, bytes, stop, warn);
  }

  private static Set<String> categories(YamlMap map, String key, List<String> missing) {
    return Set.copyOf(map.has(key) ? map.texts(key) : missing);
  }

  private static Optional<ListSource> source(YamlMap map) {
    String name = map.requireText("name");
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      map.fault("name", "a list's name is up to 64 small letters, digits and dashes");
    }
    ListFormat format = map.choice("format", ListFormat.class, ListFormat.DOMAINS);
    String category =
        format == ListFormat.FOLDERS
            ? map.text("category").orElse("")
            : map.requireText("category");
    if (format == ListFormat.FOLDERS && map.has("category")) {
      map.fault("category", "folders have the names of their categories; leave this out");
    }
    Optional<From> from = from(map, "from", map.requireText("from"));
    if (format == ListFormat.FOLDERS && from.orElse(null) instanceof From.Web) {
      map.fault("from", "folders are read from disk; have them unpacked there and name the place");
    }
    Optional<Proof> proof = proof(map, from);
    Duration every = map.duration("every", Duration.ofHours(6));
    if (every.compareTo(Duration.ofMinutes(5)) < 0) {
      map.fault(
          "every",
          "public lists are made every five minutes at most and shut out who asks oftener");
    }
    return from.isPresent() && proof.isPresent() && NAME.matcher(name).matches()
        ? Optional.of(new ListSource(name, category, format, from.get(), proof.get(), every))
        : Optional.empty();
  }

  private static Optional<Proof> proof(YamlMap map, Optional<From> from) {
    Optional<String> sha256 = map.text("sha256");
    Optional<String> signature = map.text("signature");
    Optional<Path> key =
        map.has("key") ? Optional.of(ConfigReader.path(map, "key", Path.of(""))) : Optional.empty();
    boolean tlsOnly = map.flag("tls-only", false);
    if (sha256.isPresent() && signature.isPresent() || signature.isPresent() != key.isPresent()) {
      map.fault("signature", "a list is proven by sha256, or by signature and key");
      return Optional.empty();
    }
    if (signature.isPresent()) {
      return from(map, "signature", signature.get())
          .map(place -> new Proof.SignedBy(place, key.orElseThrow()));
    }
    if (sha256.isPresent()) {
      return SHA_256.matcher(sha256.get()).matches()
          ? Optional.of(new Proof.Pinned(Digest.parse(sha256.get())))
          : from(map, "sha256", sha256.get()).map(Proof.DigestIn::new);
    }
    boolean bare =
        from.orElse(null) instanceof From.Web(URI address)
            && !(tlsOnly && "https".equals(address.getScheme()));
    if (bare) {
      map.fault(
          "from",
          "a list from an address needs sha256, or signature and key, or, with https, tls-only: true");
      return Optional.empty();
    }
    return Optional.of(new Proof.Way());
  }

  /** A web address, or a path beside the configuration. */
  private static Optional<From> from(YamlMap map, String key, String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.contains("://")) {
      return Optional.of(new From.File(ConfigReader.path(map, key, Path.of(text))));
    }
    try {
      URI address = new URI(text);
      boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
      if (web && address.getHost() != null) {
        return Optional.of(new From.Web(address));
      }
    } catch (URISyntaxException _) {
      // Told below, with what else is none.
    }
    map.fault(key, "\"" + text + "\" is neither a web address nor a path");
    return Optional.empty();
  }
}
