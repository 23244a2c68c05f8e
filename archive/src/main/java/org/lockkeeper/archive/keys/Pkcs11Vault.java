package org.lockkeeper.archive.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.lockkeeper.archive.log.ArchiveFailure;

/**
 * Root keys in a PKCS#11 token: a hardware module, or SoftHSM. They are made in the token, are
 * marked sensitive and not extractable, and bucket keys are wrapped there with CKM_AES_GCM.
 */
public final class Pkcs11Vault implements KeyVault {

  private final Provider provider;
  private final String place;
  private final KeyStore store;
  private final KeyWrap wrap;

  private Pkcs11Vault(Provider provider, String place, KeyStore store, SecureRandom random) {
    this.provider = provider;
    this.place = place;
    this.store = store;
    wrap = new KeyWrap(Optional.of(provider), random);
  }

  /**
   * Opens a token.
   *
   * @param library the module's shared library
   * @param slot which of the module's slots with a token, counted from 0
   */
  public static Pkcs11Vault open(Path library, int slot, Passphrase pin, SecureRandom random) {
    char[] secret = pin.characters();
    try {
      Provider sun =
          Objects.requireNonNull(Security.getProvider("SunPKCS11"), "jdk.crypto.cryptoki");
      Provider provider = sun.configure("--" + CONFIGURATION.formatted(library, slot));
      KeyStore store = KeyStore.getInstance("PKCS11", provider);
      store.load(null, secret);
      return new Pkcs11Vault(provider, library + ", slot " + slot, store, random);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.REFUSED,
          "cannot open the PKCS#11 token in slot "
              + slot
              + " of "
              + library
              + ": is the library there, the token initialised, and the PIN right?",
          e);
    } finally {
      Arrays.fill(secret, '\0');
    }
  }

  @Override
  public synchronized List<String> names() {
    try {
      return List.copyOf(Collections.list(store.aliases()));
    } catch (GeneralSecurityException | ProviderException e) {
      throw broken(e);
    }
  }

  @Override
  public synchronized void create(String name) {
    try {
      if (store.containsAlias(name)) {
        throw new ArchiveFailure(
            ArchiveFailure.Kind.REFUSED, "there is a root key " + name + " already in " + place);
      }
      KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
      generator.init(KEY_BITS);
      SecretKey session = generator.generateKey();
      store.setKeyEntry(name, session, null, null);
    } catch (GeneralSecurityException | ProviderException e) {
      throw broken(e);
    }
  }

  @Override
  public synchronized byte[] wrap(String name, byte[] key, byte[] context) {
    return wrap.wrap(root(name), key, context);
  }

  @Override
  public synchronized byte[] unwrap(String name, byte[] wrapped, byte[] context) {
    return wrap.unwrap(root(name), wrapped, context);
  }

  @Override
  public synchronized void destroy(String name) {
    try {
      if (store.containsAlias(name)) {
        store.deleteEntry(name);
      }
    } catch (GeneralSecurityException | ProviderException e) {
      throw broken(e);
    }
  }

  @Override
  public Attestation attest(String name) {
    boolean extractable = root(name).getEncoded() != null;
    return new Attestation(name, "PKCS#11 token", place, "AES-256", extractable);
  }

  @Override
  public void close() {
    try {
      if (provider instanceof AuthProvider token) {
        token.logout();
      }
    } catch (GeneralSecurityException | ProviderException e) {
      throw broken(e);
    }
  }

  private synchronized Key root(String name) {
    try {
      Key key = store.getKey(name, null);
      if (key == null) {
        throw new ArchiveFailure(
            ArchiveFailure.Kind.REFUSED,
            "there is no root key " + name + " in " + place + "; is it the right token?");
      }
      return key;
    } catch (GeneralSecurityException | ProviderException e) {
      throw broken(e);
    }
  }

  private ArchiveFailure broken(Exception e) {
    return new ArchiveFailure(
        ArchiveFailure.Kind.BROKEN,
        "cannot use the PKCS#11 token " + place + ": " + e.getMessage(),
        e);
  }

  private static final int KEY_BITS = 256;

  private static final String CONFIGURATION =
      """
      name = Lockkeeper
      library = %s
      slotListIndex = %d
      attributes(generate, CKO_SECRET_KEY, CKK_AES) = {
        CKA_SENSITIVE = true
        CKA_EXTRACTABLE = false
        CKA_ENCRYPT = true
        CKA_DECRYPT = true
      }
      """;
}
