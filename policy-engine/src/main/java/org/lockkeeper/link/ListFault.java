package org.lockkeeper.link;

import java.io.Serial;

/** That something offered as a list is none, in words for an operator. The list before it stays. */
public final class ListFault extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /** A fault; the message goes on after "the list NAME is refused:". */
  public ListFault(String message) {
    super(message);
  }
}
