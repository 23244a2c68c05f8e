package org.lockkeeper.proxy.console;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.lockkeeper.archive.log.ArchiveFailure;

/** What is shown when a request cannot be answered: a page to people, JSON to programs. */
@Singleton
@Replaces(ErrorResponseProcessor.class)
final class FailurePages
    implements ErrorResponseProcessor<Object>, ExceptionHandler<ArchiveFailure, HttpResponse<?>> {
  private final Pages pages;

  FailurePages(Pages pages) {
    this.pages = pages;
  }

  @Override
  public MutableHttpResponse<Object> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    int code = response.code();
    if (code == 404) {
      return answer(
          context.getRequest(), HttpStatus.NOT_FOUND, "No such page", "Nothing is found here.");
    }
    if (code >= 500) {
      return answer(
          context.getRequest(),
          HttpStatus.valueOf(code),
          "The console failed",
          "This is a fault of the console, not yours. The gateway's log says more.");
    }
    return answer(
        context.getRequest(),
        HttpStatus.valueOf(code),
        "That request cannot be answered",
        response.reason());
  }

  @Override
  @SuppressWarnings("rawtypes") // The interface is declared with the raw type.
  public HttpResponse<?> handle(HttpRequest request, ArchiveFailure failure) {
    return switch (failure.kind()) {
      case CORRUPT ->
          answer(
              request,
              HttpStatus.NOT_FOUND,
              "No readable record",
              "There is no readable record there. If a search led here the archive may be damaged:"
                  + " run lockkeeper verify.");
      case DESTROYED ->
          answer(
              request,
              HttpStatus.GONE,
              "The record was destroyed",
              "Nothing of it is left but the proof that it was there.");
      case FULL, BROKEN, LOCKED, REFUSED ->
          answer(
              request,
              HttpStatus.SERVICE_UNAVAILABLE,
              "The archive cannot be read now",
              failure.getMessage() == null ? "Try again." : failure.getMessage());
    };
  }

  private MutableHttpResponse<Object> answer(
      HttpRequest<?> request, HttpStatus status, String title, String what) {
    if (request.getPath().startsWith("/api/")) {
      return HttpResponse.status(status)
          .<Object>body(new Answers.Refusal(what, Optional.empty()))
          .contentType(MediaType.APPLICATION_JSON_TYPE);
    }
    MutableHttpResponse<String> page = pages.error(status, title, what);
    return HttpResponse.status(status)
        .<Object>body(page.body())
        .header("Content-Type", "text/html; charset=utf-8");
  }
}
