package org.lockkeeper.proxy.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.lockkeeper.policy.PolicyVersion;
import org.lockkeeper.policy.lab.DetectorCosts;
import org.lockkeeper.policy.lab.LabReport;

/**
 * What the laboratory saw, for people and for programs. Times in JSON are in microseconds.
 *
 * @param costly the draft's most costly detectors and lists
 * @param skipped lines or records that were no message, or could not be read
 */
record LabView(
    LabReport report,
    List<DetectorCosts.Costing> costly,
    PolicyVersion before,
    PolicyVersion after,
    long skipped) {

  private static final double NANOS_A_MICRO = 1e3;

  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%,d messages by the rules in force (%s) and by the draft (%s)%s%n",
        report.messages(),
        before,
        after,
        skipped == 0 ? "" : String.format(Locale.ROOT, "; %,d could not be read", skipped));
    out.printf(
        Locale.ROOT,
        "%,d new hits, %,d lost hits, %,d judged otherwise%n%n",
        report.fresh(),
        report.lost(),
        report.otherwise());
    out.printf("%-24s %10s %10s%n", "verdict", "in force", "draft");
    for (LabReport.VerdictCount each : report.verdicts()) {
      line(each.verdict(), each.messages(), out);
    }
    if (report.faults().before() + report.faults().after() > 0) {
      line("with faults", report.faults(), out);
    }
    out.printf(
        "%n%-24s %10s %10s %8s %8s  %s%n", "rule", "in force", "draft", "new", "lost", "such as");
    for (LabReport.RuleChange each : report.rules()) {
      out.printf(
          Locale.ROOT,
          "%-24s %,10d %,10d %,8d %,8d  %s%n",
          each.rule(),
          each.matches().before(),
          each.matches().after(),
          each.fresh(),
          each.lost(),
          examples(each));
    }
    names("new hits by author", report.authors(), out);
    names("new hits by channel", report.channels(), out);
    if (report.uncounted() > 0) {
      out.printf(Locale.ROOT, "  (%,d more of names too many to keep)%n", report.uncounted());
    }
    out.printf(
        "%n%-24s %10s %10s %10s %10s%n", "processor µs a message", "mean", "half", "99%", "most");
    cost("  in force", report.costBefore(), out);
    cost("  draft", report.costAfter(), out);
    if (!costly.isEmpty()) {
      out.printf("%nmost costly of the draft, µs a message, each alone%n");
      for (DetectorCosts.Costing each : costly) {
        out.printf(Locale.ROOT, "  %-32s %8.2f%n", each.detector(), each.nanos() / NANOS_A_MICRO);
      }
    }
  }

  private static void line(String name, LabReport.Both both, PrintWriter out) {
    out.printf(Locale.ROOT, "%-24s %,10d %,10d%n", "  " + name, both.before(), both.after());
  }

  private static String examples(LabReport.RuleChange change) {
    String fresh = String.join(" ", change.freshExamples());
    String lost =
        change.lostExamples().isEmpty() ? "" : "lost " + String.join(" ", change.lostExamples());
    return fresh.isEmpty() || lost.isEmpty() ? fresh + lost : fresh + "; " + lost;
  }

  private static void names(String what, List<LabReport.Count> counts, PrintWriter out) {
    if (!counts.isEmpty()) {
      out.printf(
          "%n%s: %s%n",
          what,
          counts.stream()
              .map(each -> each.name() + " " + each.messages())
              .collect(Collectors.joining(", ")));
    }
  }

  private static void cost(String name, LabReport.Cost cost, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%-24s %,10.1f %,10.1f %,10.1f %,10.1f%n",
        name,
        cost.mean() / NANOS_A_MICRO,
        cost.median() / NANOS_A_MICRO,
        cost.p99() / NANOS_A_MICRO,
        cost.most() / NANOS_A_MICRO);
  }

  String json() {
    ObjectNode line =
        Json.object()
            .put("messages", report.messages())
            .put("skipped", skipped)
            .put("before", before.toString())
            .put("after", after.toString())
            .put("new", report.fresh())
            .put("lost", report.lost())
            .put("otherwise", report.otherwise());
    ObjectNode verdicts = line.putObject("verdicts");
    report.verdicts().forEach(each -> both(verdicts.putObject(each.verdict()), each.messages()));
    both(line.putObject("faults"), report.faults());
    ArrayNode rules = line.putArray("rules");
    for (LabReport.RuleChange each : report.rules()) {
      ObjectNode rule = rules.addObject().put("rule", each.rule());
      both(rule, each.matches());
      rule.put("new", each.fresh()).put("lost", each.lost());
      ArrayNode fresh = rule.putArray("newExamples");
      each.freshExamples().forEach(fresh::add);
      ArrayNode lost = rule.putArray("lostExamples");
      each.lostExamples().forEach(lost::add);
    }
    counts(line.putArray("authors"), report.authors());
    counts(line.putArray("channels"), report.channels());
    line.put("uncounted", report.uncounted());
    cost(line.putObject("costBefore"), report.costBefore());
    cost(line.putObject("costAfter"), report.costAfter());
    ArrayNode most = line.putArray("costly");
    for (DetectorCosts.Costing each : costly) {
      most.addObject().put("detector", each.detector()).put("micros", each.nanos() / NANOS_A_MICRO);
    }
    return line.toString();
  }

  private static void both(ObjectNode line, LabReport.Both both) {
    line.put("before", both.before()).put("after", both.after());
  }

  private static void counts(ArrayNode lines, List<LabReport.Count> counts) {
    counts.forEach(
        each -> lines.addObject().put("name", each.name()).put("messages", each.messages()));
  }

  private static void cost(ObjectNode line, LabReport.Cost cost) {
    line.put("messages", cost.messages())
        .put("mean", cost.mean() / NANOS_A_MICRO)
        .put("median", cost.median() / NANOS_A_MICRO)
        .put("p99", cost.p99() / NANOS_A_MICRO)
        .put("most", cost.most() / NANOS_A_MICRO);
  }
}
