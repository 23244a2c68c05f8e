package org.lockkeeper.archive.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.lockkeeper.message.Digest;

/** What every make of {@link BlobStore} must do. */
interface BlobStoreContract {

  /** Opens the store, a new one at first; then the same one again. */
  BlobStore open() throws IOException;

  @Test
  default void givesBackWhatWasPut() throws IOException {
    byte[] content = new byte[100_000];
    content[7] = 7;
    Digest name = Digest.of(content);
    open().put(name, content);
    open().put(name, content);

    assertThat(read(open(), name)).isEqualTo(content);
  }

  @Test
  default void keepsEmptyFilesAndHasNoOthers() throws IOException {
    BlobStore store = open();
    Digest empty = Digest.of(new byte[0]);
    assertThat(store.open(empty)).isEmpty();
    store.put(empty, new byte[0]);
    assertThat(read(store, empty)).isEmpty();
    assertThat(store.open(Digest.of(new byte[1]))).isEmpty();
  }

  @Test
  default void manyThreadsMayPutTheSame() throws Exception {
    BlobStore store = open();
    byte[] content = {1, 2, 3};
    Digest name = Digest.of(content);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> done = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        Callable<byte[]> putAndRead =
            () -> {
              store.put(name, content);
              return read(store, name);
            };
        done.add(threads.submit(putAndRead));
      }
      for (Future<byte[]> one : done) {
        assertThat(one.get()).isEqualTo(content);
      }
    }
  }

  private static byte[] read(BlobStore store, Digest name) throws IOException {
    try (InputStream in = store.open(name).orElseThrow()) {
      return in.readAllBytes();
    }
  }
}
