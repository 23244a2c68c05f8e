package org.lockkeeper.proxy.app;

import picocli.CommandLine.IVersionProvider;

/** The program's version, as its jar says it. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"lockkeeper " + text()};
  }

  /** The version, or {@code development} when not run from a jar. */
  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
