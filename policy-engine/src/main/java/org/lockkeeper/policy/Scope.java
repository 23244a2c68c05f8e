package org.lockkeeper.policy;

import java.util.List;

/** Where a rule looks: every one of these must hold. */
public record Scope(List<ScopeTest> tests) {

  /** Everywhere. */
  public static final Scope EVERYWHERE = new Scope(List.of());

  public Scope {
    tests = List.copyOf(tests);
  }

  /** No when one of the tests says no, else unknown when one of them cannot tell. */
  Truth of(Circumstances act) {
    Truth all = Truth.YES;
    for (ScopeTest test : tests) {
      switch (test.of(act)) {
        case YES -> {}
        case NO -> {
          return Truth.NO;
        }
        case UNKNOWN -> all = Truth.UNKNOWN;
      }
    }
    return all;
  }
}
