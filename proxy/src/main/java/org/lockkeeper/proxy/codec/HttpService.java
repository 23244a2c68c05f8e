package org.lockkeeper.proxy.codec;

import java.util.List;
import java.util.Optional;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.Audience;
import org.lockkeeper.message.NativeId;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.policy.Notice;
import org.lockkeeper.policy.Redaction;

/**
 * A service that is an HTTP API: pure functions over requests and responses. No sockets, no clock,
 * no state; safe to call from many threads.
 */
public interface HttpService {

  /** The service's name. */
  ServiceId id();

  /**
   * Which operation a request is, by its head alone; empty for a route the service's description
   * does not name.
   */
  Optional<Operation> operation(HttpRequestHead head);

  /** What a request says. */
  Reading read(Operation operation, HttpRequest request);

  /**
   * The service's own ids of what the request made, read from the response, in the order of the
   * request's acts.
   */
  List<NativeId> assigned(Operation operation, HttpResponse response);

  /** The token by which a request proves whose it is; never logged, never recorded. */
  Optional<Token> token(HttpRequestHead head);

  /** What a response says about whose token is whose: an answer to a log-in or a who-am-I. */
  Optional<Introduction> introduction(HttpRequestHead head, HttpResponse response);

  /** The request that asks the service whose a token is. */
  Optional<HttpRequestHead> whoAmI(HttpRequestHead like);

  /** This service's own way to say no. */
  HttpResponse refuse(int status, Notice why);

  /** The refusal of a judged message, with the status this service uses for it. */
  HttpResponse refuse(Notice why);

  /**
   * The request with spans of its texts replaced; empty if that cannot be done, so that the caller
   * blocks.
   */
  Optional<HttpRequest> redact(Operation operation, HttpRequest request, List<Redaction> how);

  /**
   * One operation of a service.
   *
   * @param name the operation's name in the description, {@code post}
   * @param carriesMessage whether its requests carry what a person says, so that they are held
   * @param carriesFiles whether its requests may carry a file's bytes, so that a larger body is
   *     taken
   * @param introduces whether its responses tell whose a token is
   * @param index the operation's place in the description
   */
  record Operation(
      String name, boolean carriesMessage, boolean carriesFiles, boolean introduces, int index) {}

  /** What came of reading a request. */
  sealed interface Reading {
    /** What is said, and to whom. Usually one act; more where a request carries several. */
    record Acts(List<Act> acts) implements Reading {
      public Acts {
        acts = List.copyOf(acts);
      }
    }

    /** The request is not what its operation promises. */
    record Unreadable(String why) implements Reading {}
  }

  /**
   * One act in a request. Attachments that the request names by id are {@linkplain
   * org.lockkeeper.message.Attachment#unseen unseen}.
   *
   * @param files files whose bytes the request carries. An {@link Action.Upload} names its one file
   *     itself; the attachments of other actions are only those named by id.
   */
  record Act(Action action, Audience audience, List<UploadedFile> files) {
    public Act {
      files = List.copyOf(files);
    }
  }

  /** A file's bytes inside a request. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared; a copy of a file would cost its size.
  record UploadedFile(String name, String declaredType, byte[] content) {}

  /** A session's secret. Printed nowhere. */
  record Token(String secret) {
    @Override
    public String toString() {
      return "a token";
    }
  }

  /** Whose a token is. */
  record Introduction(Token token, Actor actor) {}
}
