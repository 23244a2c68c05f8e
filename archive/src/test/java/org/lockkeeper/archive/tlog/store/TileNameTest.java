package org.lockkeeper.archive.tlog.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileNameTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 256, tile/0/000",
    "0, 999, 256, tile/0/999",
    "0, 1000, 256, tile/0/x001/000",
    "0, 1234067, 256, tile/0/x001/x234/067",
    "3, 67, 17, tile/3/067.p/17",
    "63, 0, 1, tile/63/000.p/1",
    "-1, 1234067, 255, tile/entries/x001/x234/067.p/255",
  })
  void isNamedAsTheSpecificationSays(int level, long index, int width, String path) {
    TileName name = new TileName(level, index, width);
    assertThat(name.path()).isEqualTo(path);
    assertThat(TileName.parse(path)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tile",
        "tile/0",
        "tile/0/",
        "tile/0/0",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/0/x000/000",
        "tile/0/001/000",
        "tile/0/000.p/256",
        "tile/0/000.p/0",
        "tile/0/000.p/01",
        "tile/0/000.p",
        "tile/0/000.q/1",
        "tile/0/x99999999999999999999/000",
        "checkpoint",
      })
  void nothingElseIsATile(String path) {
    assertThat(TileName.parse(path)).isEmpty();
  }

  /** The specification's own example of a tree of 70,000 leaves. */
  @Test
  void widthsFollowFromTheTreesSize() {
    assertThat(TileName.in(70_000, 0, 272).width()).isEqualTo(256);
    assertThat(TileName.in(70_000, 0, 273).width()).isEqualTo(112);
    assertThat(TileName.in(70_000, 1, 0).width()).isEqualTo(256);
    assertThat(TileName.in(70_000, 1, 1).width()).isEqualTo(17);
    assertThat(TileName.in(70_000, 2, 0).width()).isEqualTo(1);
    assertThat(TileName.in(256, 1, 0).width()).isEqualTo(1);
  }
}
