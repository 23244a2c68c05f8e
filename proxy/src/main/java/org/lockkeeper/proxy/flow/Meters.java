package org.lockkeeper.proxy.flow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.policy.Verdict;

/**
 * What the gateway counts about itself, for the console and for Prometheus.
 *
 * <p>Safe to call from any thread; every count is a hash look-up and an addition, so event loops
 * may call it. Times are exported in seconds. A label never takes more than {@value #VALUES}
 * different values; what comes after is counted under {@code other}, so that no peer can grow the
 * gateway's memory or a scrape by inventing names.
 */
public final class Meters {

  /** How many different values one label may take. */
  static final int VALUES = 64;

  // HTTP methods are the client's to invent (RFC 9110 §9.1); these are the ones worth a line.
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

  private static final String OTHER = "other";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Series, Counter> counters = new ConcurrentHashMap<>();
  private final Map<String, Timer> judging = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> values = new ConcurrentHashMap<>();
  private final Map<String, DoubleSupplier> gauges = new ConcurrentSkipListMap<>();
  private final AtomicLong connections = new AtomicLong();
  private final AtomicReference<String> policy = new AtomicReference<>("");
  private final MinuteRate judgedRate;
  private final Timer recording;

  /**
   * Meters that start at zero.
   *
   * @param clock what the rate over the last minute is measured by
   */
  public Meters(InstantSource clock) {
    this.judgedRate = new MinuteRate(clock);
    this.recording =
        timer("lockkeeper.recording", "From handing a record to the log until it is durable");
    Gauge.builder("lockkeeper.connections", connections, AtomicLong::doubleValue)
        .description("Client connections open now")
        .register(registry);
  }

  /**
   * An event was judged.
   *
   * @param operation what was done, {@code post}
   * @param took from the request being whole to the decision
   */
  public void judged(ServiceId service, String operation, Verdict verdict, Duration took) {
    count(
        "judged",
        "service",
        service.value(),
        "operation",
        bounded("operation", operation),
        "verdict",
        verdict.label());
    judging(service.value()).record(took);
    judgedRate.count();
  }

  /**
   * A request that should have carried a message could not be read.
   *
   * @param why the kind of fault in a word or two, {@code json}; never content
   */
  public void unreadable(ServiceId service, String why) {
    count("unreadable", "service", service.value(), "why", bounded("why", why));
  }

  /** A request that may write something went to a path the service's descriptor does not name. */
  public void unknownWrite(ServiceId service, String method) {
    String known = METHODS.contains(method) ? method : OTHER;
    count("unknown.writes", "service", service.value(), "method", known);
  }

  /** A request that carries no message streamed through. */
  public void passedThrough(ServiceId service) {
    count("passed.through", "service", service.value());
  }

  /**
   * Somebody followed a link that was led through here.
   *
   * @param outcome in a word: {@code on}, {@code warned}, {@code stopped} or {@code unknown}
   */
  public void followed(ServiceId service, String outcome) {
    count("links.followed", "service", service.value(), "outcome", outcome);
  }

  /** A record became durable. */
  public void recorded(Duration took) {
    recording.record(took);
  }

  /** A record could not be made durable, so its message was refused. */
  public void recordFailed() {
    count("record.failures");
  }

  /** A service could not be reached or broke off. */
  public void upstreamFailed(ServiceId service) {
    count("upstream.failures", "service", service.value());
  }

  /** A client connection was opened or, with {@code false}, closed. */
  public void connection(boolean opened) {
    if (opened) {
      connections.incrementAndGet();
      count("connections.opened");
    } else {
      connections.decrementAndGet();
    }
  }

  /**
   * The listener refused a request before any service saw it.
   *
   * @param reason the kind of fault in a word or two, {@code header-too-long}
   */
  public void refusedOnWire(String reason) {
    count("wire.refusals", "reason", bounded("reason", reason));
  }

  /** A set of rules came into force. */
  public synchronized void policyLoaded(String version) {
    count("policy.loads", "result", "loaded");
    // Only the version in force is a series; the one before it goes.
    registry.find("lockkeeper.policy").meters().forEach(registry::remove);
    Gauge.builder("lockkeeper.policy", () -> 1)
        .description("The set of rules in force, named by its version")
        .tag("version", version)
        .strongReference(true)
        .register(registry);
    policy.set(version);
  }

  /** A set of rules was refused; the one before it stays in force. */
  public void policyRefused() {
    count("policy.loads", "result", "refused");
  }

  /** A candidate judged a message without effect; whether it would have done otherwise. */
  public void candidateCompared(boolean differs) {
    count("candidate.compared", "differs", Boolean.toString(differs));
  }

  /** What a candidate would have done otherwise. */
  public void candidateDiffers(String active, String candidate) {
    count("candidate.differs", "active", active, "candidate", candidate);
  }

  /** A candidate could not keep up and was not asked. */
  public void candidateSkipped() {
    count("candidate.skipped");
  }

