package org.lockkeeper.proxy.codec;

import java.util.concurrent.CompletionStage;

/**
 * One request and its response, as the wire layer sees them: it asks, and does as it is told. The
 * only door between sockets and everything else. A new one for each request; its methods are called
 * in the order below, each at most once, on one thread at a time.
 */
public interface Exchange {

  /** What is wanted of the request. Called as soon as the head is there; does not block. */
  Interest interest();

  /**
   * Judges a held request. Called only after {@link Interest.Hold}. The stage may complete on any
   * thread; it never completes exceptionally: what fails inside is an answer.
   */
  CompletionStage<Ruling> judge(HttpRequest request);

  /**
   * The answer to give in the service's own words when the request's body cannot be taken: too
   * large, an unknown content coding, broken off. Recorded before the stage completes. {@code
   * received} is the digest input so far.
   */
  CompletionStage<Ruling> unreadable(BodyFault fault, byte[] received);

  /** The service's whole response, where a copy was asked for. Does not block. */
  void answered(HttpResponse response);

  /**
   * The service could not be reached, broke off, or its response was too long to copy. Does not
   * block.
   */
  void unanswered(String why);

  /**
   * The response that tells a person that the service cannot be reached, in the service's own form.
   */
  HttpResponse unavailable(int status, String why);

  /** What shall happen with a held request. */
  sealed interface Ruling {
    /** Send this on, with a body made new where it was changed. */
    record Forward(HttpRequest request) implements Ruling {}

    /** Answer this; nothing goes on. */
    record Answer(HttpResponse response) implements Ruling {}
  }

  /** Why a body could not be taken. */
  enum BodyFault {
    TOO_LARGE(413, "the message is larger than this gateway takes"),
    UNKNOWN_CODING(415, "the message is encoded in a way this gateway does not read"),
    BROKEN_CODING(400, "the message's content coding is broken"),
    TIMED_OUT(408, "the message took too long to arrive");

    private final int status;
    private final String words;

    BodyFault(int status, String words) {
      this.status = status;
      this.words = words;
    }

    /** The HTTP status that says so (RFC 9110 §15.5). */
    public int status() {
      return status;
    }

    /** What a person is told. */
    public String words() {
      return words;
    }
  }
}
