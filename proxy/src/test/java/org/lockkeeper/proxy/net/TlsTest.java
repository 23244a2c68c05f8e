package org.lockkeeper.proxy.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockkeeper.proxy.codec.Route;
import org.lockkeeper.proxy.tls.CertificateMint;
import org.lockkeeper.proxy.tls.ServerIdentity;

/** TLS on both sides, and its faults. */
final class TlsTest {

  private final Path folder;

  TlsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void nothingLeaks() throws InterruptedException {
    Leaks.check();
  }

  private CertificateMint mint(String name) {
    return new CertificateMint(folder.resolve(name), InstantSource.system(), new SecureRandom());
  }

  private Rig rig(URI upstream, WireSettings settings, Route.Leg leg) throws IOException {
    ServerIdentity identity = mint("gate").identity(List.of("chat.test", "127.0.0.1"));
    return new Rig(upstream, settings, Optional.of(identity), leg);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void aClientThatTrustsTheAuthorityIsServed(String version) throws Exception {
    try (ScriptedService service = ScriptedService.answering(Rig.ok("ok"));
        Rig rig = rig(service.address(), Rig.QUICK, Route.Leg.VERIFIED);
        RawClient client = new RawClient(connect(rig, version))) {
      for (int i = 0; i < 3; i++) {
        client.send(Rig.post("/p", "secret"));
        assertThat(client.response()).endsWith("ok");
      }
      ScriptedService.Received sent = service.next();
      assertThat(sent.body()).isEqualTo("secret");
      assertThat(sent.values("x-forwarded-proto")).containsExactly("https");
    }
  }

  private SSLSocket connect(Rig rig, String version) throws Exception {
    SSLSocket socket =
        (SSLSocket)
            trusting(folder.resolve("gate").resolve("ca.pem"))
                .getSocketFactory()
                .createSocket(
                    rig.listener.address().getAddress(), rig.listener.address().getPort());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(new String[] {version});
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    return socket;
  }

  @Test
  void plainTextToATlsPortAnOldVersionAndACutHandshakeAreCountedAndTheGatewayLivesOn()
      throws Exception {
    try (ScriptedService service = ScriptedService.answering(Rig.ok("ok"));
        Rig rig =
            rig(service.address(), Rig.settings(Duration.ofMillis(500)), Route.Leg.VERIFIED)) {
      try (RawClient plain = rig.client()) {
        plain.send(Rig.request("GET /"));
        assertThat(plain.rest()).doesNotContain("HTTP/1.1");
      }
      assertThat(event(rig)).startsWith("tls: ");
      // A hello of TLS 1.0 only, by hand: the JDK no longer makes one.
      try (RawClient old = rig.client()) {
        old.send(oldHello());
        old.rest();
      }
      assertThat(event(rig)).startsWith("tls: ");
      try (RawClient cut = rig.client()) {
        cut.send(new byte[] {0x16, 3, 1, 2, 0, 1});
        cut.endOutput();
        cut.rest();
      }
      assertThat(event(rig)).startsWith("tls: ");
      try (RawClient silent = rig.client()) {
        assertThat(silent.rest()).isEmpty();
      }
      assertThat(event(rig)).startsWith("tls: ");
      try (RawClient client = new RawClient(connect(rig, "TLSv1.3"))) {
        client.send(Rig.post("/p", "m"));
        assertThat(client.response()).endsWith("ok");
      }
    }
  }

  private static String event(Rig rig) throws InterruptedException {
    return String.valueOf(rig.events.poll(10, TimeUnit.SECONDS));
  }

  private static byte[] oldHello() {
    byte[] hello = new byte[5 + 4 + 2 + 32 + 1 + 4 + 2];
    byte[] start = {0x16, 3, 1, 0, (byte) (hello.length - 5), 1, 0, 0, (byte) (hello.length - 9)};
    System.arraycopy(start, 0, hello, 0, start.length);
    hello[9] = 3;
    hello[10] = 1;
    hello[45] = 2; // One suite: TLS_RSA_WITH_AES_128_CBC_SHA.
    hello[47] = 0x2f;
    hello[48] = 1;
    return hello;
  }

  @Test
  void aServiceIsVerifiedAgainstItsAuthorityAndItsName() throws Exception {
    try (ScriptedService service = secureService("service", List.of("127.0.0.1"))) {
      Route.Leg trusted = leg("service", true);
      assertThat(post(service.address(), trusted)).startsWith("HTTP/1.1 200 ");
      assertThat(post(service.address(), Route.Leg.VERIFIED))
          .startsWith("HTTP/1.1 502 ")
          .contains("is not accepted");
      assertThat(post(service.address(), new Route.Leg(Optional.empty(), false, true)))
          .startsWith("HTTP/1.1 200 ");
    }
    try (ScriptedService impostor = secureService("impostor", List.of("other.test"))) {
      assertThat(post(impostor.address(), leg("impostor", true)))
          .startsWith("HTTP/1.1 502 ")
          .contains("is not accepted");
    }
  }

  @Test
  void aServiceThatSpeaksNoTlsOrCutsItsHandshakeIs502() throws Exception {
    try (ScriptedService plain = ScriptedService.of(talk -> talk.say("HTTP/1.1 400 no\r\n\r\n"));
        ScriptedService cut = ScriptedService.of(talk -> {})) {
      for (ScriptedService service : new ScriptedService[] {plain, cut}) {
        URI address = URI.create("https" + service.address().toString().substring(4));
        assertThat(post(address, Route.Leg.VERIFIED)).startsWith("HTTP/1.1 502 ");
      }
    }
  }

  private Route.Leg leg(String name, boolean verified) {
    return new Route.Leg(Optional.of(folder.resolve(name).resolve("ca.pem")), verified, true);
  }

  private static String post(URI upstream, Route.Leg leg) throws Exception {
    try (Rig rig = new Rig(upstream, Rig.QUICK, Optional.empty(), leg);
        RawClient client = rig.client()) {
      client.send(Rig.post("/p", "m"));
      String first = client.response();
      if (first.startsWith("HTTP/1.1 200 ")) {
        client.send(Rig.post("/p", "m"));
        assertThat(client.response()).isEqualTo(first);
      }
      return first;
    }
  }

  private ScriptedService secureService(String name, List<String> hosts) throws Exception {
    ServerIdentity identity = mint(name).identity(hosts);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "k", identity.key(), new char[0], identity.chain().toArray(Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return ScriptedService.secure(
        context.getServerSocketFactory(),
        talk -> {
          while (talk.request() != null) {
            talk.say(Rig.ok("ok"));
          }
        });
  }

  private static SSLContext trusting(Path authority) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (var in = Files.newInputStream(authority)) {
      store.setCertificateEntry(
          "a", java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void aClientThatDoesNotTrustTheAuthorityTurnsAwayAndIsHeard() throws Exception {
    try (ScriptedService service = ScriptedService.answering(Rig.ok("ok"));
        Rig rig = rig(service.address(), Rig.QUICK, Route.Leg.VERIFIED);
        SSLSocket socket =
            (SSLSocket)
                SSLContext.getDefault()
                    .getSocketFactory()
                    .createSocket(
                        rig.listener.address().getAddress(), rig.listener.address().getPort())) {
      assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
      assertThat(service.connections()).isZero();
    }
  }

  @Test
  void curlIsServed() throws Exception {
    Path curl = Path.of("/usr/bin/curl");
    assumeThat(Files.isExecutable(curl)).isTrue();
    try (ScriptedService service = ScriptedService.answering(Rig.ok("fine"));
        Rig rig = rig(service.address(), Rig.QUICK, Route.Leg.VERIFIED)) {
      int port = rig.listener.address().getPort();
      Path big = folder.resolve("big");
      Files.write(big, new byte[100_000]);
      // More than 1 KiB makes curl expect a 100 first.
      Process process =
          new ProcessBuilder(
                  curl.toString(),
                  "-sS",
                  "--cacert",
                  folder.resolve("gate").resolve("ca.pem").toString(),
                  "--resolve",
                  "chat.test:" + port + ":127.0.0.1",
                  "-H",
                  "Expect: 100-continue",
                  "--data-binary",
                  "@" + big,
                  "https://chat.test:" + port + "/a",
                  "https://chat.test:" + port + "/b")
              .redirectErrorStream(true)
              .start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(out).isZero();
      assertThat(out).isEqualTo("finefine");
      assertThat(service.next().body()).hasSize(100_000);
      assertThat(service.next().values("host")).containsExactly("chat.test:" + port);
    }
  }

  @Test
  void anAddressInUseIsSaidSo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Wire wire = Wire.open(Rig.QUICK, WireEvents.NONE)) {
      assertThatThrownBy(
              () ->
                  wire.listen(
                      (java.net.InetSocketAddress) taken.getLocalSocketAddress(),
                      Optional.empty(),
                      RouteTable.of(List.of())))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen on");
    }
  }
}
