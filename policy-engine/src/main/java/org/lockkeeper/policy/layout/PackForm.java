package org.lockkeeper.policy.layout;

import java.util.List;
import java.util.Optional;
import org.lockkeeper.yaml.Faults;
import org.lockkeeper.yaml.Where;
import org.lockkeeper.yaml.Written;
import org.lockkeeper.yaml.WrittenReader;
import org.lockkeeper.yaml.YamlReader;

/**
 * The standard form of a pack. Says what the pack said: the same values, every comment. Pure.
 *
 * @param text the pack in the standard form
 * @param mends what was changed besides its form
 */
public record PackForm(String text, List<Mend> mends) {

  public PackForm {
    mends = List.copyOf(mends);
  }

  /**
   * Something that was mended.
   *
   * @param where the place in the pack as it was
   */
  public record Mend(Where where, String what) {
    @Override
    public String toString() {
      return where + ": " + what;
    }
  }

  /**
   * A pack in the standard form; empty, with faults, if it cannot be read.
   *
   * @param name how faults shall call the file
   */
  public static Optional<PackForm> of(String text, String name, Faults faults) {
    return read(text, name, faults).flatMap(pack -> printed(pack, List.of(), name, faults));
  }

  /** The same with every mend made that needs no thought. */
  public static Optional<PackForm> mended(String text, String name, Faults faults) {
    return read(text, name, faults)
        .flatMap(
            pack -> {
              Mending mending = new Mending(name);
              return printed(mending.mended(pack), mending.mends(), name, faults);
            });
  }

  private static Optional<Written.Pairs> read(String text, String name, Faults faults) {
    Faults own = new Faults();
    boolean sound = new YamlReader(own).read(text, name).isPresent() && own.none();
    own.all().forEach(fault -> faults.add(fault.where(), fault.message()));
    if (!sound) {
      return Optional.empty();
    }
    Optional<Written.Pairs> pack = WrittenReader.read(text);
    if (pack.isEmpty() && !text.isBlank()) {
      faults.add(new Where(name, 0), "the file is no map of plain keys, and cannot be laid out");
    }
    return pack;
  }

  private static Optional<PackForm> printed(
      Written.Pairs pack, List<Mend> mends, String name, Faults faults) {
    String text = PackPrinter.print(pack);
    Optional<Written.Pairs> again = WrittenReader.read(text);
    // Nobody's pack is written over by something that says less.
    if (again.isEmpty() || !again.get().same(pack) || again.get().comments() != pack.comments()) {
      faults.add(
          new Where(name, 0),
          "this file cannot be laid out without losing something; a comment inside braces may stand"
              + " in the way: put it on a line of its own");
      return Optional.empty();
    }
    return Optional.of(new PackForm(text, mends));
  }
}
