package org.lockkeeper.proxy.console;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.lockkeeper.proxy.flow.Meters;

/**
 * What machines ask: health and metrics. Open to this machine without a log-in; from elsewhere they
 * take a log-in or HTTP Basic. Neither ever shows message text, names or the password.
 */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class StatusController {
  private final StatusSource health;
  private final Meters meters;

  StatusController(StatusSource health, Meters meters) {
    this.health = health;
    this.meters = meters;
  }

  /** 200 while messages pass, 503 while they are refused. */
  @Get("/health")
  HttpResponse<Answers.Health> health() {
    GatewayHealth now = health.get();
    HttpStatus status =
        switch (now.status()) {
          case OK, DEGRADED -> HttpStatus.OK;
          case FAILED -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    return HttpResponse.<Answers.Health>status(status).body(Answers.Health.of(now));
  }

  @Get("/metrics")
  @Produces("text/plain; version=0.0.4; charset=utf-8")
  String metrics() {
    return meters.prometheus();
  }
}
