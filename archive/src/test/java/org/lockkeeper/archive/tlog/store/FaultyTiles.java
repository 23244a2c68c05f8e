package org.lockkeeper.archive.tlog.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The real disk, with hooks: it stops at a chosen step, is full, fails to sync; and a power cut
 * takes back whatever was not synced: contents of files, names, directories.
 */
public final class FaultyTiles implements TileFiles {

  /** The step at which everything ends, counted from 0; all later ones fail too. */
  public long endsAt = Long.MAX_VALUE;

  /** The one step that finds no space, counted from 0. */
  public long fullAt = Long.MAX_VALUE;

  /** Whether syncing fails. */
  public boolean syncFails;

  private long steps;
  private final DiskTiles disk = new DiskTiles();
  private final Set<Path> unsynced = new HashSet<>();
  private final Deque<Unnamed> names = new ArrayDeque<>();

  /** A name that may still be lost, and what a power cut makes of it. */
  private record Unnamed(Path directory, Runnable takeBack) {}

  public long steps() {
    return steps;
  }

  /** What is left when power comes back. */
  public void cutPower() {
    for (Path path : unsynced) {
      half(path);
    }
    unsynced.clear();
    while (!names.isEmpty()) {
      names.pop().takeBack().run();
    }
  }

  private static void half(Path path) {
    try {
      if (Files.exists(path)) {
        byte[] bytes = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(bytes, bytes.length / 2));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void step() throws IOException {
    long step = steps++;
    if (step >= endsAt) {
      throw new IOException("the process was killed");
    }
    if (step == fullAt) {
      throw new IOException("No space left on device");
    }
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    step();
    disk.createDirectory(directory);
    names.push(new Unnamed(DurableFile.parent(directory), () -> removeAll(directory)));
  }

  private static void removeAll(Path directory) {
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path path : walk.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void write(Path path, byte[] bytes) throws IOException {
    unsynced.add(path);
    try {
      step();
    } catch (IOException e) {
      disk.write(path, Arrays.copyOf(bytes, bytes.length / 2));
      throw e;
    }
    disk.write(path, bytes);
  }

  @Override
  public void sync(Path path) throws IOException {
    step();
    if (syncFails) {
      throw new IOException("Input/output error");
    }
    unsynced.remove(path);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    step();
    Optional<byte[]> before =
        Files.exists(to) ? Optional.of(Files.readAllBytes(to)) : Optional.empty();
    disk.move(from, to);
    if (unsynced.remove(from)) {
      unsynced.add(to);
    }
    names.push(new Unnamed(DurableFile.parent(to), () -> takeBack(from, to, before)));
  }

  private static void takeBack(Path from, Path to, Optional<byte[]> before) {
    try {
      if (!Files.exists(to)) {
        return;
      }
      Files.move(to, from, StandardCopyOption.REPLACE_EXISTING);
      if (before.isPresent()) {
        Files.write(to, before.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    step();
    if (syncFails) {
      throw new IOException("Input/output error");
    }
    Iterator<Unnamed> all = names.iterator();
    while (all.hasNext()) {
      if (all.next().directory().equals(directory.toAbsolutePath())) {
        all.remove();
      }
    }
  }

  @Override
  public void delete(Path path) throws IOException {
    step();
    disk.delete(path);
  }
}