  /** A candidate judged somebody's message, with effect. */
  public void candidateJudged(Verdict verdict) {
    count("candidate.judged", "verdict", verdict.label());
  }

  /** A candidate broke a limit. */
  public void candidateRolledBack() {
    count("candidate.rollbacks");
  }

  /**
   * Adds a number that is asked for when it is shown, such as {@code index.lag}. A second one of
   * the same name is ignored.
   *
   * @param name words with dots between them, the unit last where there is one
   * @param value asked on the console's threads: cheap and safe to call from any
   */
  public void gauge(String name, String description, DoubleSupplier value) {
    if (gauges.putIfAbsent(name, value) == null) {
      Gauge.builder("lockkeeper." + name, value::getAsDouble)
          .description(description)
          .strongReference(true)
          .register(registry);
    }
  }

  /** The numbers as they are now. Counted without stopping the gateway, so not of one instant. */
  public Snapshot snapshot() {
    Map<String, Map<String, Long>> judged = new TreeMap<>();
    counters.forEach(
        (series, counter) -> {
          if (series.name.equals("judged")) {
            judged
                .computeIfAbsent(series.value(0), _ -> new TreeMap<>())
                .merge(series.value(2), Math.round(counter.count()), Long::sum);
          }
        });
    Map<String, Double> asked = new TreeMap<>();
    gauges.forEach((name, value) -> asked.put(name, value.getAsDouble()));
    return new Snapshot(
        judged,
        judgedRate.lastMinute(),
        total("unreadable"),
        total("unknown.writes"),
        total("passed.through"),
        recording.count(),
        total("record.failures"),
        total("upstream.failures"),
        total("wire.refusals"),
        connections.get(),
        policy.get(),
        asked);
  }

  /** Everything in Prometheus' text form, version 0.0.4. */
  public String prometheus() {
    return registry.scrape();
  }

  private long total(String name) {
    return counters.entrySet().stream()
        .filter(entry -> entry.getKey().name.equals(name))
        .mapToLong(entry -> Math.round(entry.getValue().count()))
        .sum();
  }

  private void count(String name, String... labels) {
    Series series = new Series(name, List.of(labels));
    Counter counter = counters.get(series);
    if (counter == null) {
      counter = counters.computeIfAbsent(series, this::counter);
    }
    counter.increment();
  }

  private Counter counter(Series series) {
    return Counter.builder("lockkeeper." + series.name)
        .tags(series.pairs.toArray(String[]::new))
        .register(registry);
  }

  private Timer judging(String service) {
    Timer timer = judging.get(service);
    if (timer != null) {
      return timer;
    }
    return judging.computeIfAbsent(
        service,
        name ->
            timer(
                "lockkeeper.judging",
                "From a request being whole to its decision",
                "service",
                name));
  }

  private Timer timer(String name, String description, String... labels) {
    // Fixed bounds cost an addition each; percentiles computed here would cost more than judging.
    return Timer.builder(name)
        .description(description)
        .tags(labels)
        .serviceLevelObjectives(
            Duration.ofNanos(50_000),
            Duration.ofNanos(200_000),
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofSeconds(1))
        .register(registry);
  }

  private String bounded(String label, String value) {
    Set<String> seen = values.get(label);
    if (seen == null) {
      seen = values.computeIfAbsent(label, _ -> ConcurrentHashMap.newKeySet());
    }
    if (seen.contains(value)) {
      return value;
    }
    // Threads that meet here at the limit may overshoot it by their number: a bound, not a promise.
    if (seen.size() >= VALUES || value.length() > VALUES) {
      return OTHER;
    }
    seen.add(value);
    return value;
  }

  /** A counter's name and labels, name and value in turn. */
  private record Series(String name, List<String> pairs) {
    String value(int label) {
      return pairs.get(2 * label + 1);
    }
  }

  /**
   * The numbers a person wants to see.
   *
   * @param judged events judged since the start, by service, then by verdict
   * @param lastMinute events judged in the last sixty seconds
   * @param recorded records made durable
   * @param refusedOnWire requests the listener refused before any service saw them
   * @param connections client connections open now
   * @param policy the version of the rules in force; empty before any were loaded
   * @param gauges what was registered with {@link Meters#gauge}, by name
   */
  public record Snapshot(
      Map<String, Map<String, Long>> judged,
      long lastMinute,
      long unreadable,
      long unknownWrites,
      long passedThrough,
      long recorded,
      long recordFailures,
      long upstreamFailures,
      long refusedOnWire,
      long connections,
      String policy,
      Map<String, Double> gauges) {

    /** Events judged, by verdict, over all services. */
    public Map<String, Long> byVerdict() {
      Map<String, Long> sum = new TreeMap<>();
      judged.values().forEach(of -> of.forEach((verdict, n) -> sum.merge(verdict, n, Long::sum)));
      return sum;
    }
  }
}
