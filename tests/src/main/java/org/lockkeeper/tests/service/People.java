package org.lockkeeper.tests.service;

import java.util.List;
import java.util.Optional;

/** Who may use the fictional service. */
record People(List<Account> accounts) {

  People {
    accounts = List.copyOf(accounts);
  }

  Optional<Account> of(Received request) {
    String proof = request.header("authorization");
    return accounts.stream().filter(one -> proof.equals("Bearer " + one.token())).findFirst();
  }

  Optional<Account> logIn(String name, String password) {
    return accounts.stream()
        .filter(one -> one.name().equals(name) && one.password().equals(password))
        .findFirst();
  }
}
