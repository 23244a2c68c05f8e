package org.lockkeeper.message;

import java.util.regex.Pattern;

/** The short name of a messaging service, as its descriptor gives it: {@code mattermost}. */
public record ServiceId(String value) {

  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  /**
   * @throws IllegalArgumentException unless the name is 1 to 64 lower-case letters, digits, dashes
   */
  public ServiceId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a service name is 1 to 64 lower-case letters, digits and dashes, not \"" + value + "\"");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
