package org.lockkeeper.tests.replay;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.tests.load.ChatTexts;
import org.lockkeeper.tests.service.Fault;
import org.lockkeeper.tests.service.FictionalService;
import org.lockkeeper.tests.service.Received;
import org.lockkeeper.tests.tls.TestAuthority;

/** The replay client, straight to the service: what it says of a gateway must itself be right. */
class ReplayClientTest {

  private static final int CONNECTIONS = 8;
  private final List<ChatTexts.Message> messages = ChatTexts.invented(200, 5);

  @TempDir private Path folder;

  @Test
  void everyMessageArrivesOnceAndInTheOrderOfItsConnection() throws Exception {
    var authority = TestAuthority.in(folder);
    try (var service = FictionalService.secure(authority, "ann")) {
      List<Accepted> seen = Collections.synchronizedList(new ArrayList<>());
      var outcome = client(service, authority).send(messages, seen::add);

      assertThat(outcome.refused()).isEmpty();
      assertThat(outcome.broken()).isZero();
      assertThat(outcome.accepted()).hasSameSizeAs(messages);
      assertThat(seen).containsExactlyInAnyOrderElementsOf(outcome.accepted());
      assertThat(service.posts().all())
          .extracting(post -> post.clientKey())
          .containsExactlyInAnyOrderElementsOf(messages.stream().map(it -> it.id()).toList());
      service.received().stream()
          .collect(groupingBy(Received::connection))
          .values()
          .forEach(lane -> assertThat(lane).extracting(ReplayClientTest::number).isSorted());
    }
  }

  @Test
  void whatWasRefusedOrBrokenIsNotCalledAccepted() throws Exception {
    var authority = TestAuthority.in(folder);
    try (var service = FictionalService.secure(authority, "ann")) {
      service.failing(it -> it.text().contains("\"invented-9\""), new Fault.Status(403, "{}"));
      service.failing(it -> it.text().contains("\"invented-2\""), new Fault.Close());

      var outcome = client(service, authority).send(messages, seen -> {});

      assertThat(outcome.refused()).containsExactly("403 {}");
      assertThat(outcome.broken()).isOne();
      assertThat(outcome.accepted())
          .extracting(Accepted::id)
          .doesNotContain("invented-9", "invented-2", "invented-10")
          .contains("invented-3", "invented-17");
    }
  }

  private static ReplayClient client(FictionalService service, TestAuthority authority) {
    return new ReplayClient(
        service.address(),
        authority.clientContext(),
        message -> service.accounts().getFirst(),
        CONNECTIONS);
  }

  private static int number(Received request) {
    String id = request.text().replaceAll(".*\"invented-(\\d+)\".*", "$1");
    return Integer.parseInt(id);
  }
}
