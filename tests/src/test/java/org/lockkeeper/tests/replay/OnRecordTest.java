package org.lockkeeper.tests.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lockkeeper.message.Digest;
import org.lockkeeper.tests.load.ChatTexts;

/** The judge of the replay must see what is missing. */
class OnRecordTest {

  @Test
  void aMessageThatIsNotOnRecordIsAFault() {
    var accepted = List.of(new Accepted(0, 0, "a", "hello", Digest.of("body".getBytes(UTF_8))));

    assertThat(OnRecord.of(Stream.of()).faults(accepted)).containsExactly("a is on record 0 times");
  }

  @Test
  void noTwoMessagesOfAReplayHaveTheSameBody() {
    var first = new ChatTexts.Message("1", "c", "ann", "same");
    var second = new ChatTexts.Message("2", "c", "ann", "same");

    assertThat(ReplayClient.body(first)).isNotEqualTo(ReplayClient.body(second));
  }
}
