package org.lockkeeper.proxy.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.lockkeeper.archive.index.Hits;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.message.Audience;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.bundle.Bundle;
import org.lockkeeper.policy.bundle.SignedBundle;
import org.lockkeeper.policy.load.RuleTests;
import org.lockkeeper.proxy.service.ServiceCatalog;
import org.lockkeeper.yaml.Fault;

/** The JSON that commands print, stable enough to build on. */
final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static String fault(Fault fault) {
    return object()
        .put("file", fault.where().file())
        .put("line", fault.where().line())
        .put("message", fault.message())
        .toString();
  }

  static String outcome(RuleTests.Outcome outcome) {
    ObjectNode line = object().put("name", outcome.name()).put("passed", outcome.passed());
    ArrayNode failures = line.putArray("failures");
    outcome.failures().forEach(failure -> failures.add(failure.toString()));
    return line.toString();
  }

  static String bundle(SignedBundle signed) {
    Bundle.Header header = signed.bundle().header();
    ObjectNode line =
        object()
            .put("trusted", true)
            .put("label", header.label())
            .put("author", header.author())
            .put("created", header.createdAt().toString())
            .put("bundle", signed.digest().toString())
            .put("signer", signed.signer().toString())
            .put("files", signed.bundle().files().size());
    header.parent().ifPresent(parent -> line.put("parent", parent.toString()));
    return line.toString();
  }

  static String service(ServiceCatalog.Listed service) {
    ObjectNode line =
        object()
            .put("service", service.id().value())
            .put("title", service.title())
            .put("docs", service.docs())
            .put("verified", service.verifiedAgainst())
            .put("plays", service.plays());
    ArrayNode operations = line.putArray("operations");
    for (ServiceCatalog.ListedOperation operation : service.operations()) {
      ObjectNode each =
          operations
              .addObject()
              .put("name", operation.name())
              .put("act", operation.act())
              .put("judged", operation.carriesMessage());
      ArrayNode routes = each.putArray("routes");
      operation.routes().forEach(routes::add);
    }
    return line.toString();
  }

  /**
   * One hit of a search: id, position, time, service, channel, author, text, highlights, and what
   * became of it.
   */
  static String hit(Hits.Hit hit) {
    ObjectNode line =
        object()
            .put("id", hit.record().event().toString())
            .put("position", hit.position().sequence())
            .put("time", hit.record().at().toString());
    switch (hit.record()) {
      case ArchiveRecord.Judged judged -> judged(line, judged);
      case ArchiveRecord.Unread unread ->
          line.put("service", unread.service().value())
              .put("author", unread.actor().handle())
              .put("unread", unread.why());
      case ArchiveRecord.Answered answered -> line.put("status", answered.status());
    }
    hit.assigned().ifPresent(id -> line.put("native", id.value()));
    ArrayNode highlights = line.putArray("highlights");
    for (Hits.Highlight highlight : hit.highlights()) {
      highlights
          .addObject()
          .put("part", highlight.pointer())
          .put("start", highlight.start())
          .put("end", highlight.end());
    }
    return line.toString();
  }

  private static void judged(ObjectNode line, ArchiveRecord.Judged judged) {
    MessageEvent event = judged.message();
    Audience audience = event.audience();
    List<TextPart> parts = event.action().content().parts();
    line.put("service", event.service().value())
        .put("channel", audience.channel())
        .put("author", event.actor().handle())
        .put("action", event.action().verb())
        .put("verdict", judged.decision().verdict().label())
        .put("text", parts.isEmpty() ? "" : parts.getFirst().text());
    if (parts.size() > 1) {
      ArrayNode others = line.putArray("parts");
      parts.forEach(
          part -> others.addObject().put("part", part.pointer()).put("text", part.text()));
    }
  }
}
