package org.lockkeeper.tests.client;

import java.net.URI;
import org.lockkeeper.tests.service.FictionalService;
import org.lockkeeper.tests.tls.TestAuthority;

/**
 * Where a client shall connect, and what lies behind.
 *
 * @param mattermost the address the Mattermost clients are given
 * @param mastodon the address the Mastodon clients are given
 * @param authority whom the clients trust
 * @param service the service that finally receives; knows {@code ann} and {@code bob}
 */
public record ClientSetup(
    URI mattermost, URI mastodon, TestAuthority authority, FictionalService service) {}
