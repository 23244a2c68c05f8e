package org.lockkeeper.proxy.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lockkeeper.link.CanonicalUrl;
import org.lockkeeper.link.Likeness;
import org.lockkeeper.link.Link;
import org.lockkeeper.link.LinkKnowledge;
import org.lockkeeper.link.LinkViews;
import org.lockkeeper.link.Listing;
import org.lockkeeper.link.OwnDomains;
import org.lockkeeper.policy.LinkTrait;
import org.lockkeeper.proxy.link.LinkLists;
import org.lockkeeper.proxy.link.LinkSettings;
import org.lockkeeper.proxy.link.ListSource;
import org.lockkeeper.proxy.link.ListUpdate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks links up, and makes lists of URLs new. */
@Command(
    name = "urls",
    mixinStandardHelpOptions = true,
    description = "Look links up, and make the lists of URLs new.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {UrlsCommand.Check.class, UrlsCommand.Update.class})
final class UrlsCommand {

  private UrlsCommand() {}

  /** Says what is known of the links in texts. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Say which lists hold the links in a text, by what, and what else is known of them.",
        "The exit code is 1 if a list holds one of them."
      })
  static final class Check implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Place place = new Place();

    @Parameters(arity = "1..*", paramLabel = "URL|TEXT", description = "Addresses or texts.")
    private List<String> texts = new ArrayList<>();

    @Option(names = "--json", description = "One JSON object a link.")
    private boolean json;

    @Override
    public Integer call() {
      GatewayConfig config = ConfigReader.read(place.config());
      LinkKnowledge known =
          new LinkKnowledge(
              LinkLists.load(place.data().resolve("urls"), config.links()),
              OwnDomains.of(config.policy().people().domains()));
      PrintWriter out = spec.commandLine().getOut();
      boolean listed = false;
      for (String text : texts) {
        for (Link link : links(text)) {
          List<Listing> listings = known.listings(link.url());
          listed |= !listings.isEmpty();
          Optional<Likeness> likeness = known.likeness(link.url());
          List<String> traits = traits(link, known);
          out.println(
              json
                  ? object(link, listings, likeness, traits)
                  : words(link, listings, likeness, traits));
        }
      }
      return listed ? ExitCode.NO : ExitCode.DONE;
    }

    /** A text by itself may be an address that no client would make a link of. */
    private static List<Link> links(String text) {
      List<Link> links = LinkViews.of(text);
      if (!links.isEmpty()) {
        return links;
      }
      CanonicalUrl url =
          CanonicalUrl.of("http://" + text.strip())
              .orElseThrow(() -> new UsageException("there is no link in \"" + text + "\""));
      return List.of(
          new Link(0, Math.max(1, text.length()), text, url, false, false, Optional.empty()));
    }

    private static List<String> traits(Link link, LinkKnowledge known) {
      List<String> traits = new ArrayList<>();
      for (LinkTrait trait : LinkTrait.values()) {
        if (trait != LinkTrait.LOOK_ALIKE && trait.holds(link, known)) {
          traits.add(trait.label());
        }
      }
      return traits;
    }

    private static String words(
        Link link, List<Listing> listings, Optional<Likeness> likeness, List<String> traits) {
      StringBuilder words = new StringBuilder(link.url().text());
      for (Listing listing : listings) {
        words.append(
            "%n  %-14s on the list %s, as %s%s"
                .formatted(
                    listing.label().category(),
                    listing.label().list(),
                    listing.expression(),
                    listing.certain() ? "" : ", by the first bytes of a hash only"));
      }
      likeness.ifPresent(
          like ->
              words.append(
                  "%n  %-14s of %s: %s, %s"
                      .formatted(
                          LinkTrait.LOOK_ALIKE.label(),
                          like.own(),
                          like.way().label(),
                          sure(like))));
      traits.forEach(trait -> words.append("%n  %s".formatted(trait)));
      if (listings.isEmpty() && likeness.isEmpty() && traits.isEmpty()) {
        words.append("%n  nothing is known of it".formatted());
      }
      return words.toString();
    }

    private static String object(
        Link link, List<Listing> listings, Optional<Likeness> likeness, List<String> traits) {
      ObjectNode line =
          Json.object()
              .put("url", link.url().text())
              .put("host", link.url().host().text())
              .put("written", link.written())
              .put("start", link.start())
              .put("end", link.end());
      ArrayNode held = line.putArray("listings");
      for (Listing listing : listings) {
        held.addObject()
            .put("list", listing.label().list())
            .put("category", listing.label().category())
            .put("as", listing.expression())
            .put("certain", listing.certain());
      }
      likeness.ifPresent(
          like ->
              line.putObject("look-alike")
                  .put("own", like.own())
                  .put("way", like.way().label())
                  .put("sure", sure(like)));
      ArrayNode all = line.putArray("traits");
      traits.forEach(all::add);
      return line.toString();
    }

    private static String sure(Likeness like) {
      return like.sure().name().toLowerCase(Locale.ROOT);
    }
  }

  /** Fetches lists, makes sure of them, and puts them where gateways find them. */
  @Command(
      name = "update",
      mixinStandardHelpOptions = true,
      description = {
        "Fetch the lists that the configuration names, make sure of them, and put them in place.",
        "A running gateway takes them up within seconds. A list that is refused or cannot be had keeps"
            + " its place; the exit code is then 1 or 3."
      })
  static final class Update implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Place place = new Place();

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Lists (default: all).")
    private List<String> names = new ArrayList<>();

    @Option(names = "--json", description = "One JSON object a list.")
    private boolean json;

    @Override
    public Integer call() {
      LinkSettings settings = ConfigReader.read(place.config()).links();
      List<String> known = settings.lists().stream().map(ListSource::name).toList();
      for (String name : names) {
        if (!known.contains(name)) {
          throw new UsageException("no list \"" + name + "\" under urls; set are " + known);
        }
      }
      if (known.isEmpty()) {
        throw new UsageException("no list is set; name some under urls.lists in the configuration");
      }
      ListUpdate update = new ListUpdate(place.data().resolve("urls"), settings);
      int code = ExitCode.DONE;
      for (ListSource source : settings.lists()) {
        if (names.isEmpty() || names.contains(source.name())) {
          code = Math.max(code, report(source.name(), update.update(source)));
        }
      }
      return code;
    }

    private int report(String name, ListUpdate.Outcome outcome) {
      return switch (outcome) {
        case ListUpdate.Outcome.Updated(long entries, long unreadable) -> {
          String words = "%,d entries, %,d lines left out".formatted(entries, unreadable);
          yield said(name, "updated", words, entries, ExitCode.DONE);
        }
        case ListUpdate.Outcome.Unchanged() ->
            said(name, "unchanged", "unchanged", -1, ExitCode.DONE);
        case ListUpdate.Outcome.Refused(String why) -> said(name, "refused", why, -1, ExitCode.NO);
        case ListUpdate.Outcome.Failed(String why) -> said(name, "failed", why, -1, ExitCode.WORLD);
      };
    }

    private int said(String name, String status, String words, long entries, int code) {
      if (json) {
        ObjectNode line = Json.object().put("list", name).put("status", status);
        if (entries >= 0) {
          line.put("entries", entries);
        }
        spec.commandLine().getOut().println(line.put("words", words));
      } else if (code == ExitCode.DONE) {
        spec.commandLine().getOut().printf("%s: %s%n", name, words);
      }
      if (code != ExitCode.DONE) {
        spec.commandLine()
            .getErr()
            .println(
                "lockkeeper: the list %s %s: %s; the one before stays"
                    .formatted(name, status, words));
      }
      return code;
    }
  }
}
