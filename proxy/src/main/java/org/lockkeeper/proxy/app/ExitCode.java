package org.lockkeeper.proxy.app;

/** What the process says to the shell when it ends. */
public final class ExitCode {

  /** Done. */
  public static final int DONE = 0;

  /** The answer is no: a check failed, a proof does not hold. */
  public static final int NO = 1;

  /** Wrong usage or configuration. */
  public static final int USAGE = 2;

  /** The world failed: disk, network. */
  public static final int WORLD = 3;

  private ExitCode() {}
}
