package org.lockkeeper.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.Audience;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.Digest;
import org.lockkeeper.message.Direction;
import org.lockkeeper.message.EventId;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.PolicyVersion;
import org.lockkeeper.yaml.FaultyFileException;

/** What any source of policies does with a change. */
public interface PolicySourceContract {

  /** Two rules that block a word each: a set used by halves would show. */
  String PACK =
      """
      pack: p
      version: 1
      owner: test
      lists: { ones: { terms: [%1$s] }, twos: { terms: [%1$stoo] } }
      rules:
      - id: ONE
        title: t
        when: { list: ones }
        do: { block: true, tell: t }
        tests: [ { say: "%1$s", expect: block }, { say: x, expect: allow } ]
      - id: TWO
        title: t
        when: { list: twos }
        do: { block: true, tell: t }
        tests: [ { say: "%1$stoo", expect: block }, { say: x, expect: allow } ]
      """;

  /** A source and the world that changes it. */
  interface Stage extends AutoCloseable {

    PolicySource source();

    /** Somebody makes this pack the whole set. */
    void change(String pack);

    /** What was said of sets that were refused. */
    List<String> refusals();

    /** Waits as long as this make may take. */
    void until(BooleanSupplier holds);

    @Override
    void close();
  }

  /** A source with this pack in force. */
  Stage stage(Path folder, String pack);

  /** What a source's policy says of a text. */
  static String verdict(PolicySource source, String text) {
    MessageEvent event =
        new MessageEvent(
            new EventId(new UUID(0, 1)),
            Instant.EPOCH,
            Direction.OUT,
            new ServiceId("chat"),
            new Actor("1", "ann"),
            Audience.channel("c"),
            new Action.Post(Content.text("text", text), Optional.empty()),
            Digest.of(new byte[0]));
    return source.current().inspect(event, Facts.NONE).verdict().label();
  }

  private static boolean blocks(Stage stage, String word) {
    return verdict(stage.source(), word).equals("block");
  }

  @Test
  default void aChangeComesIntoForceWhole(@TempDir Path folder) {
    try (Stage stage = stage(folder, PACK.formatted("alpha"))) {
      PolicyVersion before = stage.source().version();
      assertThat(blocks(stage, "alpha")).isTrue();
      stage.change(PACK.formatted("gamma"));
      stage.until(() -> blocks(stage, "gamma"));
      assertThat(blocks(stage, "gammatoo")).isTrue();
      assertThat(blocks(stage, "alpha") || blocks(stage, "alphatoo")).isFalse();
      assertThat(stage.source().version()).isNotEqualTo(before);
      assertThat(stage.refusals()).isEmpty();
    }
  }

  @Test
  default void aSetThatDoesNotLoadChangesNothingAndIsExplained(@TempDir Path folder) {
    try (Stage stage = stage(folder, PACK.formatted("alpha"))) {
      PolicyVersion before = stage.source().version();
      stage.change(PACK.formatted("gamma").replace("{ list: twos }", "{ list: threes }"));
      stage.until(() -> !stage.refusals().isEmpty());
      assertThat(stage.refusals()).anySatisfy(why -> assertThat(why).contains("threes"));
      assertThat(stage.source().version()).isEqualTo(before);
      assertThat(blocks(stage, "alpha")).isTrue();
      assertThat(blocks(stage, "gamma")).isFalse();
    }
  }

  @Test
  default void aSetWhoseOwnTestsFailChangesNothing(@TempDir Path folder) {
    try (Stage stage = stage(folder, PACK.formatted("alpha"))) {
      stage.change(
          PACK.formatted("gamma").replace("say: x, expect: allow", "say: x, expect: hold"));
      stage.until(() -> !stage.refusals().isEmpty());
      assertThat(blocks(stage, "alpha")).isTrue();
    }
  }

  @Test
  default void aMendedSetComesIntoForce(@TempDir Path folder) {
    try (Stage stage = stage(folder, PACK.formatted("alpha"))) {
      stage.change("pack: 1");
      stage.until(() -> !stage.refusals().isEmpty());
      stage.change(PACK.formatted("gamma"));
      stage.until(() -> blocks(stage, "gamma"));
    }
  }

  @Test
  default void aClosedSourceLeavesItsPolicyUsable(@TempDir Path folder) {
    Stage stage = stage(folder, PACK.formatted("alpha"));
    stage.close();
    assertThat(blocks(stage, "alpha")).isTrue();
  }

  @Test
  default void theFirstSetMustBeWhole(@TempDir Path folder) {
    assertThatThrownBy(() -> stage(folder, "rules: 1").close())
        .isInstanceOf(FaultyFileException.class);
  }
}
