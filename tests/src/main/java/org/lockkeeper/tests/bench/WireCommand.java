package org.lockkeeper.tests.bench;

import java.util.List;
import org.lockkeeper.proxy.app.Benchmark;

/** {@code lockkeeper bench wire}. */
public final class WireCommand implements Benchmark {

  @Override
  public String name() {
    return "wire";
  }

  @Override
  public String description() {
    return "the gateway against nginx as a TLS reverse proxy, in turn, on the same work";
  }

  @Override
  public int run(List<String> arguments) throws Exception {
    WireBenchmark.main(arguments.toArray(String[]::new));
    return 0;
  }
}
