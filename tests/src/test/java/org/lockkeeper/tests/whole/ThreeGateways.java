package org.lockkeeper.tests.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.lockkeeper.tests.command.Bundles;
import org.lockkeeper.tests.process.ChildProcess;

/** Three gateways in this process that are one cluster, each with a service of its own. */
final class ThreeGateways implements AutoCloseable {

  private final Path folder;
  private final Bundles bundles;
  private final List<String> members =
      Stream.generate(() -> "127.0.0.1:" + ChildProcess.freePort()).distinct().limit(3).toList();
  private final List<WholeGateway> gateways = new ArrayList<>();

  /** Starts them with a folder of rules that holds one pack. */
  ThreeGateways(Path folder, String pack) throws IOException {
    this.folder = folder;
    this.bundles = new Bundles(folder);
    Files.writeString(folder.resolve("secret"), "only long enough to be a secret of this test");
    for (int number = 0; number < members.size(); number++) {
      bundles.pack(pack, file(number));
      gateways.add(start(number));
    }
  }

  WholeGateway gateway(int number) {
    return gateways.get(number);
  }

  List<WholeGateway> all() {
    return gateways;
  }

  /** Puts a bundle where one gateway looks for it. */
  void pack(int number, String pack) throws IOException {
    bundles.pack(pack, file(number));
  }

  /** One goes, and does not come back. */
  void end(int number) {
    gateways.remove(number).close();
  }

  private Path file(int number) {
    return folder.resolve("rules-" + number + ".lkp");
  }

  private WholeGateway start(int number) throws IOException {
    Path home = Files.createDirectories(folder.resolve("gateway-" + number));
    Path local = Files.createDirectories(home.resolve("local.d"));
    Files.writeString(
        local.resolve("cluster.yaml"),
        """
        policy: { bundle: %s, trust: %s }
        cluster:
          members: %s
          self: "%s"
          secret: %s
          silence: 2s
          reunion: 1s
        """
            .formatted(
                file(number),
                bundles.trust(),
                members.stream().map(each -> '"' + each + '"').toList(),
                members.get(number),
                folder.resolve("secret")));
    return WholeGateway.start(home, bundles.rules(), true, "");
  }

  @Override
  public void close() {
    gateways.reversed().forEach(WholeGateway::close);
  }
}
