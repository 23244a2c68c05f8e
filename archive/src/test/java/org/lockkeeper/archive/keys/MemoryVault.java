package org.lockkeeper.archive.keys;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.spec.SecretKeySpec;
import org.lockkeeper.archive.log.ArchiveFailure;

/** Root keys in memory that outlive a close, for tests that open many rings. */
public final class MemoryVault implements KeyVault {

  private final Map<String, SecretKeySpec> keys = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final KeyWrap wrap = new KeyWrap(Optional.empty(), random);

  @Override
  public List<String> names() {
    return List.copyOf(keys.keySet());
  }

  @Override
  public void create(String name) {
    byte[] key = new byte[32];
    random.nextBytes(key);
    if (keys.putIfAbsent(name, new SecretKeySpec(key, "AES")) != null) {
      throw new ArchiveFailure(ArchiveFailure.Kind.REFUSED, "there is one already");
    }
  }

  @Override
  public byte[] wrap(String name, byte[] key, byte[] context) {
    return wrap.wrap(root(name), key, context);
  }

  @Override
  public byte[] unwrap(String name, byte[] wrapped, byte[] context) {
    return wrap.unwrap(root(name), wrapped, context);
  }

  @Override
  public void destroy(String name) {
    keys.remove(name);
  }

  @Override
  public Attestation attest(String name) {
    root(name);
    return new Attestation(name, "memory", "", "AES-256", true);
  }

  void clear() {
    keys.clear();
  }

  @Override
  public void close() {}

  private SecretKeySpec root(String name) {
    return Optional.ofNullable(keys.get(name))
        .orElseThrow(() -> new ArchiveFailure(ArchiveFailure.Kind.REFUSED, "no such root key"));
  }
}
