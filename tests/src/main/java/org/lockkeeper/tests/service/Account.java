package org.lockkeeper.tests.service;

/**
 * A person the fictional service knows.
 *
 * @param id the service's id of the person
 * @param password what the person logs in with
 * @param token what a session of the person proves itself with
 */
public record Account(String id, String name, String password, String token) {

  /** An account whose secrets follow from its name. */
  public static Account named(String name) {
    String id = (name + "0".repeat(26)).substring(0, 26);
    return new Account(id, name, "password of " + name, "token-of-" + name);
  }
}
