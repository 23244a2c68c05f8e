package org.lockkeeper.tests.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A gateway in a process of its own: started, killed and started again over the same data. Its
 * output is one log over all its lives.
 */
public final class GatewayProcess implements AutoCloseable {

  private static final Duration TO_START = Duration.ofSeconds(60);
  private static final String MAIN = "org.lockkeeper.proxy.app.Lockkeeper";

  private final List<String> program;
  private final List<String> options;
  private final GatewaySettings settings;
  private final Path folder;
  private ChildProcess life;

  private GatewayProcess(List<String> program, GatewaySettings settings, Path folder)
      throws IOException {
    this.settings = settings;
    this.folder = folder;
    this.program = List.copyOf(program);
    this.options =
        List.of(
            "--config",
            settings.write(folder).toString(),
            "--data",
            folder.resolve("data").toString());
    this.life = begin();
  }

  /**
   * Starts one from this JVM's class path.
   *
   * @param folder where its configuration, its data and its log lie
   */
  public static GatewayProcess start(GatewaySettings settings, Path folder, String... jvmOptions)
      throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    // Surefire hides the class path behind a jar of its own, and tells the real one here.
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var program = new ArrayList<>(List.of(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    program.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    program.add("-Dlockkeeper.root=" + System.getProperty("lockkeeper.root", ""));
    program.addAll(List.of(jvmOptions));
    program.addAll(List.of("-cp", classPath, MAIN));
    return new GatewayProcess(program, settings, folder);
  }

  /** Starts one by its launcher, as operators do. */
  public static GatewayProcess launch(Path launcher, GatewaySettings settings, Path folder)
      throws IOException {
    return new GatewayProcess(List.of(launcher.toString()), settings, folder);
  }

  /** Where clients connect. */
  public URI address() {
    return URI.create("https://localhost:" + settings.port());
  }

  /** What it was set up with. */
  public GatewaySettings settings() {
    return settings;
  }

  /** Where its data lies. */
  public Path data() {
    return folder.resolve("data");
  }

  /** Its log over all its lives. */
  public String log() {
    return life.log();
  }

  /** Its processes. */
  public ProcessTree tree() {
    return life.tree();
  }

  /** SIGKILL, and nothing else: what a power cut leaves of a process. */
  public void kill() {
    life.kill();
  }

  /** Starts it again over the same data. */
  public void restart() throws IOException {
    if (life.alive()) {
      throw new IllegalStateException("it is still running");
    }
    life = begin();
  }

  /** SIGTERM, and its exit code. */
  public int end(Duration patience) {
    return life.end(patience);
  }

  @Override
  public void close() {
    life.close();
  }

  /** Runs another command with the same configuration and data, to its end. */
  public Command.Ended command(String... words) throws IOException {
    return Command.run(folder, Map.of(), TO_START, line(words));
  }

  private List<String> line(String... words) {
    var line = new ArrayList<>(program);
    line.addAll(List.of(words));
    line.addAll(options);
    return line;
  }

  private ChildProcess begin() throws IOException {
    return ChildProcess.start("gateway", folder.resolve("gateway.log"), Map.of(), line("run"))
        .awaitPort(settings.port(), TO_START);
  }
}
