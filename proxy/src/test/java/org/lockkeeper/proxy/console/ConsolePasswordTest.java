package org.lockkeeper.proxy.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConsolePasswordTest {
  @Test
  void theFirstStartMakesAPasswordAndTheNextOneKnowsIt(@TempDir Path data) throws IOException {
    Path folder = data.resolve("console");
    ConsolePassword.Loaded first = ConsolePassword.loadOrCreate(folder);
    String made = first.freshlyMade().orElseThrow();
    assertThat(made).matches("[a-z2-9]{5}(-[a-z2-9]{5}){3}");

    ConsolePassword.Loaded second = ConsolePassword.loadOrCreate(folder);
    assertThat(second.freshlyMade()).isEmpty();
    assertThat(second.password().matches(made)).isTrue();
    assertThat(second.password().matches(made + " ")).isFalse();
    assertThat(second.password().matches("")).isFalse();
  }

  @Test
  void onlyTheHashIsKeptAndOnlyItsOwnerReadsIt(@TempDir Path data) throws IOException {
    String made = ConsolePassword.loadOrCreate(data).freshlyMade().orElseThrow();
    Path file = data.resolve("password");
    assertThat(Files.readString(file)).startsWith("$argon2id$v=19$").doesNotContain(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var left = Files.list(data)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void aFileThatHoldsNoHashIsNotOverwritten(@TempDir Path data) throws IOException {
    Path file = Files.writeString(data.resolve("password"), "hunter2");
    assertThatThrownBy(() -> ConsolePassword.loadOrCreate(data))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("delete it and restart")
        .hasMessageNotContaining("hunter2");
    assertThat(file).hasContent("hunter2");
  }

  @Test
  void aHashThatAsksForAllMemoryIsRefused(@TempDir Path data) throws IOException {
    String hash = ConsolePassword.of("word").toString().replace("m=19456", "m=900000000");
    Files.writeString(data.resolve("password"), hash);
    assertThatThrownBy(() -> ConsolePassword.loadOrCreate(data))
        .hasMessageContaining("cost out of bounds");
  }
}
