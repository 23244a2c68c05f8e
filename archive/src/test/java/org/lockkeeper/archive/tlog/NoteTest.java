package org.lockkeeper.archive.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTest {

  private static final Instant NOW = Instant.parse("2026-11-25T13:00:00Z");
  private static final TreeHead HEAD = new TreeHead("log.example/1", 42, TreeHasher.EMPTY);

  /** The example of C2SP signed-note, made by another implementation. */
  @Test
  void thePublishedExampleHolds() throws ProofFault {
    VerifierKey key =
        VerifierKey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
    String text =
        """
        This is an example message.

        — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
        """;

    Note note = note(text);

    assertThat(note.verify(List.of(key))).extracting(Note.Verified::key).containsExactly(key);
    assertThat(note).hasToString(text);
    assertThat(kind(() -> note(text.replace("an", "no")).verify(List.of(key))))
        .isEqualTo(ProofFault.Kind.FORGED);
  }

  @ParameterizedTest
  @EnumSource
  void aSignatureHoldsOverItsTextOnly(SignatureType type) throws ProofFault {
    NoteSigner signer = TestKeys.signer("log.example/1", type);
    List<VerifierKey> known = List.of(signer.verifier());
    Note note = Note.parse(signed(HEAD, signer).bytes());

    assertThat(note.verify(known).getFirst().time())
        .isEqualTo(type.timestamped() ? Optional.of(NOW) : Optional.empty());

    TreeHead other = new TreeHead(HEAD.origin(), 43, HEAD.root());
    Note moved = new Note(other.text(), note.signatures());
    assertThat(kind(() -> moved.verify(known))).isEqualTo(ProofFault.Kind.FORGED);
    List<VerifierKey> strangers = List.of(TestKeys.signer("log.example/1", type).verifier());
    assertThat(kind(() -> note.verify(strangers))).isEqualTo(ProofFault.Kind.UNSIGNED);
  }

  @ParameterizedTest
  @EnumSource
  void aKeyIsReadAsItIsWritten(SignatureType type) throws ProofFault {
    VerifierKey key = TestKeys.signer("witness.example/w", type).verifier();
    assertThat(VerifierKey.parse(key + "\n")).isEqualTo(key);
  }

  @ParameterizedTest
  @EnumSource
  void everyFlippedBitOfASignedCheckpointShows(SignatureType type) {
    NoteSigner signer = TestKeys.signer("log.example/1", type);
    byte[] bytes = signed(HEAD, signer).bytes();
    // Every bit of a small note; of a large one every bit of one byte in seven.
    int step = bytes.length > 1000 ? 7 * 8 : 1;
    for (int bit = 0; bit < bytes.length * 8; bit += step) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> Note.parse(flipped).verify(List.of(signer.verifier())))
          .isInstanceOf(ProofFault.class);
    }
  }

  @Test
  void signaturesByStrangersArePassedOver() throws ProofFault {
    NoteSigner log = TestKeys.signer("log.example/1", SignatureType.ED25519);
    NoteSigner second = TestKeys.signer("log.example/1", SignatureType.COSIGNATURE_ML_DSA_44);
    NoteSigner witness = TestKeys.signer("witness.example/w", SignatureType.COSIGNATURE_ED25519);
    NoteSigner stranger = TestKeys.signer("stranger.example", SignatureType.ED25519);
    Note note = signed(HEAD, stranger, log, second, witness);

    assertThat(note.verify(List.of(witness.verifier(), log.verifier())))
        .extracting(Note.Verified::key)
        .containsExactly(log.verifier(), witness.verifier());
    assertThat(note.with(note.signatures())).isEqualTo(note);
    assertThat(note.by(List.of(log.verifier()))).hasSize(1);
  }

  @Test
  void oneForgedSignatureSpoilsTheNote() {
    NoteSigner log = TestKeys.signer("log.example/1", SignatureType.ED25519);
    NoteSigner witness = TestKeys.signer("witness.example/w", SignatureType.COSIGNATURE_ED25519);
    List<NoteSignature> signatures = new ArrayList<>(signed(HEAD, log).signatures());
    TreeHead other = new TreeHead(HEAD.origin(), 7, HEAD.root());
    signatures.addAll(signed(other, witness).signatures());
    Note note = new Note(HEAD.text(), signatures);

    assertThat(kind(() -> note.verify(List.of(log.verifier(), witness.verifier()))))
        .isEqualTo(ProofFault.Kind.FORGED);
  }

  @Test
  void sixteenSignaturesAndMoreAreTaken() throws ProofFault {
    NoteSigner log = TestKeys.signer("log.example/1", SignatureType.ED25519);
    NoteSigner large = TestKeys.signer("w.example", SignatureType.COSIGNATURE_ML_DSA_44);
    List<NoteSignature> all = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      all.add(large.sign(HEAD, NOW.plusSeconds(i)));
    }
    all.add(log.sign(HEAD, NOW));
    Note note = Note.parse(new Note(HEAD.text(), all).bytes());
    assertThat(note.signatures()).hasSize(17);
    assertThat(note.verify(List.of(log.verifier()))).hasSize(1);
  }

  @Test
  void theTextMayHaveEmptyLines() throws ProofFault {
    Note note = note("one\n\ntwo\n\n— k.example AAAAAAA=\n");
    assertThat(note.text()).isEqualTo("one\n\ntwo\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "text\n",
        "text\n\n",
        "text\n\n— k.example AAAAAAA=",
        "text\n\n— k.example AAAAAAA=\ntrailing\n",
        "text\n\n— k.example  AAAAAAA=\n",
        "text\n\n- k.example AAAAAAA=\n",
        "text\n\n— k.exa+mple AAAAAAA=\n",
        "text\n\n—  AAAAAAA=\n",
        "text\n\n— k.example AAAA\n",
        "text\n\n— k.example AAAAAAB=\n",
        "text\n\n— k.example AAAAAAA\n",
        "text\n\n— k.example A?AAAAA=\n",
        "te\u0001xt\n\n— k.example AAAAAAA=\n",
        "text\r\n\n— k.example AAAAAAA=\n",
      })
  void whatIsNoNoteIsRefused(String text) {
    assertThat(kind(() -> note(text))).isEqualTo(ProofFault.Kind.MALFORMED);
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] bytes = "text\n\n— k.example AAAAAAA=\n".getBytes(StandardCharsets.UTF_8);
    bytes[0] = (byte) 0xff;
    assertThat(kind(() -> Note.parse(bytes))).isEqualTo(ProofFault.Kind.MALFORMED);
    assertThat(kind(() -> Note.parse(new byte[Note.LARGEST + 1])))
        .isEqualTo(ProofFault.Kind.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "origin\n",
        "origin\n1\n",
        "origin\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "origin\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "origin\n+1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "origin\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
        "origin\n1\nAAAA\n",
        "origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\nextension\n",
      })
  void whatIsNoCheckpointIsRefused(String text) {
    assertThat(kind(() -> TreeHead.parse(text))).isEqualTo(ProofFault.Kind.MALFORMED);
  }

  @Test
  void extensionLinesAreKept() throws ProofFault {
    TreeHead head = new TreeHead("o", 0, TreeHasher.EMPTY, List.of("one", "two"));
    assertThat(TreeHead.parse(head.text())).isEqualTo(head);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "name",
        "name+530d903a",
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv",
        "example.com/foo+530d903a+",
      })
  void whatIsNoKeyIsRefused(String text) {
    assertThat(kind(() -> VerifierKey.parse(text))).isEqualTo(ProofFault.Kind.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a+b", "a\u00a0b", "a\u2003b", "a\nb"})
  void namesWithSpacesAreRefused(String name) {
    assertThatThrownBy(() -> TestKeys.signer(name, SignatureType.ED25519))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static Note signed(TreeHead head, NoteSigner... signers) {
    List<NoteSignature> signatures = new ArrayList<>();
    for (NoteSigner signer : signers) {
      signatures.add(signer.sign(head, NOW));
    }
    return new Note(head.text(), Collections.unmodifiableList(signatures));
  }

  private static Note note(String text) throws ProofFault {
    return Note.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  interface Attempt {
    void run() throws ProofFault;
  }

  static ProofFault.Kind kind(Attempt attempt) {
    try {
      attempt.run();
    } catch (ProofFault fault) {
      return fault.kind();
    }
    throw new AssertionError("no fault was found");
  }
}
