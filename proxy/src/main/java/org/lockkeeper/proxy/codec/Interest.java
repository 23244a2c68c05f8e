package org.lockkeeper.proxy.codec;

/** What the gateway wants of a request, judged by its head alone. */
public sealed interface Interest {

  /** Nothing: request and response stream through with back-pressure and are never aggregated. */
  record PassThrough() implements Interest {}

  /**
   * The whole request, before anything of it goes on.
   *
   * @param limit how many bytes of body, after undoing its coding; a longer one is refused with 413
   * @param answer whether a copy of the response is wanted too
   */
  record Hold(long limit, boolean answer) implements Interest {}

  /**
   * The request streams; a copy of the response is wanted, as of a who-am-I answer.
   *
   * @param limit how many bytes of response body at most; a longer one is not reported
   */
  record Overhear(long limit) implements Interest {}
}
