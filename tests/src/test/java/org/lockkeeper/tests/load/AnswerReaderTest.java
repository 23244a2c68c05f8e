package org.lockkeeper.tests.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

  private static final String WITH_LENGTH =
      "HTTP/1.1 201 Created\r\nServer: x\r\ncontent-LENGTH: 5\r\n\r\nhello";
  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "5;a=b\r\nhello\r\n1\r\n!\r\n0\r\nTrailer: t\r\n\r\n";
  private static final String EMPTY = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
  private static final String INTERIM = "HTTP/1.1 100 Continue\r\n\r\n";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100_000})
  void answersAreFoundHoweverTheirBytesArrive(int step) {
    String stream = WITH_LENGTH + CHUNKED + INTERIM + EMPTY + WITH_LENGTH;
    var reader = new AnswerReader();
    ByteBuf unread = Unpooled.buffer();
    List<Integer> statuses = new ArrayList<>();

    for (int at = 0; at < stream.length(); at += step) {
      String part = stream.substring(at, Math.min(at + step, stream.length()));
      unread.writeBytes(part.getBytes(US_ASCII));
      for (int status = reader.read(unread); status >= 0; status = reader.read(unread)) {
        statuses.add(status);
      }
    }

    assertThat(statuses).containsExactly(201, 200, 404, 201);
    assertThat(unread.isReadable()).isFalse();
  }

  @Test
  void bytesThatAreNoHttpAreNotTakenForAnAnswer() {
    ByteBuf rubbish = Unpooled.copiedBuffer("SSH-2.0-x\r\n", US_ASCII);

    assertThatIllegalStateException().isThrownBy(() -> new AnswerReader().read(rubbish));
  }
}
