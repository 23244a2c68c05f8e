package org.lockkeeper.proxy.console;

import java.util.List;
import java.util.Objects;
import org.lockkeeper.archive.log.Position;

/**
 * How the gateway is, as {@code /health} and the console show it. Holds nothing secret: it is shown
 * to everybody on this machine.
 *
 * @param recording false only where a benchmark switched recording off
 * @param policy the version of the rules in force; empty when there are none
 * @param archiveEnd the position behind the last durable record
 */
public record GatewayHealth(
    Status status,
    List<Component> components,
    boolean recording,
    String policy,
    Position archiveEnd) {

  /** How well the gateway does its work. */
  public enum Status {
    /** Everything works. */
    OK,
    /** Messages pass, are judged and recorded; something else does not work. */
    DEGRADED,
    /** Messages are refused. */
    FAILED
  }

  /**
   * One part of the gateway.
   *
   * @param detail one line: its state, or what is wrong and what to do
   */
  public record Component(String name, boolean ok, String detail) {
    public Component {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(detail, "detail");
    }
  }

  public GatewayHealth {
    Objects.requireNonNull(status, "status");
    components = List.copyOf(components);
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(archiveEnd, "archiveEnd");
  }
}
