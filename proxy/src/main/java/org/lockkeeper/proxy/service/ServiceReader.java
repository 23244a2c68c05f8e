package org.lockkeeper.proxy.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.lockkeeper.message.Audience;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.proxy.service.ServiceDescription.Habits;
import org.lockkeeper.yaml.Faults;
import org.lockkeeper.yaml.FaultyFileException;
import org.lockkeeper.yaml.Where;
import org.lockkeeper.yaml.YamlMap;
import org.lockkeeper.yaml.YamlReader;

/**
 * Reads service descriptions, {@code conf/services/*.yaml}. Strict: everything wrong in every file
 * is reported at once, with file and line, and then nothing is read.
 */
public final class ServiceReader {

  private static final String REQUEST_ID_LETTERS = "ybndrfg8ejkmcpqxot1uwisza345h769";
  private static final int REQUEST_ID_LENGTH = 26;

  private final Faults faults = new Faults();
  private final Supplier<String> requestIds;

  private ServiceReader(Supplier<String> requestIds) {
    this.requestIds = requestIds;
  }

  /**
   * Reads one description, or every one in a folder.
   *
   * @throws FaultyFileException with every fault
   * @throws UncheckedIOException if a file cannot be read
   */
  public static Map<ServiceId, DescribedService> read(Path place) {
    SecureRandom random = new SecureRandom();
    return read(place, () -> requestId(random));
  }

  /** The same, with a source for the ids of refusals, as tests want it. */
  public static Map<ServiceId, DescribedService> read(Path place, Supplier<String> requestIds) {
    return new ServiceReader(requestIds).readAll(place);
  }

  private static String requestId(SecureRandom random) {
    StringBuilder id = new StringBuilder(REQUEST_ID_LENGTH);
    for (int at = 0; at < REQUEST_ID_LENGTH; at++) {
      id.append(REQUEST_ID_LETTERS.charAt(random.nextInt(REQUEST_ID_LETTERS.length())));
    }
    return id.toString();
  }

  private Map<ServiceId, DescribedService> readAll(Path place) {
    Map<ServiceId, DescribedService> services = new LinkedHashMap<>();
    List<Path> files = files(place);
    if (files.isEmpty()) {
      faults.add(new Where(place.toString(), 0), "no service description (*.yaml) is here");
    }
    for (Path file : files) {
      Optional<YamlMap> map = new YamlReader(faults).read(file, file.toString());
      map.flatMap(root -> service(root, file))
          .ifPresent(service -> services.put(service.id(), service));
    }
    faults.throwIfAny();
    return services;
  }

  private static List<Path> files(Path place) {
    if (!Files.isDirectory(place)) {
      return Files.exists(place) ? List.of(place) : List.of();
    }
    try (Stream<Path> entries = Files.list(place)) {
      return entries.filter(entry -> entry.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Empty, with a fault, where going on makes no sense. */
  private Optional<DescribedService> service(YamlMap root, Path file) {
    String name = root.requireText("service");
    String title = root.requireText("title");
    String docs = root.requireText("docs");
    String verified = root.requireText("verified-against");
    Habits habits = habits(root.section("requests"));
    SessionReader sessionReader = new SessionReader(faults);
    Sessions sessions = sessionReader.read(root);
    Refusal refusal = new RefusalReader(faults, requestIds).read(root);
    List<OperationDescription> operations = operations(root, habits, sessionReader.operations());
    root.end();
    String wanted = file.getFileName().toString().replaceAll("\\.yaml$", "");
    if (!name.equals(wanted)) {
      root.fault("service", "the file of service \"" + name + "\" must be " + name + ".yaml");
      return Optional.empty();
    }
    Optional<ServiceId> id = id(root, name);
    return id.isEmpty() || !faults.none()
        ? Optional.empty()
        : Optional.of(
            new DescribedService(
                new ServiceDescription(
                    id.get(), title, docs, verified, habits, sessions, operations, refusal)));
  }

  /** The operations of the session, and those described; no name and no route twice. */
  private List<OperationDescription> operations(
      YamlMap root, Habits habits, List<OperationDescription> ofSession) {
    List<OperationDescription> operations = new ArrayList<>(ofSession);
    Set<String> names = new HashSet<>();
    Set<String> routes = new HashSet<>();
    for (OperationDescription known : ofSession) {
      names.add(known.name());
      known.routes().forEach(route -> routes.add(route.shape()));
    }
    if (!root.has("operations")) {
      root.fault("operations", "key \"operations\" is missing");
    }
    OperationReader reader = new OperationReader(faults, habits);
    for (YamlMap map : root.maps("operations")) {
      OperationDescription operation = reader.read(map);
      if (!names.add(operation.name())) {
        map.fault("name", "an operation \"" + operation.name() + "\" stands above already");
      }
      for (RoutePattern route : operation.routes()) {
        if (!routes.add(route.shape())) {
          map.fault("route", "the route " + route + " stands above already");
        }
      }
      operations.add(operation);
    }
    return operations;
  }

  private static Optional<ServiceId> id(YamlMap root, String name) {
    try {
      return Optional.of(new ServiceId(name));
    } catch (IllegalArgumentException wrong) {
      root.fault("service", String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }

  private Habits habits(YamlMap map) {
    Map<String, Audience.Kind> visibility = new LinkedHashMap<>();
    YamlMap words = map.section("visibility");
    for (String word : words.keys()) {
      visibility.put(word, words.choice(word, Audience.Kind.class, Audience.Kind.UNKNOWN));
    }
    Set<String> signing = new HashSet<>();
    for (String scheme : map.texts("signing-schemes")) {
      signing.add(scheme.toLowerCase(Locale.ROOT));
    }
    Habits habits =
        new Habits(
            map.choice("names", Names.class, Names.EXACT) == Names.ANY_CASE,
            map.flag("numbers-as-texts", false),
            map.flag("body-fields-in-query", false),
            map.flag("method-override", false),
            map.choice("mentions", Mentions.class, Mentions.NONE),
            visibility,
            signing);
    map.end();
    return habits;
  }

  /** How the service compares JSON names. */
  private enum Names {
    EXACT,
    ANY_CASE
  }
}
