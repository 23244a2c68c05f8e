package org.lockkeeper.proxy.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockkeeper.proxy.codec.Headers;
import org.lockkeeper.proxy.codec.HttpRequestHead;
import org.lockkeeper.proxy.codec.HttpService.Operation;

class ShippedServicesTest {

  @ParameterizedTest
  @CsvSource({
    "mastodon, POST, /api/v1/statuses, post",
    "mastodon, PUT, /api/v1/statuses/1, edit",
    "mastodon, DELETE, /api/v1/statuses/1, delete",
    "mastodon, POST, /api/v1/statuses/1/favourite, favourite",
    "mastodon, POST, /api/v2/media, upload",
    "mastodon, PUT, /api/v1/media/1, alt-text",
    "mastodon, PATCH, /api/v1/accounts/update_credentials, profile",
    "mattermost, POST, /api/v4/posts, post",
    "mattermost, POST, /api/v4/posts/schedule, scheduled-post",
    "mattermost, POST, /api/v4/posts/ephemeral, ephemeral",
    "mattermost, PUT, /api/v4/posts/p1/patch, edit",
    "mattermost, DELETE, /api/v4/posts/p1, delete",
    "mattermost, POST, /api/v4/reactions, react",
    "mattermost, DELETE, /api/v4/users/u/posts/p/reactions/smile, unreact",
    "mattermost, POST, /api/v4/files, upload",
    "mattermost, POST, /api/v4/uploads/u1, upload-data",
    "mattermost, POST, /api/v4/commands/execute, slash-command",
    "mattermost, PUT, /api/v4/users/u1/status/custom, custom-status",
  })
  void message_routes_are_held(String service, String method, String path, String operation) {
    assertThat(Shipped.service(service).operation(head(method, path)))
        .map(Operation::name)
        .contains(operation);
    assertThat(Shipped.service(service).operation(head(method, path)))
        .map(Operation::carriesMessage)
        .contains(true);
  }

  @ParameterizedTest
  @CsvSource({
    "mastodon, GET, /api/v1/timelines/home",
    "mastodon, POST, /api/v1/unheard_of",
    "mattermost, POST, /api/v4/unheard_of",
  })
  void what_is_not_described_is_no_operation(String service, String method, String path) {
    assertThat(Shipped.service(service).operation(head(method, path))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "mastodon, GET, /api/v1/accounts/verify_credentials",
    "mattermost, POST, /api/v4/users/login",
    "mattermost, GET, /api/v4/users/me",
  })
  void introductions_are_overheard(String service, String method, String path) {
    assertThat(Shipped.service(service).operation(head(method, path)))
        .map(Operation::introduces)
        .contains(true);
  }

  @Test
  void listings_come_from_the_descriptions() {
    List<ServiceCatalog.Listed> listed =
        ServiceCatalog.list(
            Shipped.services().values(), Shipped.root().resolve("tests/transcripts"));

    assertThat(listed).extracting(one -> one.id().value()).contains("mastodon", "mattermost");
    assertThat(listed).allSatisfy(one -> assertThat(one.judged()).isGreaterThan(10));
    assertThat(listed).allSatisfy(one -> assertThat(one.plays()).isGreaterThan(20));
    assertThat(listed)
        .flatExtracting(ServiceCatalog.Listed::operations)
        .contains(
            new ServiceCatalog.ListedOperation(
                "custom-status",
                "status",
                List.of("PUT /api/v4/users/{user_id}/status/custom"),
                true));
  }

  private static HttpRequestHead head(String method, String path) {
    return new HttpRequestHead(method, path, "", Headers.NONE);
  }
}
