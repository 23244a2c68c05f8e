package org.lockkeeper.proxy.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One operation, as its description says.
 *
 * @param as what a text counts as where it is no message: {@code topic}, {@code alt-text}
 * @param tree the places in the body
 * @param places every place, by role; those in the body stand in the tree as well
 * @param answerId where the response has the service's id of what the request made
 * @param redactable whether the body may be changed
 * @param query the places in the query
 * @param introducing what a response says about whose a token is
 */
record OperationDescription(
    String name,
    List<RoutePattern> routes,
    ActKind act,
    String as,
    Set<BodyForm> forms,
    FieldTree tree,
    FieldTree query,
    Map<Role, List<Place>> places,
    Optional<FieldTree> answerId,
    boolean redactable,
    Optional<Sessions.Introducing> introducing) {

  OperationDescription {
    routes = List.copyOf(routes);
    forms = Set.copyOf(forms);
    places = Map.copyOf(places);
  }

  boolean carriesMessage() {
    return act.carriesMessage();
  }

  /** Whether a request may bring a file's bytes, so that a larger body is taken. */
  boolean carriesFiles() {
    return forms.contains(BodyForm.MULTIPART) || forms.contains(BodyForm.RAW);
  }

  List<Place> places(Role role) {
    return places.getOrDefault(role, List.of());
  }
}
