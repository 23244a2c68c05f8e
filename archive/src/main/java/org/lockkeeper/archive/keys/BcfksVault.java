package org.lockkeeper.archive.keys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.log.SegmentFiles;

/**
 * Root keys in one file in Bouncy Castle's FIPS key store format (BCFKS), under a passphrase. The
 * file is replaced whole and its old content overwritten, so a destroyed key is in it no longer;
 * copies of the file made before are beyond its reach.
 */
public final class BcfksVault implements KeyVault {

  private final Path file;
  private final Passphrase passphrase;
  private final SegmentFiles files;
  private final SecureRandom random;
  private final KeyWrap wrap;
  private final KeyStore store;
  private final Map<String, Key> opened = new HashMap<>();

  private BcfksVault(
      Path file, Passphrase passphrase, SegmentFiles files, SecureRandom random, KeyStore store) {
    this.file = file;
    this.passphrase = passphrase;
    this.files = files;
    this.random = random;
    this.store = store;
    wrap = new KeyWrap(Optional.empty(), random);
  }

  /** Opens the file; an empty vault if it is not there yet. */
  public static BcfksVault open(
      Path file, Passphrase passphrase, SegmentFiles files, SecureRandom random) {
    char[] secret = passphrase.characters();
    try {
      KeyStore store = KeyStore.getInstance("BCFKS", new BouncyCastleProvider());
      if (Files.exists(file)) {
        try (InputStream in = Files.newInputStream(file)) {
          store.load(in, secret);
        }
      } else {
        store.load(null, secret);
      }
      return new BcfksVault(file, passphrase, files, random, store);
    } catch (IOException | GeneralSecurityException e) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.REFUSED,
          "cannot open the key store "
              + file
              + ": the passphrase is another one, or the file was changed",
          e);
    } finally {
      Arrays.fill(secret, '\0');
    }
  }

  @Override
  public synchronized List<String> names() {
    try {
      return List.copyOf(Collections.list(store.aliases()));
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  @Override
  public synchronized void create(String name) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    char[] secret = passphrase.characters();
    try {
      if (store.containsAlias(name)) {
        throw new ArchiveFailure(
            ArchiveFailure.Kind.REFUSED, "there is a root key " + name + " already in " + file);
      }
      store.setKeyEntry(name, new SecretKeySpec(key, "AES"), secret, null);
      save(secret);
    } catch (IOException | GeneralSecurityException e) {
      throw broken(e);
    } finally {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(secret, '\0');
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
  public synchronized void destroy(String name) {
    char[] secret = passphrase.characters();
    try {
      if (store.containsAlias(name)) {
        store.deleteEntry(name);
        opened.remove(name);
        save(secret);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw broken(e);
    } finally {
      Arrays.fill(secret, '\0');
    }
  }

  @Override
  public Attestation attest(String name) {
    root(name);
    return new Attestation(name, "BCFKS file", file.toString(), "AES-256", true);
  }

  @Override
  public synchronized void close() {
    opened.clear();
  }

  /** Deriving the key that opens an entry takes a tenth of a second: once is enough. */
  private synchronized Key root(String name) {
    Key known = opened.get(name);
    if (known != null) {
      return known;
    }
    char[] secret = passphrase.characters();
    try {
      Key key = store.getKey(name, secret);
      if (key == null) {
        throw new ArchiveFailure(
            ArchiveFailure.Kind.REFUSED,
            "there is no root key " + name + " in " + file + "; restore the file from a copy");
      }
      opened.put(name, key);
      return key;
    } catch (GeneralSecurityException e) {
      throw broken(e);
    } finally {
      Arrays.fill(secret, '\0');
    }
  }

  private void save(char[] secret) throws IOException, GeneralSecurityException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    store.store(bytes, secret);
    ReplacedFile.put(file, bytes.toByteArray(), files);
  }

  private ArchiveFailure broken(Exception e) {
    return new ArchiveFailure(
        ArchiveFailure.Kind.BROKEN, "cannot use the key store " + file + ": " + e.getMessage(), e);
  }

  private static final int KEY_BYTES = 32;
}
