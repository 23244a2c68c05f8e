package org.lockkeeper.proxy.flow;

import java.util.List;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.SideAction;
import org.lockkeeper.shared.Counters;

/**
 * What happens beside a verdict, once it is on record: counts, log lines, people told. Nothing here
 * delays or changes what happens to the message.
 */
public record Aftermath(Counters counters, RecentTexts recent, Notices notices) {

  private static final System.Logger LOG = System.getLogger(Aftermath.class.getName());

  /** Who is told of decisions. Never blocks and never throws. */
  public interface Notices {

    /** Nobody is told. */
    Notices NONE = (whom, urgent, event, decision) -> {};

    /**
     * Tells somebody.
     *
     * @param whom a name that a rule uses
     * @param urgent whether it cannot wait
     */
    void tell(String whom, boolean urgent, MessageEvent event, Decision decision);
  }

  /** Carries out the side actions of one recorded decision. */
  void follow(MessageEvent event, Decision decision, boolean released) {
    for (SideAction action : decision.also()) {
      switch (action) {
        case SideAction.Count(String counter, long amount, boolean onRelease) -> {
          if (released || !onRelease) {
            counters.add(counter, amount, event.at());
          }
        }
        case SideAction.Log() ->
            LOG.log(
                System.Logger.Level.INFO,
                "{0} {1} by {2} (event {3})",
                event.service(),
                decision.verdict().label(),
                decision.because(),
                event.id());
        case SideAction.Notify(String whom) -> notices.tell(whom, false, event, decision);
        case SideAction.Escalate(String whom) -> notices.tell(whom, true, event, decision);
        // On the record already, and in the message.
        case SideAction.Tag _, SideAction.Disclaim _ -> {}
      }
    }
    if (released) {
      recent.posted(event);
    }
  }

  /** All of one request's. */
  void follow(List<Judgement> judged, boolean released) {
    judged.forEach(each -> follow(each.event(), each.decision(), released));
  }
}
