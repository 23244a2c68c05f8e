package org.lockkeeper.proxy.console;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import org.lockkeeper.policy.inspect.InspectDoor;

/** One message in, one decision out, in the form of the {@code inspect} command. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class InspectController {

  private final InspectDoor door;

  InspectController(InspectDoor door) {
    this.door = door;
  }

  @Post("/api/inspect")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  HttpResponse<?> inspect(@Body String message) {
    try {
      return HttpResponse.ok(door.answer(message));
    } catch (IllegalArgumentException unreadable) {
      return HttpResponse.badRequest(
          new Answers.Refusal(String.valueOf(unreadable.getMessage()), Optional.empty()));
    }
  }
}
