package org.lockkeeper.proxy.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Mints the gateway's development identity: its own certificate authority and a certificate for the
 * configured hosts, kept in one folder and reused until it nears its end or the hosts change.
 *
 * <p>EC P-256 throughout (RFC 5280). The authority outlives the leaf, so that a browser told to
 * trust it stays told. Key files are readable by their owner only. Not for many threads.
 */
public final class CertificateMint {

  /** Browsers accept no leaf much longer than this; a developer meets it once a quarter. */
  private static final Duration LEAF_LIFE = Duration.ofDays(90);

  private static final Duration AUTHORITY_LIFE = Duration.ofDays(730);

  /** Begins yesterday: clocks of clients differ. */
  private static final Duration BACKDATED = Duration.ofDays(1);

  private static final Duration RENEWED_BEFORE_END = Duration.ofDays(14);
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  private final Path folder;
  private final InstantSource clock;
  private final SecureRandom random;

  /** A mint that keeps what it makes in {@code folder}, which it creates. */
  public CertificateMint(Path folder, InstantSource clock, SecureRandom random) {
    this.folder = folder;
    this.clock = clock;
    this.random = random;
  }

  /** The authority's certificate, for clients to trust; there after the first {@link #identity}. */
  public Path authority() {
    return folder.resolve("ca.pem");
  }

  /**
   * The identity for these hosts: names or IP addresses. What is on disk is used while it lasts.
   *
   * @throws IOException if the folder cannot be written or holds what is not ours
   */
  public ServerIdentity identity(Collection<String> hosts) throws IOException {
    Set<String> names = new TreeSet<>();
    for (String host : hosts) {
      // As certificates give addresses back, or ::1 would never be found in one.
      names.add(
          ADDRESS.matcher(host).matches() ? InetAddress.ofLiteral(host).getHostAddress() : host);
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException("a certificate needs at least one host");
    }
    Path certificates = folder.resolve("gateway.pem");
    Path key = folder.resolve("gateway.key");
    if (Files.exists(certificates) && Files.exists(key)) {
      ServerIdentity kept = ServerIdentity.load(certificates, key);
      if (lasts(kept.chain().getFirst()) && names.equals(namesOf(kept.chain().getFirst()))) {
        return kept;
      }
    }
    Files.createDirectories(folder);
    try {
      ServerIdentity signer = authorityIdentity();
      KeyPair pair = keyPair();
      X509Certificate leaf = leaf(names, pair, signer);
      ServerIdentity made =
          new ServerIdentity(pair.getPrivate(), List.of(leaf, signer.chain().getFirst()));
      keep(key, certificates, made);
      return made;
    } catch (GeneralSecurityException | OperatorCreationException ours) {
      throw new IllegalStateException("this JDK cannot mint EC P-256 certificates", ours);
    }
  }

  private ServerIdentity authorityIdentity()
      throws IOException, GeneralSecurityException, OperatorCreationException {
    Path key = folder.resolve("ca.key");
    if (Files.exists(authority()) && Files.exists(key)) {
      ServerIdentity kept = ServerIdentity.load(authority(), key);
      // An authority that ends before its leaf would break the chain early.
      if (kept.chain()
          .getFirst()
          .getNotAfter()
          .toInstant()
          .isAfter(clock.instant().plus(LEAF_LIFE))) {
        return kept;
      }
    }
    KeyPair pair = keyPair();
    X500Name name = new X500Name("O=Lockkeeper,CN=Lockkeeper development CA " + serial(4));
    X509v3CertificateBuilder builder = builder(name, name, AUTHORITY_LIFE, pair);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
    ServerIdentity made =
        new ServerIdentity(pair.getPrivate(), List.of(signed(builder, pair.getPrivate())));
    keep(key, authority(), made);
    return made;
  }

  private X509Certificate leaf(Set<String> hosts, KeyPair pair, ServerIdentity signer)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    X509Certificate issuer = signer.chain().getFirst();
    X509v3CertificateBuilder builder =
        builder(
            X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded()),
            new X500Name("O=Lockkeeper,CN=Lockkeeper development gateway"),
            LEAF_LIFE,
            pair);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    GeneralName[] names =
        hosts.stream()
            .map(
                host ->
                    new GeneralName(
                        ADDRESS.matcher(host).matches()
                            ? GeneralName.iPAddress
                            : GeneralName.dNSName,
                        host))
            .toArray(GeneralName[]::new);
    builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    // The issuer's SKI byte for byte: strict clients refuse a leaf without it (RFC 5280 §4.2.1.1).
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer.getPublicKey()));
    return signed(builder, signer.key());
  }

  private X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, Duration life, KeyPair pair) {
    Instant now = clock.instant();
    return new JcaX509v3CertificateBuilder(
        issuer,
        serial(16),
        Date.from(now.minus(BACKDATED)),
        Date.from(now.plus(life)),
        subject,
        pair.getPublic());
  }

  private static X509Certificate signed(
      X509v3CertificateBuilder builder, java.security.PrivateKey key)
      throws OperatorCreationException, CertificateException, CertIOException {
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
  }

  private KeyPair keyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  private BigInteger serial(int bytes) {
    return new BigInteger(bytes * 8 - 1, random).setBit(bytes * 8 - 2);
  }

  private boolean lasts(X509Certificate certificate) {
    Instant now = clock.instant();
    return certificate.getNotAfter().toInstant().isAfter(now.plus(RENEWED_BEFORE_END))
        && !certificate.getNotBefore().toInstant().isAfter(now);
  }

  private static Set<String> namesOf(X509Certificate leaf) throws IOException {
    try {
      Set<String> names = new TreeSet<>();
      Collection<List<?>> alternatives = leaf.getSubjectAlternativeNames();
      if (alternatives != null) {
        for (List<?> alternative : alternatives) {
          names.add(String.valueOf(alternative.get(1)));
        }
      }
      return names;
    } catch (CertificateParsingException broken) {
      throw new IOException("the development certificate is broken; delete its folder", broken);
    }
  }

  /** The key first, both by rename: a crash leaves no certificate whose key is missing. */
  private void keep(Path key, Path certificates, ServerIdentity identity) throws IOException {
    replace(key, Pem.encode(identity.key()), "rw-------");
    replace(certificates, Pem.encode(identity.chain()), "rw-r--r--");
  }

  private void replace(Path file, String text, String permissions) throws IOException {
    Path fresh =
        Files.createTempFile(
            folder,
            "new",
            ".pem",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
