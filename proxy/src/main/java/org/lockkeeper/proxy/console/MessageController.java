package org.lockkeeper.proxy.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import java.util.Optional;

/** One record, as a page and as JSON. Named by its position, {@code 12-3456}, or its event's id. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class MessageController {

  private static final String NOT_FOUND =
      "There is no record of that name. A record just written can be found by its event's id within"
          + " a second.";

  private final Archive archive;
  private final Pages pages;

  MessageController(Archive archive, Pages pages) {
    this.archive = archive;
    this.pages = pages;
  }

  @Get("/message/{reference}")
  MutableHttpResponse<String> message(HttpRequest<?> request, String reference) {
    return archive
        .find(reference)
        .map(
            found ->
                pages.render(
                    request,
                    HttpStatus.OK,
                    "message.jte",
                    Map.of(
                        "view",
                        MessageView.of(
                            found.entry(),
                            found.assigned(),
                            found.related().stream().map(RecordLine::of).toList()))))
        .orElseGet(() -> pages.error(HttpStatus.NOT_FOUND, "No such record", NOT_FOUND));
  }

  @Get("/api/message/{reference}")
  HttpResponse<?> messageAsJson(String reference) {
    Optional<Archive.Found> found = archive.find(reference);
    return found.isPresent()
        ? HttpResponse.ok(MessageAnswer.of(found.get()))
        : HttpResponse.notFound(new Answers.Refusal(NOT_FOUND, Optional.empty()));
  }
}
