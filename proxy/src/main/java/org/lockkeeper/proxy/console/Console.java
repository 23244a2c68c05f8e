package org.lockkeeper.proxy.console;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lockkeeper.archive.index.Index;
import org.lockkeeper.archive.log.RecordLog;
import org.lockkeeper.policy.inspect.InspectDoor;
import org.lockkeeper.proxy.flow.Meters;

/**
 * The console: pages to search the record and read a decision, the same as JSON, health and
 * metrics. Listens on its own port with its own event loop, so that nothing asked of it slows the
 * gateway's listeners.
 *
 * <p>Only reads: of the gateway it knows the record, the index, the meters, a question for health
 * and what the policy would say of a message. Everything but {@code /health} and {@code /metrics}
 * from this machine takes the password.
 */
public final class Console implements AutoCloseable {

  private final ApplicationContext context;
  private final EmbeddedServer server;

  private Console(ApplicationContext context, EmbeddedServer server) {
    this.context = context;
    this.server = server;
  }

  /**
   * Starts the console; when this returns it answers.
   *
   * @param queries reads what people type; pure, safe to share
   * @param inspect says what the policy in force makes of a message
   * @param health asked on each look at the health page; cheap, safe to share
   * @throws IllegalStateException if the address cannot be bound
   */
  public static Console start(
      ConsoleSettings settings,
      ConsolePassword password,
      Function<String, ParsedQuery> queries,
      RecordLog log,
      Index index,
      Meters meters,
      InspectDoor inspect,
      Supplier<GatewayHealth> health) {
    return start(
        settings,
        new Access(settings, password, InstantSource.system()),
        new Archive(log, index, queries),
        meters,
        inspect,
        health::get);
  }

  static Console start(
      ConsoleSettings settings,
      Access access,
      Archive archive,
      Meters meters,
      InspectDoor inspect,
      StatusSource health) {
    // Found by name on the class path: nothing. All comes from here, which also starts faster.
    ApplicationContext context =
        ApplicationContext.builder()
            .classLoader(Console.class.getClassLoader())
            .deduceEnvironment(false)
            .deduceCloudEnvironment(false)
            .bootstrapEnvironment(false)
            .enableDefaultPropertySources(false)
            .environmentPropertySource(false)
            .banner(false)
            .properties(properties(settings))
            .singletons(access, archive, meters, inspect, health, new Pages(access))
            .build();
    try {
      context.start();
      EmbeddedServer server = context.getBean(EmbeddedServer.class);
      server.start();
      return new Console(context, server);
    } catch (RuntimeException failed) {
      context.close();
      throw new IllegalStateException(
          "The console cannot listen on "
              + settings.address()
              + " port "
              + settings.port()
              + ": "
              + failed.getMessage()
              + ". Free the port or choose another.",
          failed);
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.getPort();
  }

  /** Stops listening and ends what is being answered. */
  @Override
  public void close() {
    context.close();
  }

  private static Map<String, Object> properties(ConsoleSettings settings) {
    return Map.of(
        "micronaut.server.host",
        settings.address(),
        "micronaut.server.port",
        settings.port() == 0 ? -1 : settings.port(),
        "micronaut.server.max-request-size",
        Long.toString(settings.request()),
        "micronaut.server.idle-timeout",
        "60s",
        "micronaut.server.netty.server-type",
        "full_content",
        "micronaut.netty.event-loops.default.num-threads",
        1,
        // The field stays in the answer when it is empty, so that programs need not ask for it.
        "micronaut.serde.serialization.inclusion",
        "always");
  }
}
