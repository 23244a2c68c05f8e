package org.lockkeeper.archive.proof;

import java.security.cert.X509Certificate;
import java.util.List;
import org.lockkeeper.archive.tlog.VerifierKey;

/**
 * Whom the person who checks believes. None of it comes from the bundle.
 *
 * @param logs the log's keys, which came by another way than the bundle
 * @param origin which log
 * @param witnesses keys of witnesses
 * @param quorum how many of them must have signed
 * @param authorities roots of time-stamp authorities
 */
record Trust(
    List<VerifierKey> logs,
    String origin,
    List<VerifierKey> witnesses,
    int quorum,
    List<X509Certificate> authorities) {

  Trust {
    logs = List.copyOf(logs);
    witnesses = List.copyOf(witnesses);
    authorities = List.copyOf(authorities);
  }
}
