package org.lockkeeper.message;

import java.util.List;
import java.util.Optional;

/** What was done. A closed list: adding a case breaks every switch that must think about it. */
public sealed interface Action {

  /** A new message, or a reply. */
  record Post(Content content, Optional<NativeId> inReplyTo) implements Action {}

  /** A new text for a message that exists. */
  record Edit(NativeId target, Content content) implements Action {}

  /** A message taken back. */
  record Delete(NativeId target) implements Action {}

  /** A reaction given or, with {@code removed}, taken back. */
  record React(NativeId target, String symbol, boolean removed) implements Action {}

  /** A file handed to the service, not yet part of a message. */
  record Upload(Attachment file) implements Action {}

  /** A file fetched from the service. */
  record Download(NativeId file) implements Action {}

  /** Messages read, up to and including one. */
  record Read(NativeId upTo) implements Action {}

  /** Somebody asked into a channel. */
  record Invite(Actor whom) implements Action {}

  /**
   * A text that is no message but is seen by others all the same.
   *
   * @param what which one: {@code topic}, {@code status}, {@code profile}, {@code alt-text} …
   */
  record Describe(String what, Content content) implements Action {}

  /** A channel entered. */
  record Join() implements Action {}

  /** A channel left. */
  record Leave() implements Action {}

  /** What was said by the act; {@link Content#EMPTY} for acts without words. */
  default Content content() {
    return switch (this) {
      case Post post -> post.content();
      case Edit edit -> edit.content();
      case Describe describe -> describe.content();
      case Upload upload -> new Content(List.of(), List.of(upload.file()));
      case Delete _, React _, Download _, Read _, Invite _, Join _, Leave _ -> Content.EMPTY;
    };
  }

  /** The act's short name, as commands and searches use it. */
  default String verb() {
    return switch (this) {
      case Post _ -> "post";
      case Edit _ -> "edit";
      case Delete _ -> "delete";
      case React react -> react.removed() ? "unreact" : "react";
      case Upload _ -> "upload";
      case Download _ -> "download";
      case Read _ -> "read";
      case Invite _ -> "invite";
      case Describe describe -> describe.what();
      case Join _ -> "join";
      case Leave _ -> "leave";
    };
  }
}
