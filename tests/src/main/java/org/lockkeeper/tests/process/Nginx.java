package org.lockkeeper.tests.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lockkeeper.tests.tls.TestAuthority;

/** An nginx in the foreground with its files in one folder: as a service, or as a TLS proxy. */
public final class Nginx implements AutoCloseable {

  private static final Duration TO_START = Duration.ofSeconds(10);

  private final ChildProcess process;
  private final int port;

  private Nginx(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The installed nginx, if there is one. */
  public static Optional<Path> installed() {
    return Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * A service in clear text that reads each body to its end, then answers as a Mattermost server
   * answers to a post; who-am-I answers one fixed person. Reading first needs the Lua module: a
   * plain {@code return} answers before the body has come.
   */
  public static Nginx service(Path folder, String postAnswer, String whoAmI) throws IOException {
    int port = ChildProcess.freePort();
    return start(
        folder,
        port,
        "load_module /usr/lib/nginx/modules/ndk_http_module.so;\n"
            + "load_module /usr/lib/nginx/modules/ngx_http_lua_module.so;\n"
            + "worker_processes 1;\n",
        """
        default_type application/json;
        server {
          listen 127.0.0.1:%d backlog=1024;
          location = /api/v4/users/me { return 200 '%s'; }
          location / {
            content_by_lua_block {
              ngx.req.read_body(); ngx.status = 201
              ngx.header['Content-Length'] = %d; ngx.print('%s')
            }
          }
        }
        """
            .formatted(port, whoAmI, postAnswer.length(), postAnswer));
  }

  /** A TLS reverse proxy in front of a service in clear text, which keeps its connections. */
  public static Nginx proxy(Path folder, TestAuthority authority, int upstream) throws IOException {
    int port = ChildProcess.freePort();
    return start(
        folder,
        port,
        "worker_processes 2;\n",
        """
        upstream app { server 127.0.0.1:%d; keepalive 1024; keepalive_requests 100000000; }
        server {
          listen 127.0.0.1:%d ssl reuseport backlog=1024;
          ssl_certificate %s; ssl_certificate_key %s;
          ssl_session_cache shared:s:1m; ssl_protocols TLSv1.2 TLSv1.3;
          location / {
            proxy_pass http://app; proxy_http_version 1.1;
            proxy_set_header Connection ""; proxy_set_header Host $host;
            proxy_set_header X-Forwarded-For $remote_addr;
          }
        }
        """
            .formatted(upstream, port, authority.chainFile(), authority.keyFile()));
  }

  /** Where it listens, on loopback. */
  public int port() {
    return port;
  }

  /** Its processes. */
  public ProcessTree tree() {
    return process.tree();
  }

  @Override
  public void close() {
    process.close();
  }

  private static Nginx start(Path folder, int port, String main, String http) throws IOException {
    Path program =
        installed().orElseThrow(() -> new IllegalStateException("install nginx-light to run this"));
    Files.createDirectories(folder);
    Path config = folder.resolve("nginx.conf");
    Files.writeString(
        config,
        main
            + "daemon off; pid %1$s/nginx.pid; error_log %1$s/error.log warn;\n".formatted(folder)
            + "worker_rlimit_nofile 16384;\nevents { worker_connections 4096; }\nhttp {\n"
            + "access_log off; keepalive_requests 100000000; keepalive_timeout 300s;\n"
            + "tcp_nodelay on; client_body_temp_path %1$s/b; proxy_temp_path %1$s/p;\n"
                .formatted(folder)
            + "fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;\n"
                .formatted(folder)
            + http
            + "}\n");
    ChildProcess process =
        ChildProcess.start(
            "nginx",
            folder.resolve("output.log"),
            Map.of(),
            List.of(program.toString(), "-c", config.toString(), "-e", folder + "/error.log"));
    return new Nginx(process.awaitPort(port, TO_START), port);
  }
}
