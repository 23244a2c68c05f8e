package org.lockkeeper.yaml;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Names mistyped. */
public final class Slips {

  private Slips() {}

  /**
   * The known name a mistyped one must have meant: the only one within two letters of it, and no
   * whole other word.
   */
  public static Optional<String> meant(String typed, Collection<String> known) {
    List<String> near = known.stream().filter(name -> close(typed, name)).toList();
    return near.size() == 1 ? Optional.of(near.getFirst()) : Optional.empty();
  }

  private static boolean close(String typed, String name) {
    // Of a short name, two other letters make another word.
    return Units.distance(typed, name) <= (name.length() < 5 ? 1 : 2);
  }
}
