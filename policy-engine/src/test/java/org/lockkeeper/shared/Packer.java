package org.lockkeeper.shared;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lockkeeper.policy.PolicyVersion;
import org.lockkeeper.policy.bundle.Bundle;
import org.lockkeeper.policy.bundle.SignedBundle;
import org.lockkeeper.policy.bundle.SigningKey;
import org.lockkeeper.policy.bundle.TrustedKeys;
import org.lockkeeper.policy.load.DirectoryPolicySource;
import org.lockkeeper.yaml.Fault;

/**
 * Packs sets of one file, each a second later than the one before, and hears what became of them.
 */
public final class Packer implements DirectoryPolicySource.Listener {

  private final SigningKey key = SigningKey.generate();
  private final List<String> refusals = new CopyOnWriteArrayList<>();
  private int packed;

  public TrustedKeys trusted() {
    return TrustedKeys.parse(key.publicText());
  }

  public SignedBundle pack(String content) {
    return pack(content, key);
  }

  /** The same, by a key nobody trusts. */
  public SignedBundle packByAStranger(String content) {
    return pack(content, SigningKey.generate());
  }

  private SignedBundle pack(String content, SigningKey by) {
    TreeMap<String, byte[]> files = new TreeMap<>();
    files.put("p.yaml", content.getBytes(UTF_8));
    packed++;
    Instant at = Instant.parse("2026-11-25T12:00:00Z").plusSeconds(packed);
    return SignedBundle.sign(
        new Bundle(new Bundle.Header("v" + packed, Optional.empty(), at, "test"), files), by);
  }

  public List<String> refusals() {
    return refusals;
  }

  @Override
  public void loaded(PolicyVersion version) {}

  @Override
  public void refused(List<Fault> faults) {
    faults.forEach(fault -> refusals.add(fault.toString()));
  }
}
