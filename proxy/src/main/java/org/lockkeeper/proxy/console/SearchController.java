package org.lockkeeper.proxy.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.lockkeeper.archive.index.Hits;
import org.lockkeeper.archive.index.Page;
import org.lockkeeper.archive.query.Query;
import org.lockkeeper.proxy.console.MarkedText.Piece;
import org.lockkeeper.proxy.console.MarkedText.Span;
import org.lockkeeper.proxy.flow.Meters;

/** The home page, searching, and both as JSON. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class SearchController {

  private static final int HITS_A_PAGE = 25;
  private static final int LATEST = 10;
  // A search keeps this many hits in mind to sort them; a narrower query finds what lies deeper.
  private static final int DEEPEST = 10_000;
  private static final int MOST_AT_ONCE = 200;
  private static final int LONGEST_QUERY = 4096;

  private final Archive archive;
  private final Meters meters;
  private final Supplier<GatewayHealth> health;
  private final Pages pages;

  SearchController(Archive archive, Meters meters, StatusSource health, Pages pages) {
    this.archive = archive;
    this.meters = meters;
    this.health = health;
    this.pages = pages;
  }

  @Get("/")
  MutableHttpResponse<String> home(HttpRequest<?> request) {
    List<RecordLine> latest =
        archive.search(new Query.Everything(), Page.first(LATEST)).page().stream()
            .map(RecordLine::of)
            .toList();
    return pages.render(
        request,
        HttpStatus.OK,
        "home.jte",
        Map.of(
            "counters", Answers.Counters.of(meters.snapshot(), archive),
            "health", health.get(),
            "latest", latest));
  }

  @Get("/search")
  MutableHttpResponse<String> search(
      HttpRequest<?> request,
      @QueryValue(value = "q", defaultValue = "") String query,
      @QueryValue(defaultValue = "0") int skip) {
    int from = Math.clamp(skip, 0, DEEPEST);
    return switch (parse(query)) {
      case ParsedQuery.Bad bad ->
          pages.render(
              request,
              HttpStatus.BAD_REQUEST,
              "badquery.jte",
              Map.of("bad", BadQuery.of(query, bad)));
      case ParsedQuery.Ok ok ->
          pages.render(
              request,
              HttpStatus.OK,
              "results.jte",
              Map.of(
                  "results",
                  Results.of(query, ok.canonical(), from, archive.search(ok.query(), page(from)))));
    };
  }

  @Get("/api/search")
  HttpResponse<?> searchAsJson(
      @QueryValue(value = "q", defaultValue = "") String query,
      @QueryValue(defaultValue = "0") int skip,
      @QueryValue(defaultValue = "25") int limit) {
    if (skip < 0 || skip > DEEPEST || limit < 0 || limit > MOST_AT_ONCE) {
      return HttpResponse.badRequest(
          new Answers.Refusal(
              "skip is 0 to " + DEEPEST + " and limit 0 to " + MOST_AT_ONCE, Optional.empty()));
    }
    return switch (parse(query)) {
      case ParsedQuery.Bad bad ->
          HttpResponse.badRequest(new Answers.Refusal(bad.message(), Optional.of(bad.position())));
      case ParsedQuery.Ok ok ->
          HttpResponse.ok(
              Answers.Search.of(
                  ok.canonical(), archive.search(ok.query(), new Page(skip, limit)), skip, limit));
    };
  }

  @Get("/api/counters")
  Answers.Counters counters() {
    return Answers.Counters.of(meters.snapshot(), archive);
  }

  private ParsedQuery parse(String query) {
    if (query.length() > LONGEST_QUERY) {
      return new ParsedQuery.Bad(
          LONGEST_QUERY, "A query has at most " + LONGEST_QUERY + " characters.");
    }
    return query.isBlank() ? new ParsedQuery.Ok(new Query.Everything(), "*") : archive.parse(query);
  }

  private static Page page(int from) {
    return new Page(from, HITS_A_PAGE);
  }

  /** A query that cannot be read, in three pieces around the character at fault. */
  record BadQuery(String query, List<Piece> marked, int character, String message) {
    static BadQuery of(String query, ParsedQuery.Bad bad) {
      int at = MarkedText.before(query, bad.position());
      // At the end of the query a blank stands for what is missing.
      String shown = at == query.length() ? query + " " : query;
      return new BadQuery(
          query,
          MarkedText.pieces(shown, List.of(new Span(at, at + 1, "fault", "reading failed here"))),
          query.codePointCount(0, at) + 1,
          bad.message());
    }
  }

  /**
   * One page of results.
   *
   * @param total in words
   * @param newer the address of the page before; empty for none
   * @param older the address of the page behind; empty for none
   */
  record Results(
      String query,
      String canonical,
      String total,
      String shown,
      String snapshot,
      String newer,
      String older,
      boolean cutOff,
      List<RecordLine> lines) {
    static Results of(String query, String canonical, int from, Hits hits) {
      List<RecordLine> lines = hits.page().stream().map(RecordLine::of).toList();
      int to = from + lines.size();
      boolean more = to < hits.total();
      return new Results(
          query,
          canonical,
          hits.total() == 1 ? "1 record" : String.format(Locale.ROOT, "%,d records", hits.total()),
          lines.isEmpty() ? "" : String.format(Locale.ROOT, "%,d to %,d", from + 1, to),
          String.format(Locale.ROOT, "%,d", hits.snapshot().sequence()),
          from > 0 ? Links.search(query, Math.max(0, from - HITS_A_PAGE)) : "",
          more && to <= DEEPEST ? Links.search(query, to) : "",
          more && to > DEEPEST,
          lines);
    }
  }
}
