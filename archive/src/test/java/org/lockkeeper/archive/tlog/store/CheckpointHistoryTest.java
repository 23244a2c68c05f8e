package org.lockkeeper.archive.tlog.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.tlog.Note;
import org.lockkeeper.archive.tlog.NoteSigner;
import org.lockkeeper.archive.tlog.SignatureType;
import org.lockkeeper.archive.tlog.TestKeys;
import org.lockkeeper.archive.tlog.TreeHead;
import org.lockkeeper.archive.tlog.store.CheckpointHistory.Part;
import org.lockkeeper.message.Digest;

class CheckpointHistoryTest {

  @TempDir Path log;

  private final FaultyTiles files = new FaultyTiles();
  private final NoteSigner signer = TestKeys.signer(TileLogTest.ORIGIN, SignatureType.ED25519);
  private final NoteSigner witness =
      TestKeys.signer("witness.example/w", SignatureType.COSIGNATURE_ED25519);

  private CheckpointHistory history() {
    return new CheckpointHistory(log, files);
  }

  private static TreeHead head(long size) {
    return new TreeHead(TileLogTest.ORIGIN, size, Digest.of(new byte[] {(byte) size}));
  }

  private static Note signed(TreeHead head, NoteSigner by) {
    return new Note(head.text(), List.of(by.sign(head, TileLogTest.NOW)));
  }

  @Test
  void whatIsKeptSurvivesAPowerCut() {
    history().keep(signed(head(10), signer));
    history().keep(signed(head(9), signer));
    history().put(10, Part.TIME_STAMP, new byte[] {1});
    history().put(10, Part.EVIDENCE, new byte[] {2});
    files.cutPower();

    assertThat(history().sizes(Part.NOTE)).containsExactly(9L, 10L);
    assertThat(history().sizes(Part.TIME_STAMP)).containsExactly(10L);
    assertThat(history().note(10)).contains(signed(head(10), signer));
    assertThat(history().read(10, Part.EVIDENCE)).contains(new byte[] {2});
    assertThat(history().note(11)).isEmpty();
  }

  @Test
  void signaturesAddUpUntilTheStamp() {
    history().keep(signed(head(10), signer));
    assertThat(history().keep(signed(head(10), witness)).signatures()).hasSize(2);
    history().put(10, Part.TIME_STAMP, new byte[] {1});

    NoteSigner late = TestKeys.signer("late.example", SignatureType.COSIGNATURE_ED25519);
    assertThat(history().keep(signed(head(10), late)).signatures()).hasSize(2);
    assertThat(history().note(10).orElseThrow().signatures()).hasSize(2);
  }

  @Test
  void anotherTreeOfTheSameSizeIsRefused() {
    history().keep(signed(head(10), signer));
    TreeHead other = new TreeHead(TileLogTest.ORIGIN, 10, Digest.of(new byte[0]));
    assertThatThrownBy(() -> history().keep(signed(other, signer)))
        .isInstanceOf(ArchiveFailure.class)
        .hasMessageContaining("one of the two is forged");
  }

  @Test
  void aDamagedNoteIsNamed() throws IOException {
    history().keep(signed(head(10), signer));
    Files.writeString(log.resolve("history/10.note"), "nonsense");
    assertThatThrownBy(() -> history().note(10))
        .isInstanceOf(ArchiveFailure.class)
        .hasMessageContaining("10.note is damaged");
  }

  @Test
  void strangersFilesAreNotCounted() throws IOException {
    Files.createDirectories(log.resolve("history"));
    Files.writeString(log.resolve("history/x.note"), "");
    Files.writeString(log.resolve("history/10.note.new"), "");
    assertThat(history().sizes(Part.NOTE)).isEmpty();
  }
}
