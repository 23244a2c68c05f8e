package org.lockkeeper.tests.replay;

import org.lockkeeper.message.Digest;

/**
 * A message whose sender saw it accepted.
 *
 * @param connection over which connection it went
 * @param place which it was on its connection, counted from 0
 * @param id the corpus's id, which also stands in the request as the client's own key
 * @param wire the digest of the request's body: no two messages of a replay share one
 */
public record Accepted(int connection, int place, String id, String text, Digest wire) {}
