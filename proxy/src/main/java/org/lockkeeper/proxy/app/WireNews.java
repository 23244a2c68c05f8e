package org.lockkeeper.proxy.app;

import java.util.Locale;
import org.lockkeeper.proxy.flow.Meters;
import org.lockkeeper.proxy.net.Refusal;
import org.lockkeeper.proxy.net.WireEvents;

/** Counts what happens on the wire, and says what an operator must know. */
final class WireNews implements WireEvents {

  private static final System.Logger LOG = System.getLogger(WireNews.class.getName());

  private final Meters meters;

  WireNews(Meters meters) {
    this.meters = meters;
  }

  @Override
  public void connectionOpened() {
    meters.connection(true);
  }

  @Override
  public void connectionClosed() {
    meters.connection(false);
  }

  @Override
  public void refused(Refusal why) {
    meters.refusedOnWire(why.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public void tlsFailed(String peer, String why) {
    meters.refusedOnWire("tls");
    LOG.log(System.Logger.Level.DEBUG, "no TLS with {0}: {1}", peer, why);
  }

  @Override
  public void upstreamFailed(String host, String why) {
    LOG.log(System.Logger.Level.WARNING, "the service behind {0} failed: {1}", host, why);
  }

  @Override
  public void broken(Throwable fault) {
    LOG.log(System.Logger.Level.ERROR, "the gateway failed on a request", fault);
  }
}
