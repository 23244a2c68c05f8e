package org.lockkeeper.proxy.service;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lockkeeper.message.Audience;
import org.lockkeeper.message.ServiceId;

/**
 * A service, as its description says.
 *
 * @param verifiedAgainst what the description was checked against, in words
 * @param habits how the service reads requests
 */
record ServiceDescription(
    ServiceId id,
    String title,
    String docs,
    String verifiedAgainst,
    Habits habits,
    Sessions sessions,
    List<OperationDescription> operations,
    Refusal refusal) {

  ServiceDescription {
    operations = List.copyOf(operations);
  }

  /**
   * How a service reads requests, where services differ.
   *
   * @param foldNames JSON names are equal when only their case differs
   * @param numbersAsTexts a JSON number where a text belongs is taken as its digits
   * @param readsQuery body fields may stand in the query as well
   * @param methodOverride a POST may name another method
   * @param mentions how people are addressed in a text
   * @param visibility what the service's words for an audience mean
   * @param signingSchemes authorization schemes under which forms are signed and may not change
   */
  record Habits(
      boolean foldNames,
      boolean numbersAsTexts,
      boolean readsQuery,
      boolean methodOverride,
      Mentions mentions,
      Map<String, Audience.Kind> visibility,
      Set<String> signingSchemes) {
    Habits {
      visibility = Map.copyOf(visibility);
      signingSchemes = Set.copyOf(signingSchemes);
    }
  }
}
