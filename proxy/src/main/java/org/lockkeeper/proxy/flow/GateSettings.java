package org.lockkeeper.proxy.flow;

import java.time.Duration;
import java.util.Objects;

/**
 * How one service's gate behaves.
 *
 * @param publicAddress the address people reach this service under, for links in notices; no slash
 *     at the end
 * @param failMode what happens to what cannot be read
 * @param unknownWrites what happens to writes on unknown routes
 * @param largestMessage bytes of body a request that carries a message may have
 * @param largestUpload bytes of body a request that carries a file may have
 * @param inlineLimit bytes of body up to which a message is judged on the thread that read it:
 *     handing it over would cost more than judging it
 * @param reasonWindow how long a coached message may be sent again with a reason
 */
public record GateSettings(
    String publicAddress,
    FailMode failMode,
    UnknownWrites unknownWrites,
    long largestMessage,
    long largestUpload,
    int inlineLimit,
    Duration reasonWindow) {

  public GateSettings {
    Objects.requireNonNull(publicAddress, "publicAddress");
    Objects.requireNonNull(failMode, "failMode");
    Objects.requireNonNull(unknownWrites, "unknownWrites");
    Objects.requireNonNull(reasonWindow, "reasonWindow");
  }
}
