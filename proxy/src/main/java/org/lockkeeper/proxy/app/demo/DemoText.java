package org.lockkeeper.proxy.app.demo;

import org.lockkeeper.policy.load.TestText;

/**
 * Fills in what must not stand in a file: the made-up secrets that {@code {{make: …}}} asks for.
 */
final class DemoText {

  private DemoText() {}

  static String fill(String text) {
    return TestText.expand(text);
  }
}
