package org.lockkeeper.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockkeeper.message.Content;

class ReasonLineTest {

  @Test
  void theLastLineIsTakenWithTheLineBreakBeforeIt() {
    ReasonLine line = find("see you\nreason: the customer asked").orElseThrow();

    assertThat(line.reason()).isEqualTo("the customer asked");
    assertThat(line.rest().parts().getFirst().text()).isEqualTo("see you");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nReason: x", "a\nREASON:x", "a\nreason:   x  \n", "a\rreason: x"})
  void caseSpacesAndLineBreaksDoNotMatter(String text) {
    ReasonLine line = find(text).orElseThrow();

    assertThat(line.reason()).isEqualTo("x");
    assertThat(line.rest().parts().getFirst().text()).isEqualTo("a");
    assertThat(Changed.parts(Content.text("/m", text), List.of(line.removal())).getFirst().text())
        .isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "reason: alone",
        "a\nreason:",
        "a\nreason:   \n",
        "a\nreason: x\nand more",
        "a\nreasons: x",
        "a reason: x"
      })
  void whatIsNoLastReasonLineIsLeftAlone(String text) {
    assertThat(find(text)).isEmpty();
  }

  private static Optional<ReasonLine> find(String text) {
    return ReasonLine.in(Content.text("/m", text));
  }
}
