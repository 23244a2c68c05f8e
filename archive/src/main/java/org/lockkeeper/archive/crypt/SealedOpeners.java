package org.lockkeeper.archive.crypt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.lockkeeper.archive.keys.KeyRing;
import org.lockkeeper.archive.log.FrameSource;

/** The opener of the segment a walk is in. For one thread. */
final class SealedOpeners implements AutoCloseable {

  private final KeyRing ring;
  private final Packing packing;
  private Optional<Path> segment = Optional.empty();
  private Optional<SealedOpener> open = Optional.empty();

  SealedOpeners(KeyRing ring, Packing packing) {
    this.ring = ring;
    this.packing = packing;
  }

  SealedOpener of(FrameSource.Frame frame) throws IOException {
    if (open.isEmpty() || !segment.equals(Optional.of(frame.segment()))) {
      close();
      open = Optional.of(new SealedOpener(frame.segment(), frame.start(), ring, packing));
      segment = Optional.of(frame.segment());
    }
    return open.get();
  }

  @Override
  public void close() throws IOException {
    if (open.isPresent()) {
      open.get().close();
    }
  }
}
